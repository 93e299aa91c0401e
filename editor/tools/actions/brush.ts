// Brush shortcuts of the active tool: [ and ] change the size, with Shift the hardness; digits set the opacity.
import type { Action, ActionContext, Effect } from "../action";
import { BRUSH_HARDNESS, BRUSH_OPACITY, BRUSH_SIZE } from "../brushOptions";
import type { Label } from "../label";
import { type RangeOption, rangeValue } from "../option";

function brushAction(
	id: string,
	label: Label,
	key: string,
	option: RangeOption,
	change: (value: number) => number,
): Action {
	const valuesOf = ({ settings, activeTool }: ActionContext) => settings[activeTool];
	return {
		id,
		label,
		group: "brush",
		shortcuts: [key],
		isRepeated: option === BRUSH_SIZE,
		isEnabled: (context) => valuesOf(context)?.[option.id] !== undefined,
		perform(context): readonly Effect[] {
			const values = valuesOf(context);
			if (values?.[option.id] === undefined) return [];
			const changed = { ...values, [option.id]: change(rangeValue(values, option)) };
			const settings = { ...changed, [option.id]: rangeValue(changed, option) };
			return [{ type: "settings", tool: context.activeTool, settings }];
		},
	};
}

/** A tenth of the size, at least one pixel. */
function sizeStep(size: number): number {
	return Math.max(1, Math.round(size / 10));
}

const tenths = (value: number, more: number) => Math.round(value * 10 + more) / 10;

export const smallerBrush = brushAction(
	"brush.smaller",
	{ en: "Decrease brush size", zh: "减小画笔" },
	"[",
	BRUSH_SIZE,
	(size) => size - sizeStep(size),
);

export const largerBrush = brushAction(
	"brush.larger",
	{ en: "Increase brush size", zh: "增大画笔" },
	"]",
	BRUSH_SIZE,
	(size) => size + sizeStep(size),
);

export const softerBrush = brushAction(
	"brush.softer",
	{ en: "Decrease brush hardness", zh: "降低画笔硬度" },
	"Shift+[",
	BRUSH_HARDNESS,
	(hardness) => tenths(hardness, -1),
);

export const harderBrush = brushAction(
	"brush.harder",
	{ en: "Increase brush hardness", zh: "提高画笔硬度" },
	"Shift+]",
	BRUSH_HARDNESS,
	(hardness) => tenths(hardness, 1),
);

/** 1 is 10 %, 0 is 100 %. */
export const brushOpacities: readonly Action[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((tenth) =>
	brushAction(
		`brush.opacity${tenth * 10}`,
		{ en: `Opacity ${tenth * 10}%`, zh: `不透明度 ${tenth * 10}%` },
		String(tenth % 10),
		BRUSH_OPACITY,
		() => tenth / 10,
	),
);

/** Sets an opacity in percent. The keyboard calls it for two digits typed in quick succession. */
export function setBrushOpacity({ settings, activeTool }: ActionContext, percent: number): readonly Effect[] {
	const values = settings[activeTool];
	if (values?.[BRUSH_OPACITY.id] === undefined) return [];
	const opacity = rangeValue({ [BRUSH_OPACITY.id]: percent / 100 }, BRUSH_OPACITY);
	return [{ type: "settings", tool: activeTool, settings: { ...values, [BRUSH_OPACITY.id]: opacity } }];
}
