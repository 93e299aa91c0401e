// The strings of layers: blend modes, and the notes on files with layers, where the document differs from the file.
import type { BlendMode } from "./raster";
import type { LayersNote, Phrase } from "./types";

export const LAYERS_NOTES: Readonly<Record<LayersNote, Phrase>> = {
	"layers-hidden": {
		en: "The picture is the flattened one of the file; its layers are in the layers panel, hidden, because together they would not look the same here.",
		zh: "画面为文件中的合并图像；各图层已加入图层面板但处于隐藏状态，因为在此叠加后的效果与原文件不一致。",
	},
	"layers-above-hidden": {
		en: "The uppermost layers are hidden, because the flattened picture of the file is without them.",
		zh: "最上方的图层已隐藏，因为文件的合并图像不包含它们。",
	},
	"layers-flattened": {
		en: "Only the flattened picture was opened: its layers are CMYK, 16 or 32 bits, or too many or too large to open. Your original file is unchanged.",
		zh: "仅打开了合并图像：其图层为 CMYK、16 或 32 位，或数量、尺寸过大。原文件保持不变。",
	},
	"layers-unverified": {
		en: "The file holds no flattened picture, so the layers could not be compared with it.",
		zh: "文件中没有合并图像，无法据此核对各图层的叠加效果。",
	},
	"layers-groups": {
		en: "Layer groups were dissolved; their layers are in the same order.",
		zh: "图层组已解散，图层顺序不变。",
	},
	"layers-clipping": { en: "Clipping masks are not supported.", zh: "不支持剪贴蒙版。" },
	"layers-adjustments": { en: "Adjustment and fill layers are not supported.", zh: "不支持调整图层和填充图层。" },
	"layers-effects": { en: "Layer effects are not supported.", zh: "不支持图层样式。" },
	"layers-smart-objects": { en: "Smart objects were opened as pixels.", zh: "智能对象已作为像素打开。" },
	"layers-vector": { en: "Vector shapes and vector masks are not supported.", zh: "不支持矢量形状和矢量蒙版。" },
	"layers-text": { en: "Text was opened as pixels.", zh: "文字已作为像素打开。" },
	"layers-blend": {
		en: "Some blend modes are not supported; those layers are set to Normal.",
		zh: "部分混合模式不受支持，相应图层已设为“正常”。",
	},
	"layers-empty": { en: "Layers without pixels were left out.", zh: "没有像素的图层已略去。" },
};

export const BLEND_NAMES: Readonly<Record<BlendMode, Phrase>> = {
	normal: { en: "Normal", zh: "正常" },
	multiply: { en: "Multiply", zh: "正片叠底" },
	screen: { en: "Screen", zh: "滤色" },
	overlay: { en: "Overlay", zh: "叠加" },
	"soft-light": { en: "Soft light", zh: "柔光" },
};

export const LAYER_STRINGS = {
	blendMode: { en: "Blend mode", zh: "混合模式" },
	masked: { en: "masked", zh: "带蒙版" },
} satisfies Record<string, Phrase>;
