// The live regions. Always there, as a region that comes with its words is not listened to.
import { useState } from "react";
import { useSaid } from "./announce";

/** Of a dialog: what has been said before it came is not said again. */
export function DialogAnnouncer() {
	const [before] = useState(() => useSaid.getState().said);
	const said = useSaid((state) => state.said);
	return (
		<div className="hfis-visually-hidden" aria-live="polite" aria-atomic="false">
			{said
				.filter((one) => !before.includes(one))
				.map(({ id, text }) => (
					<p key={id}>{text}</p>
				))}
		</div>
	);
}

export function Announcer() {
	const said = useSaid((state) => state.said);
	const say = (isWanted: boolean) =>
		said.filter(({ isUrgent }) => isUrgent === isWanted).map(({ id, text }) => <p key={id}>{text}</p>);
	return (
		<div className="hfis-visually-hidden">
			<div role="status" aria-atomic="false">
				{say(false)}
			</div>
			<div role="alert" aria-atomic="false">
				{say(true)}
			</div>
		</div>
	);
}
