// Every tool and every action, in the order in which the interface shows them.
import type { Action } from "./action";
import { brushOpacities, harderBrush, largerBrush, smallerBrush, softerBrush } from "./actions/brushSize";
import { clearMask } from "./actions/clearMask";
import { featherMask } from "./actions/featherMask";
import { fillMaskHoles } from "./actions/fillHoles";
import { fillMask } from "./actions/fillMask";
import { growMask } from "./actions/growMask";
import { redoAction, undoAction } from "./actions/history";
import { invertMask } from "./actions/invertMask";
import { openPicture } from "./actions/openPicture";
import { removeMaskSpecks } from "./actions/removeSpecks";
import { shrinkMask } from "./actions/shrinkMask";
import { smoothMask } from "./actions/smoothMask";
import { actualSize, fitView, toggleBefore, toggleMask, zoomIn, zoomOut } from "./actions/view";
import { brush } from "./brush";
import { ellipse } from "./ellipse";
import { eraser } from "./eraser";
import { hand } from "./hand";
import { lasso } from "./lasso";
import { firstValues } from "./option";
import { rectangle } from "./rectangle";
import type { Tool, ToolSettings } from "./tool";
import { zoom } from "./zoom";

export const TOOLS: readonly Tool[] = [brush, eraser, rectangle, ellipse, lasso, hand, zoom];

export const DEFAULT_TOOL = brush;

/** Whatever tool is active, Space and the middle button do what this one does. */
export const PANNING_TOOL = hand;

const toolActions = TOOLS.map(
	(tool): Action => ({
		id: `tool.${tool.id}`,
		label: tool.label,
		icon: tool.icon,
		group: "tool",
		shortcuts: tool.shortcuts,
		isPressed: ({ activeTool }) => activeTool === tool.id,
		isEnabled: () => true,
		perform: () => [{ type: "tool", tool: tool.id }],
	}),
);

const swapPaintTools: Action = {
	id: "tool.swap",
	label: { en: "Swap brush and eraser", zh: "切换画笔与橡皮擦" },
	group: "brush",
	shortcuts: ["X"],
	isEnabled: () => true,
	perform: ({ activeTool }) => [{ type: "tool", tool: activeTool === brush.id ? eraser.id : brush.id }],
};

export const ACTIONS: readonly Action[] = [
	...toolActions,
	swapPaintTools,
	openPicture,
	undoAction,
	redoAction,
	fillMask,
	invertMask,
	clearMask,
	growMask,
	shrinkMask,
	featherMask,
	smoothMask,
	removeMaskSpecks,
	fillMaskHoles,
	smallerBrush,
	largerBrush,
	softerBrush,
	harderBrush,
	...brushOpacities,
	toggleMask,
	toggleBefore,
	zoomOut,
	zoomIn,
	fitView,
	actualSize,
];

export function findTool(id: string): Tool {
	return TOOLS.find((tool) => tool.id === id) ?? DEFAULT_TOOL;
}

export function findAction(id: string): Action | undefined {
	return ACTIONS.find((action) => action.id === id);
}

export function firstSettings(): ToolSettings {
	const settable = [...TOOLS, ...ACTIONS].flatMap(({ id, options }) => (options ? [[id, firstValues(options)]] : []));
	return Object.fromEntries(settable);
}
