// The tools at the side of the canvas, built from the registry. Tools of one group share a button, which shows the one that
// was used last.
import { useState } from "react";
import { Toolbar } from "../../../ui";
import { STRINGS } from "../../strings";
import { findAction, railButtons, TOOLS } from "../../tools";
import { ActionButton } from "../ActionButton";
import type { EditorShape } from "../editorShape";
import type { PanelProps } from "../panelProps";
import { ToolGroupButton } from "./ToolGroupButton";

const BUTTONS = railButtons(TOOLS);

interface ToolRailProps extends PanelProps {
	readonly shape: EditorShape;
}

export function ToolRail({ shape, ...panelProps }: ToolRailProps) {
	const { activeTool } = panelProps.snapshot;
	const hasText = shape === "wide";
	/** By the first tool of a group. */
	const [lastUsed, setLastUsed] = useState<Readonly<Record<string, string>>>({});
	const key = BUTTONS.find((tools) => tools.some(({ id }) => id === activeTool))?.[0]?.id;
	if (key !== undefined && lastUsed[key] !== activeTool) setLastUsed({ ...lastUsed, [key]: activeTool });
	return (
		<Toolbar className="hfis-toolbar-rail" label={STRINGS.tools[panelProps.locale]} isVertical>
			{BUTTONS.map(([first, ...others]) => {
				if (first === undefined) return null;
				const action = findAction(`tool.${lastUsed[first.id] ?? first.id}`);
				if (action === undefined) return null;
				const shared = { action, hasText, ...panelProps };
				return others.length === 0 || first.group === undefined ? (
					<ActionButton key={first.id} tooltipSide="right" {...shared} />
				) : (
					<ToolGroupButton key={first.id} group={first.group} tools={[first, ...others]} {...shared} />
				);
			})}
		</Toolbar>
	);
}
