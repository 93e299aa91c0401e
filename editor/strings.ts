// What the editor says beside the names of tools and actions, in both languages, and its refusals in words.
import type { EditorError, EditorErrorCode, Locale, Phrase } from "./types";

export const STRINGS = {
	canvas: { en: "Picture and mask", zh: "图片与蒙版" },
	tools: { en: "Tools", zh: "工具" },
	actions: { en: "Actions", zh: "操作" },
	zoom: { en: "Zoom", zh: "缩放" },
	dropHere: { en: "Drop a picture here", zh: "将图片拖放到此处" },
	dropToReplace: { en: "Drop to open in place of this picture", zh: "松开以替换当前图片" },
	orPaste: { en: "or paste one", zh: "或粘贴一张图片" },
	chooseFile: { en: "Choose a picture…", zh: "选择图片…" },
	opening: { en: "Opening…", zh: "正在打开…" },
	dismiss: { en: "Dismiss", zh: "关闭" },
} satisfies Record<string, Phrase>;

const ERRORS: Readonly<Record<EditorErrorCode, Phrase>> = {
	"not-an-image": { en: "This file is not a picture that can be opened here.", zh: "该文件不是可打开的图片。" },
	"empty-file": { en: "This file is empty.", zh: "该文件是空的。" },
	"damaged-image": {
		en: "This picture is damaged or incomplete and cannot be opened.",
		zh: "该图片已损坏或不完整，无法打开。",
	},
	"image-too-large": {
		en: "This picture is too large: {width} × {height} pixels. The limit is {maxSide} pixels a side and {maxMegapixels} megapixels.",
		zh: "该图片过大：{width} × {height} 像素。上限为每边 {maxSide} 像素、总计 {maxMegapixels} 百万像素。",
	},
	"no-picture": { en: "There is no picture. Open one first.", zh: "没有图片，请先打开一张。" },
	"nothing-masked": {
		en: "Nothing is masked. Paint over what should change.",
		zh: "尚未绘制蒙版，请涂抹要修改的区域。",
	},
	"everything-masked": {
		en: "The whole picture is masked, so nothing of it would be kept.",
		zh: "整张图片都在蒙版内，不会保留任何内容。",
	},
	"mask-size-mismatch": {
		en: "The mask does not have the picture's dimensions.",
		zh: "蒙版与图片的尺寸不一致。",
	},
	"mask-too-large": {
		en: "The mask is too intricate to send. Remove small specks from it and try again.",
		zh: "蒙版过于复杂，无法发送。请清除细小斑点后重试。",
	},
	"mask-locked": {
		en: "This mask is locked. Unlock it in the layers, or choose another.",
		zh: "该蒙版已锁定。请在图层中解锁，或选择其他蒙版。",
	},
	"nothing-transparent": { en: "Nothing in this picture is transparent.", zh: "该图片没有透明区域。" },
	"nothing-light": { en: "Nothing in this picture is light.", zh: "该图片没有亮部。" },
	"operation-failed": {
		en: "The mask could not be changed. It is as it was before.",
		zh: "无法更改蒙版，蒙版保持原样。",
	},
	"not-stored": { en: "The picture could not be stored.", zh: "无法保存该图片。" },
};

export function describeEditorError(error: EditorError, locale: Locale): string {
	return ERRORS[error.code][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(error.details[name] ?? "?"));
}
