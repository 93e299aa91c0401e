// The notice over the canvas while an earlier step of the picture is shown.
import { fill, STRINGS } from "../../strings";
import type { PanelProps } from "../panelProps";

export function LookBackBar({ session, snapshot, locale }: PanelProps) {
	const { asOf, document } = snapshot;
	if (asOf === null || document === null) return null;
	const count = document.accepted.length;
	return (
		<div className="hfis-editor-notices-busy" role="status">
			{asOf === 0 ? STRINGS.viewingOriginal[locale] : fill(STRINGS.viewingEdit, locale, { at: asOf, count })}
			<button type="button" className="hfis-ui-link" onClick={() => session.apply([{ type: "show", asOf: null }])}>
				{STRINGS.backToCurrent[locale]}{" "}
				<span className="hfis-ui-kbd" aria-hidden="true">
					Esc
				</span>
			</button>
		</div>
	);
}
