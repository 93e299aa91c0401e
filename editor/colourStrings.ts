// The strings of the colour control, and the names of its swatches.
import type { Locale, Phrase } from "./types";

export const COLOUR_STRINGS = {
	valueOf: { en: "{label}: {colour} (click to change)", zh: "{label}：{colour}（点击更改）" },
	swatches: { en: "Swatches", zh: "色板" },
	recent: { en: "Recent colours", zh: "最近使用的颜色" },
	picker: { en: "Choose another colour", zh: "选择其他颜色" },
	hex: { en: "Colour code", zh: "颜色代码" },
	eyedropperHint: {
		en: "Hold Alt on the picture to take a colour from it.",
		zh: "在图片上按住 Alt 可吸取颜色。",
	},
} satisfies Record<string, Phrase>;

/** By colour; others are said by their code. */
const NAMES: Readonly<Record<string, Phrase>> = {
	"#ff3b30": { en: "Red", zh: "红色" },
	"#ff9500": { en: "Orange", zh: "橙色" },
	"#ffd60a": { en: "Yellow", zh: "黄色" },
	"#34c759": { en: "Green", zh: "绿色" },
	"#00c7be": { en: "Teal", zh: "青色" },
	"#0a84ff": { en: "Blue", zh: "蓝色" },
	"#5e5ce6": { en: "Indigo", zh: "靛蓝" },
	"#bf5af2": { en: "Purple", zh: "紫色" },
	"#ff2d92": { en: "Pink", zh: "粉色" },
	"#8b5e3c": { en: "Brown", zh: "棕色" },
	"#ffffff": { en: "White", zh: "白色" },
	"#c7c7cc": { en: "Light grey", zh: "浅灰" },
	"#8e8e93": { en: "Grey", zh: "灰色" },
	"#48484a": { en: "Dark grey", zh: "深灰" },
	"#000000": { en: "Black", zh: "黑色" },
};

export function describeColour(colour: string, locale: Locale): string {
	return NAMES[colour]?.[locale] ?? colour;
}
