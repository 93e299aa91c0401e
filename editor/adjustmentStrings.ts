// The strings of adjustment layers: their kinds, parameters and controls.
import type { AdjustmentKind, CurveChannel } from "./raster";
import type { Phrase } from "./types";

export const ADJUSTMENT_STRINGS = {
	adjustments: { en: "Adjustments", zh: "调整" },
	add: { en: "Add adjustment", zh: "添加调整" },
	none: {
		en: "No adjustments. They change the picture without touching its pixels, and can be switched off at any time.",
		zh: "没有调整。调整不会改动原始像素，可随时关闭。",
	},
	settingsOf: { en: "Settings of {name}", zh: "{name} 的设置" },
	before: { en: "Show without adjustments", zh: "显示调整前" },
	reset: { en: "Reset", zh: "重置" },
	maskInside: { en: "Limit to active mask", zh: "限于当前蒙版" },
	maskReplace: { en: "Use active mask", zh: "改用当前蒙版" },
	maskRemove: { en: "Apply everywhere", zh: "应用于整个画面" },
	isMasked: { en: "Inside a mask", zh: "蒙版内" },
	everywhere: { en: "Whole picture", zh: "整个画面" },
	maskEmpty: { en: "Paint a mask first.", zh: "请先绘制蒙版。" },
	channel: { en: "Channel", zh: "通道" },
	curve: { en: "Tone curve", zh: "色调曲线" },
	curveHint: {
		en: "Click the curve to add a point. Drag points, or move them with the arrow keys; Delete removes one.",
		zh: "点按曲线添加控制点；拖动或用方向键移动，按 Delete 删除。",
	},
	pointAt: { en: "Point {number}: input {x}, output {y}", zh: "控制点 {number}：输入 {x}，输出 {y}" },
	addPoint: { en: "Add point", zh: "添加控制点" },
	histogram: { en: "Histogram of the picture under this adjustment", zh: "此调整之下画面的直方图" },
} satisfies Record<string, Phrase>;

export const ADJUSTMENT_NAMES: Readonly<Record<AdjustmentKind, Phrase>> = {
	brightness: { en: "Brightness", zh: "亮度" },
	contrast: { en: "Contrast", zh: "对比度" },
	saturation: { en: "Saturation", zh: "饱和度" },
	temperature: { en: "Temperature", zh: "色温" },
	curves: { en: "Curves", zh: "曲线" },
	levels: { en: "Levels", zh: "色阶" },
	blur: { en: "Blur", zh: "模糊" },
	sharpen: { en: "Sharpen", zh: "锐化" },
};

/** By the id of a parameter; "amount" has the name of its adjustment. */
export const PARAMETER_NAMES: Readonly<Record<string, Phrase>> = {
	amount: { en: "Amount", zh: "数量" },
	radius: { en: "Radius", zh: "半径" },
	black: { en: "Black point", zh: "黑场" },
	white: { en: "White point", zh: "白场" },
	gamma: { en: "Gamma", zh: "灰度系数" },
	outBlack: { en: "Output black", zh: "输出黑色" },
	outWhite: { en: "Output white", zh: "输出白色" },
};

export const CHANNEL_NAMES: Readonly<Record<CurveChannel, Phrase>> = {
	all: { en: "RGB", zh: "RGB" },
	red: { en: "Red", zh: "红" },
	green: { en: "Green", zh: "绿" },
	blue: { en: "Blue", zh: "蓝" },
};
