// The strings of the result strip: generated pictures, comparison, actions as words, choosing what to keep.
import type { Phrase } from "./types";

export const RESULT_STRINGS = {
	generatedImage: { en: "Generated image {number}", zh: "生成的图片 {number}" },
	generatedImageOf: { en: "Generated image: {name}", zh: "生成的图片：{name}" },
	imageOf: { en: "Image {at} of {count}", zh: "图片 {at} / {count}" },
	openCandidate: { en: "Open image {number}", zh: "打开图片 {number}" },
	backToCanvas: { en: "Back to canvas", zh: "返回画布" },
	compareAgainst: { en: "Compare with", zh: "对比对象" },
	againstOriginal: { en: "Original", zh: "原图" },
	again: { en: "Again", zh: "再来一次" },
	another: { en: "Another", zh: "再来一个" },
	changeWords: { en: "Change words", zh: "修改提示词" },
	discard: { en: "Discard", zh: "放弃" },
	openAsImage: { en: "Open", zh: "打开" },
	placeAsLayer: { en: "As layer", zh: "作为图层" },
	useAsReference: { en: "Use as reference", zh: "用作参考" },
	chooseWhatToKeep: { en: "Choose what to keep", zh: "选择保留部分" },
	choosingWhatToKeep: { en: "Choose what to keep", zh: "选择保留部分" },
	changeSensitivity: { en: "Sensitivity of the changes", zh: "改动灵敏度" },
	changeSensitivityHint: {
		en: "Higher values keep fainter changes. The canvas follows at once.",
		zh: "数值越高，保留的改动越细微；画布随之更新。",
	},
	keepChanged: { en: "Only changes", zh: "仅改动处" },
	keepNothing: { en: "Clear", zh: "清除" },
	keepAll: { en: "Keep all", zh: "全部保留" },
	choosingWhatToKeepHint: {
		en: "Red areas are dropped: the image stays as it was there. The eraser drops, the brush adds back.",
		zh: "红色区域不采用结果，保持原图。橡皮擦去除，画笔恢复。",
	},
} as const satisfies Record<string, Phrase>;
