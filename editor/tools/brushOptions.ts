// The options of brush and eraser, and the brush that results from their values.
import type { Brush } from "../raster";
import { type Option, type OptionValues, type RangeOption, rangeValue, type SwitchOption, switchValue } from "./option";

const share = { kind: "range", min: 0, max: 1, step: 0.01, unit: "%" } as const;

export const BRUSH_SIZE: RangeOption = {
	kind: "range",
	id: "size",
	label: { en: "Size", zh: "大小" },
	initial: 64,
	min: 1,
	max: 1000,
	step: 1,
	unit: "px",
	hasSquareRootScale: true,
};

export const BRUSH_HARDNESS: RangeOption = {
	...share,
	id: "hardness",
	label: { en: "Hardness", zh: "硬度" },
	initial: 0.9,
};

export const BRUSH_OPACITY: RangeOption = {
	...share,
	id: "opacity",
	label: { en: "Opacity", zh: "不透明度" },
	initial: 1,
	min: 0.01,
	isAdvanced: true,
};

const FLOW: RangeOption = {
	...share,
	id: "flow",
	label: { en: "Flow", zh: "流量" },
	initial: 1,
	min: 0.05,
	isAdvanced: true,
};

const STABILISER: RangeOption = {
	...share,
	id: "stabiliser",
	label: { en: "Stabiliser", zh: "防抖" },
	initial: 0,
	isAdvanced: true,
};

const PRESSURE_SIZE: SwitchOption = {
	kind: "switch",
	id: "pressureSize",
	label: { en: "Pen pressure controls size", zh: "压感控制大小" },
	initial: true,
	isAdvanced: true,
};

const PRESSURE_OPACITY: SwitchOption = {
	kind: "switch",
	id: "pressureOpacity",
	label: { en: "Pen pressure controls opacity", zh: "压感控制不透明度" },
	initial: false,
	isAdvanced: true,
};

export const BRUSH_OPTIONS: readonly Option[] = [
	BRUSH_SIZE,
	BRUSH_HARDNESS,
	BRUSH_OPACITY,
	FLOW,
	STABILISER,
	PRESSURE_SIZE,
	PRESSURE_OPACITY,
];

/** Pressure is used only for pens: a mouse always reports 0.5. */
export function brushOf(values: OptionValues | undefined, isPen: boolean): Brush {
	return {
		size: rangeValue(values, BRUSH_SIZE),
		hardness: rangeValue(values, BRUSH_HARDNESS),
		opacity: rangeValue(values, BRUSH_OPACITY),
		flow: rangeValue(values, FLOW),
		pressure: {
			size: isPen && switchValue(values, PRESSURE_SIZE),
			opacity: isPen && switchValue(values, PRESSURE_OPACITY),
		},
	};
}

export function stabiliserOf(values: OptionValues | undefined): number {
	return rangeValue(values, STABILISER);
}
