// Shows beside the zoom how the view is turned, and turns it upright again. It is only there while the view is turned.
import { tooltipProps } from "../../ui";
import { isUnturned } from "../state/camera";
import { describeViewTurn } from "../strings";
import { findAction } from "../tools";
import { actionIcon } from "./actionIcon";
import { actionKeys } from "./keyLabels";
import type { PanelProps } from "./panelProps";

const RESET = "view.upright";

export function OrientationChip({ session, snapshot, locale }: PanelProps) {
	if (isUnturned(snapshot.orientation)) return null;
	const { angle, isMirrored } = snapshot.orientation;
	const reset = findAction(RESET);
	const turn = findAction(isMirrored ? "view.mirror" : "view.rotateRight");
	const Icon = turn && actionIcon(turn);
	const state = describeViewTurn(snapshot.orientation, locale);
	return (
		<button
			type="button"
			className="hfis-ui-icon-button hfis-ui-icon-button-strong hfis-ui-icon-button-wide hfis-toolbar-orientation"
			data-stop=""
			aria-label={`${state}, ${reset?.label[locale]}`}
			{...tooltipProps({
				text: reset?.label[locale] ?? "",
				keys: actionKeys(reset, snapshot).text,
				side: "above",
			})}
			onClick={() => session.run(RESET)}
		>
			{Icon && <Icon size={14} aria-hidden="true" />}
			{`${Math.round(angle)}°`}
		</button>
	);
}
