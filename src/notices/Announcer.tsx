// The studio's live regions. They are always mounted: screen readers ignore a region that is inserted together with its
// text.
import { useState } from "react";
import { useAnnouncements } from "./announce";

/** The live region of a dialog. Announcements made before the dialog opened are not repeated. */
export function DialogAnnouncer() {
	const [before] = useState(() => useAnnouncements.getState().announcements);
	const announcements = useAnnouncements((state) => state.announcements);
	return (
		<div className="hfis-ui-visually-hidden" aria-live="polite" aria-atomic="false">
			{announcements
				.filter((one) => !before.includes(one))
				.map(({ id, text }) => (
					<p key={id}>{text}</p>
				))}
		</div>
	);
}

export function Announcer() {
	const announcements = useAnnouncements((state) => state.announcements);
	const renderUrgency = (urgent: boolean) =>
		announcements.filter(({ isUrgent }) => isUrgent === urgent).map(({ id, text }) => <p key={id}>{text}</p>);
	return (
		<div className="hfis-ui-visually-hidden">
			<div role="status" aria-atomic="false">
				{renderUrgency(false)}
			</div>
			<div role="alert" aria-atomic="false">
				{renderUrgency(true)}
			</div>
		</div>
	);
}
