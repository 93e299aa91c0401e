// Said over the canvas while the picture is looked at as it was.
import { fill, STRINGS } from "../../strings";
import type { ChromeProps } from "../panelProps";

export function LookingBack({ session, snapshot, locale }: ChromeProps) {
	const { asOf, document } = snapshot;
	if (asOf === null || document === null) return null;
	const count = document.accepted.length;
	return (
		<div className="hfis-editor-notices-busy" role="status">
			{asOf === 0 ? STRINGS.lookingBackFirst[locale] : fill(STRINGS.lookingBack, locale, { at: asOf, count })}
			<button type="button" className="hfis-ui-link" onClick={() => session.apply([{ type: "show", asOf: null }])}>
				{STRINGS.backToNow[locale]}{" "}
				<span className="hfis-ui-kbd" aria-hidden="true">
					Esc
				</span>
			</button>
		</div>
	);
}
