// The live regions. Always there, as a region that comes with its words is not listened to.
import { useSaid } from "./announce";

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
