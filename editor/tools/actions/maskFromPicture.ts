// Masks the transparent or the light areas of the picture.
import type { Action } from "../action";

export const maskFromAlpha: Action = {
	id: "mask.fromAlpha",
	label: { en: "Mask what is transparent", zh: "由透明区域生成蒙版" },
	icon: "alpha",
	group: "mask",
	shortcuts: [],
	isEnabled: ({ document }) => document !== null,
	perform: () => [{ type: "maskFromPicture", source: "alpha" }],
};

export const maskFromLuminance: Action = {
	id: "mask.fromLuminance",
	label: { en: "Mask what is light", zh: "由亮部生成蒙版" },
	icon: "luminance",
	group: "mask",
	shortcuts: [],
	isEnabled: ({ document }) => document !== null,
	perform: () => [{ type: "maskFromPicture", source: "luminance" }],
};
