// The tools at the side, and above the canvas the active tool's options and the actions: all read from the registries.

import { STRINGS } from "../strings";
import { ACTIONS, type Action } from "../tools";
import type { Locale } from "../types";
import { ActionButton } from "./Button";
import type { Session } from "./session";
import type { Snapshot } from "./snapshot";
import { ToolOptions } from "./ToolOptions";

interface ChromeProps {
	readonly session: Session;
	readonly snapshot: Snapshot;
	readonly locale: Locale;
}

function actionsOf(...groups: readonly Action["group"][]): readonly Action[] {
	return ACTIONS.filter((action) => groups.includes(action.group) && action.icon !== undefined);
}

const TOOL_ACTIONS = actionsOf("tool");
const BAR_GROUPS = [actionsOf("edit"), actionsOf("mask"), actionsOf("view").filter((action) => action.isPressed)];
const FILE_ACTIONS = actionsOf("file");
const [ZOOM_OUT, ZOOM_IN, ...ZOOM_REST] = actionsOf("view").filter((action) => !action.isPressed);
const ACTUAL_SIZE = "view.actual";

export function ToolRail({ session, snapshot, locale }: ChromeProps) {
	return (
		<div className="hfis-rail" role="toolbar" aria-label={STRINGS.tools[locale]} aria-orientation="vertical">
			{TOOL_ACTIONS.map((action) => (
				<ActionButton key={action.id} hintSide="right" {...{ action, session, snapshot, locale }} />
			))}
		</div>
	);
}

export function ActionBar({ session, snapshot, locale }: ChromeProps) {
	return (
		<div className="hfis-bar">
			<div className="hfis-options">
				<ToolOptions {...{ session, snapshot, locale }} />
			</div>
			<div className="hfis-actions" role="toolbar" aria-label={STRINGS.actions[locale]}>
				{[...BAR_GROUPS, FILE_ACTIONS].map((group) => (
					<div className="hfis-group" key={group[0]?.id}>
						{group.map((action) => (
							<ActionButton key={action.id} {...{ action, session, snapshot, locale }} />
						))}
					</div>
				))}
			</div>
		</div>
	);
}

export function ZoomControls({ session, snapshot, locale }: ChromeProps) {
	const actual = ACTIONS.find((action) => action.id === ACTUAL_SIZE);
	const percent = snapshot.state.zoom * 100;
	const shown = `${percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;
	return (
		<div className="hfis-zoom" role="toolbar" aria-label={STRINGS.zoom[locale]}>
			{ZOOM_OUT && <ActionButton hintSide="above" action={ZOOM_OUT} {...{ session, snapshot, locale }} />}
			<button
				type="button"
				className="hfis-button hfis-percent"
				aria-label={`${shown}, ${actual?.label[locale]}`}
				title={actual?.label[locale]}
				onClick={() => session.run(ACTUAL_SIZE)}
			>
				{shown}
			</button>
			{ZOOM_IN && <ActionButton hintSide="above" action={ZOOM_IN} {...{ session, snapshot, locale }} />}
			{ZOOM_REST.map((action) => (
				<ActionButton hintSide="above" key={action.id} {...{ action, session, snapshot, locale }} />
			))}
		</div>
	);
}
