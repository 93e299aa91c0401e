// The export dialog. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const EXPORT_STRINGS = {
	"export.open": { en: "Export as…", zh: "导出为…" },
	"export.title": { en: "Export", zh: "导出" },
	"export.content": { en: "Content", zh: "内容" },
	"export.content.picture": { en: "Image with all kept edits", zh: "图片（含已采用的全部编辑）" },
	"export.content.compared": { en: "Before and after, side by side", zh: "编辑前后并排对比" },
	"export.content.mask-transparent": {
		en: "Mask: transparent where edited (OpenAI)",
		zh: "蒙版：透明处为编辑区域（OpenAI）",
	},
	"export.content.mask-white": { en: "Mask: white where edited", zh: "蒙版：白色处为编辑区域" },
	"export.content.mask-black": { en: "Mask: black where edited", zh: "蒙版：黑色处为编辑区域" },
	"export.noMask": { en: "Nothing is masked.", zh: "尚未绘制蒙版。" },
	"export.unchanged": { en: "No edits have been kept yet.", zh: "尚未采用任何编辑。" },
	"export.stage.composing": { en: "Composing the image", zh: "正在合成图片" },
	"export.stage.encoding": { en: "Encoding", zh: "正在编码" },
	"export.stage.saving": { en: "Saving", zh: "正在保存" },
	"export.format": { en: "File type", zh: "文件类型" },
	"export.png": { en: "PNG (lossless)", zh: "PNG（无损）" },
	"export.psd": { en: "PSD (layers)", zh: "PSD（分层）" },
	"export.layers.imported": { en: "Imported image", zh: "导入的图片" },
	"export.layers.edited": { en: "Edited image", zh: "编辑后的图片" },
	"export.layers.adjusted": { en: "Adjusted image", zh: "调整后的图片" },
	"export.layers.annotation": { en: "Annotation {number}", zh: "标注 {number}" },
	"export.layers.mask": { en: "Mask {number}", zh: "蒙版 {number}" },
	"export.psd.note": {
		en: "The image, references and masks become layers. Photoshop, Photopea, GIMP and Krita open the file.",
		zh: "图片、参考图和蒙版各为一个图层。可用 Photoshop、Photopea、GIMP 和 Krita 打开。",
	},
	"export.ora": { en: "OpenRaster (layers)", zh: "OpenRaster（分层）" },
	"export.ora.note": {
		en: "The image, references and masks become layers. Krita, GIMP and MyPaint open the file.",
		zh: "图片、参考图和蒙版各为一个图层。可用 Krita、GIMP 和 MyPaint 打开。",
	},
	"export.zip": { en: "ZIP (one PNG per layer)", zh: "ZIP（每个图层一个 PNG）" },
	"export.zip.note": {
		en: "The layers are numbered from the bottom; index.json says where they lie and how they are shown.",
		zh: "图层自下而上编号；index.json 记录各图层的位置和显示方式。",
	},
	"export.share": { en: "{stage}, {percent} %", zh: "{stage}，{percent}%" },
	"export.unwritable": { en: "Not supported in this window.", zh: "此窗口不支持该类型。" },
	"export.maskIsPng": {
		en: "Masks are exported as PNG, because other file types would alter them.",
		zh: "蒙版只能导出为 PNG，其他文件类型会改变其内容。",
	},
	"export.background": { en: "Background colour", zh: "背景颜色" },
	"export.quality": { en: "Quality", zh: "品质" },
	"export.save": { en: "Save…", zh: "保存…" },
	"export.copy": { en: "Copy", zh: "复制" },
	"export.copied": { en: "Copied", zh: "已复制" },
	"export.failed": {
		en: "The image could not be exported in this window. Nothing was saved. Try another file type.",
		zh: "此窗口无法导出该图片，未保存任何内容。请尝试其他文件类型。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
