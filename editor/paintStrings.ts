// The strings of paint layers.
import type { Phrase } from "./types";

export const PAINT_STRINGS = {
	paintLayers: { en: "Paint layers", zh: "绘画图层" },
	noPaint: { en: "No paint layers. The colour brush adds one.", zh: "暂无绘画图层。使用彩色画笔即可新建。" },
	numberedPaint: { en: "Paint {number}", zh: "绘画 {number}" },
	paintHint: {
		en: "Paint is a sketch over the image that shows the model what you mean. It is not exported.",
		zh: "绘画是图片上方的草图，用于向模型说明您的意图，不会导出。",
	},
} as const satisfies Record<string, Phrase>;
