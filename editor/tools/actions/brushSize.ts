// [ and ] for the size, Shift with them for the hardness, of whichever tool has a brush.
import type { Action, ActionContext, Effect } from "../action";
import { MAX_BRUSH_SIZE } from "../painting";
import type { BrushSettings, Label } from "../tool";

function brushAction(id: string, label: Label, key: string, change: (brush: BrushSettings) => BrushSettings): Action {
	const brushOf = ({ settings, activeTool }: ActionContext) => settings[activeTool];
	return {
		id,
		label,
		group: "brush",
		shortcuts: [key],
		isEnabled: (context) => brushOf(context) !== undefined,
		perform(context): readonly Effect[] {
			const brush = brushOf(context);
			if (brush === undefined) return [];
			return [{ type: "settings", tool: context.activeTool, settings: change(brush) }];
		},
	};
}

/** Steps that feel alike at every size: about a tenth, at least one pixel. */
function sizeStep(size: number): number {
	return Math.max(1, Math.round(size / 10));
}

export const smallerBrush = brushAction("brush.smaller", { en: "Smaller brush", zh: "缩小画笔" }, "[", (brush) => ({
	...brush,
	size: Math.max(1, brush.size - sizeStep(brush.size)),
}));

export const largerBrush = brushAction("brush.larger", { en: "Larger brush", zh: "放大画笔" }, "]", (brush) => ({
	...brush,
	size: Math.min(MAX_BRUSH_SIZE, brush.size + sizeStep(brush.size)),
}));

export const softerBrush = brushAction(
	"brush.softer",
	{ en: "Softer brush", zh: "更柔的画笔" },
	"Shift+[",
	(brush) => ({
		...brush,
		hardness: Math.max(0, Math.round(brush.hardness * 10 - 1) / 10),
	}),
);

export const harderBrush = brushAction(
	"brush.harder",
	{ en: "Harder brush", zh: "更硬的画笔" },
	"Shift+]",
	(brush) => ({
		...brush,
		hardness: Math.min(1, Math.round(brush.hardness * 10 + 1) / 10),
	}),
);
