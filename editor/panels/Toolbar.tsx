// The toolbars above and below the canvas, built from the registries: tool options and actions, and view controls.

import { Toolbar, tooltipProps } from "../../ui";
import { STRINGS } from "../strings";
import { ACTIONS, type Action } from "../tools";
import { ActionButton } from "./ActionButton";
import type { EditorShape } from "./editorShape";
import { actionKeys } from "./keyLabels";
import { MaskMenu } from "./MaskMenu";
import { OrientationChip } from "./OrientationChip";
import { PictureMenu } from "./PictureMenu";
import type { PanelProps } from "./panelProps";
import { ToolOptions } from "./ToolOptions";
import { ViewMenu } from "./ViewMenu";

function actionsOf(...groups: readonly Action["group"][]): readonly Action[] {
	return ACTIONS.filter((action) => groups.includes(action.group) && action.icon !== undefined);
}

const EDIT_ACTIONS = actionsOf("edit");
/** Frequent mask actions; the mask menu has all of them. */
const MASK_BUTTONS = actionsOf("mask").filter(({ id }) => id === "mask.invert" || id === "mask.clear");
const PANELS = actionsOf("panel").filter(({ id }) => id === "panel.layers" || id === "panel.lineage");
const FILE_ACTIONS = actionsOf("file");
/** Holding the original is one of the comparisons, with the results. */
const VIEW_TOGGLES = actionsOf("view").filter(({ id, isPressed }) => isPressed && id !== "view.before");
const [ZOOM_OUT, ZOOM_IN, ...ZOOM_REST] = actionsOf("view").filter((action) => !action.isPressed);
const HELP = actionsOf("panel").filter(({ id }) => id === "panel.shortcuts");
const ACTUAL_SIZE = "view.actual";

interface ShapedProps extends PanelProps {
	readonly shape: EditorShape;
}

export function ActionBar({ shape, ...panelProps }: ShapedProps) {
	const buttons = (actions: readonly Action[], hasText: boolean) =>
		actions.map((action) => <ActionButton key={action.id} {...{ action, hasText, ...panelProps }} />);
	const isWide = shape === "wide";
	const isRoomy = isWide || shape === "roomy";
	return (
		<div className="hfis-toolbar-bar">
			<ToolOptions {...panelProps} isShort={shape === "narrow" || shape === "low" || shape === "compact"} />
			<Toolbar className="hfis-toolbar-actions" label={STRINGS.actions[panelProps.locale]}>
				<div className="hfis-toolbar-group">{buttons(EDIT_ACTIONS, isWide)}</div>
				<div className="hfis-toolbar-group">
					<PictureMenu {...panelProps} />
				</div>
				<div className="hfis-toolbar-group">
					{shape !== "narrow" && buttons(MASK_BUTTONS, isWide)}
					<MaskMenu {...panelProps} />
				</div>
				<div className="hfis-toolbar-group">
					{buttons(PANELS, isRoomy)}
					{buttons(FILE_ACTIONS, isRoomy)}
				</div>
			</Toolbar>
		</div>
	);
}

interface ViewControlsProps extends ShapedProps {
	/** Another picture lies over the canvas. */
	readonly isHidden: boolean;
}

/** The status line below the canvas: the state of the view at the left, the zoom at the right. */
export function ViewControls({ shape, isHidden, ...panelProps }: ViewControlsProps) {
	const { session, snapshot, locale } = panelProps;
	const actual = ACTIONS.find((action) => action.id === ACTUAL_SIZE);
	const percent = snapshot.state.zoom * 100;
	const shown = `${percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;
	const isRoomy = shape === "wide" || shape === "roomy";
	const buttons = (actions: readonly (Action | undefined)[], hasText = false) =>
		actions.map(
			(action) =>
				action && <ActionButton key={action.id} tooltipSide="above" {...{ action, hasText, ...panelProps }} />,
		);
	return (
		<Toolbar className="hfis-toolbar-view" label={STRINGS.view[locale]} isHidden={isHidden}>
			<div className="hfis-toolbar-group">{buttons(VIEW_TOGGLES, isRoomy)}</div>
			<div className="hfis-toolbar-group">
				<OrientationChip {...panelProps} />
				{buttons([ZOOM_OUT])}
				<button
					type="button"
					className="hfis-ui-icon-button hfis-ui-icon-button-strong hfis-ui-icon-button-wide hfis-toolbar-percent"
					data-stop=""
					aria-label={`${shown}, ${actual?.label[locale]}`}
					{...tooltipProps({
						text: actual?.label[locale] ?? "",
						keys: actionKeys(actual, snapshot).text,
						side: "above",
					})}
					onClick={() => session.run(ACTUAL_SIZE)}
				>
					{shown}
				</button>
				{buttons([ZOOM_IN])}
				{buttons(ZOOM_REST, isRoomy)}
				<ViewMenu {...panelProps} />
				{buttons(HELP)}
			</div>
		</Toolbar>
	);
}
