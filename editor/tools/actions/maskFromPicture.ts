// Masks the transparent or the light areas of the picture.
import blendIcon from "@lucide/icons/icons/blend";
import sunIcon from "@lucide/icons/icons/sun";
import type { Action } from "../action";

export const maskFromAlpha: Action = {
	id: "mask.fromAlpha",
	label: { en: "Mask transparent pixels", zh: "由透明像素创建蒙版" },
	icon: blendIcon,
	group: "mask",
	shortcuts: [],
	isEnabled: ({ document }) => document !== null,
	perform: () => [{ type: "maskFromPicture", source: "alpha" }],
};

export const maskFromLuminance: Action = {
	id: "mask.fromLuminance",
	label: { en: "Mask light pixels", zh: "由亮部像素创建蒙版" },
	icon: sunIcon,
	group: "mask",
	shortcuts: [],
	isEnabled: ({ document }) => document !== null,
	perform: () => [{ type: "maskFromPicture", source: "luminance" }],
};
