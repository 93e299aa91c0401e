// The editor's error messages, and its notes on imported pictures, in both languages.
import { LAYERS_NOTES } from "./layersStrings";
import { fill } from "./strings";
import type { EditorError, EditorErrorCode, Locale, Phrase, PictureNote } from "./types";

export const IMPORT_NOTES: Readonly<Record<PictureNote, Phrase>> = {
	"reduced-to-8-bit": {
		en: "Converted from 16 to 8 bits per channel on import. Edits and saved images use 8 bits; your original file is unchanged.",
		zh: "导入时已由每通道 16 位转换为 8 位。编辑与保存的图片均为 8 位，原文件保持不变。",
	},
	"converted-profile": {
		en: "Converted to sRGB on import. Edits and saved images use sRGB; your original file keeps its colour profile.",
		zh: "导入时已转换为 sRGB。编辑与保存的图片均为 sRGB，原文件保留其颜色配置文件。",
	},
	"first-frame": {
		en: "This file is an animation; only its first frame is used here. Your original file is unchanged.",
		zh: "该文件是动画，这里仅使用第一帧。原文件保持不变。",
	},
	"damaged-file": {
		en: "This file is damaged or incomplete. It is shown as far as it can be read; missing parts are transparent. The original file is kept as it is.",
		zh: "该文件已损坏或不完整，已显示能够读取的部分，缺失部分为透明。原文件按原样保留。",
	},
	"candidates-removed": {
		en: "The candidate results were removed from the canvas, because they do not fit the straightened image. They are kept with their tasks; undo brings them back.",
		zh: "候选结果与拉直后的图片不再对齐，已从画布移除。它们仍保留在各自的任务中，撤销即可恢复。",
	},
	...LAYERS_NOTES,
};

export const ERROR_STRINGS: Readonly<Record<EditorErrorCode, Phrase>> = {
	"not-an-image": {
		en: "This file is not a supported image. Nothing has changed. Choose a PNG, JPEG or WebP file.",
		zh: "该文件不是支持的图片，当前内容未受影响。请选择 PNG、JPEG 或 WebP 文件。",
	},
	"heic-image": {
		en: "This is an iPhone photo in HEIC format, which cannot be opened here. Nothing has changed. Export it as JPEG and open that; on the iPhone, Settings › Camera › Formats › Most Compatible takes photos as JPEG.",
		zh: "这是 HEIC 格式的 iPhone 照片，此处无法打开，当前内容未受影响。请导出为 JPEG 后再打开；在 iPhone 上选择“设置 › 相机 › 格式 › 兼容性最佳”，即可拍摄 JPEG 照片。",
	},
	"empty-file": {
		en: "This file is empty. Nothing has changed. Choose another file.",
		zh: "该文件为空，当前内容未受影响。请选择其他文件。",
	},
	"unreadable-file": {
		en: "This file could not be read: it may be a folder, or it was moved or modified. Nothing has changed. Choose it again.",
		zh: "无法读取该文件：它可能是文件夹，或已被移动或修改。当前内容未受影响，请重新选择。",
	},
	"file-too-large": {
		en: "This file is too large: {megabytes} MB. The limit is {limit} MB. Nothing has changed. Open a smaller copy.",
		zh: "该文件过大：{megabytes} MB，上限为 {limit} MB。当前内容未受影响，请打开较小的副本。",
	},
	"damaged-image": {
		en: "This image is damaged or incomplete and cannot be opened. Nothing has changed. Open an intact copy.",
		zh: "该图片已损坏或不完整，无法打开，当前内容未受影响。请打开完好的副本。",
	},
	"image-too-large": {
		en: "This image is too large: {width} × {height} pixels. The limit is {maxSide} pixels per side and {maxMegapixels} megapixels. Nothing has changed. Open a smaller copy.",
		zh: "该图片过大：{width} × {height} 像素。上限为每边 {maxSide} 像素、总计 {maxMegapixels} 百万像素。当前内容未受影响，请打开较小的副本。",
	},
	"no-memory": {
		en: "There is not enough memory for this image. Nothing has changed. Close other windows or open a smaller copy.",
		zh: "内存不足，无法打开该图片，当前内容未受影响。请关闭其他窗口或打开较小的副本。",
	},
	"no-picture": { en: "No image is open. Open one first.", zh: "尚未打开图片，请先打开一张。" },
	"picture-left": {
		en: "Another image was opened before this one was ready, so nothing was sent or saved. Open this image again and retry.",
		zh: "此图片尚未准备好就打开了另一张，因此未发送或保存任何内容。请重新打开此图片后重试。",
	},
	"not-straightened": {
		en: "The image could not be straightened and is unchanged. Close other windows if memory is short, then try again.",
		zh: "无法拉直图片，图片未作更改。如内存不足，请关闭其他窗口后重试。",
	},
	"straightened-since": {
		en: "The image was straightened, or that was undone, after this result was requested, so it no longer fits. The result is kept with its task. Undo or redo the straightening to place it.",
		zh: "请求此结果之后图片已被拉直（或已撤销拉直），结果无法对齐。结果保留在其任务中；撤销或重做拉直后即可放置。",
	},
	"nothing-masked": {
		en: "Nothing is masked. Paint over what should change, or show a hidden mask.",
		zh: "尚未绘制蒙版。请涂抹要修改的区域，或显示已隐藏的蒙版。",
	},
	"everything-masked": {
		en: "The mask covers the whole image, so none of it would be kept. Erase part of the mask to protect that area.",
		zh: "蒙版覆盖了整张图片，不会保留任何内容。如需保留部分区域，请擦除部分蒙版。",
	},
	"mask-size-mismatch": {
		en: "The mask is {width} × {height} pixels, but the image is {pictureWidth} × {pictureHeight}. Nothing has changed. Export the mask at the size of the image.",
		zh: "蒙版为 {width} × {height} 像素，而图片为 {pictureWidth} × {pictureHeight} 像素，未作更改。请按图片尺寸重新导出蒙版。",
	},
	"mask-too-large": {
		en: "The mask is too detailed to send: its file would exceed 4 MB. The mask is unchanged. Remove small specks and try again.",
		zh: "蒙版过于复杂，无法发送：文件将超过 4 MB。蒙版未作更改，请清除细小斑点后重试。",
	},
	"mask-locked": {
		en: "This mask is locked and has not changed. Unlock it or select another mask in the Layers panel.",
		zh: "该蒙版已锁定，未作更改。请将其解锁，或在“图层”面板中选择其他蒙版。",
	},
	"paint-locked": {
		en: "This paint layer is locked and has not changed. Unlock it or select another paint layer in the Layers panel.",
		zh: "该绘画图层已锁定，未作更改。请将其解锁，或在“图层”面板中选择其他绘画图层。",
	},
	"mask-unclear": {
		en: "The masked area of this file could not be detected. Nothing has changed. Choose transparent, opaque, light or dark pixels.",
		zh: "无法识别该文件的蒙版区域，未作更改。请选择透明、不透明、亮部或暗部像素。",
	},
	"nothing-transparent": {
		en: "This image has no transparent pixels. The mask is unchanged.",
		zh: "该图片没有透明像素，蒙版未作更改。",
	},
	"nothing-to-blend": {
		en: "No visible pixel of the placed image lies on the picture. Move it onto the picture, then blend it in.",
		zh: "置入的图片没有可见像素位于画面上。请将其移到画面上，再进行融合。",
	},
	"placed-missing": {
		en: "The file of the placed image is missing. Nothing was changed. Delete the layer and place the image again.",
		zh: "置入图片的文件已丢失，未作任何更改。请删除该图层，然后重新置入图片。",
	},
	"nothing-changed": {
		en: "The result shows no change from the image. The kept area is unchanged. Discard the result or change the prompt.",
		zh: "结果与原图没有可见差异，保留区域未作更改。请放弃该结果或修改提示词。",
	},
	"everything-changed": {
		en: "The result differs from the image almost everywhere. The kept area is unchanged. Choose what to keep with the brush and eraser.",
		zh: "结果与原图几乎处处不同，保留区域未作更改。请用画笔和橡皮擦选择保留部分。",
	},
	"nothing-light": {
		en: "This image has no light pixels. The mask is unchanged.",
		zh: "该图片没有亮部像素，蒙版未作更改。",
	},
	"no-segmentation-model": {
		en: "Nothing was selected: this tool needs a segmentation model. Its options in the bar above the canvas say what to do.",
		zh: "未选择任何内容：该工具需要分割模型。请按画布上方工具选项中的说明操作。",
	},
	"operation-failed": {
		en: "The mask could not be modified and is unchanged. Try again or use a smaller radius.",
		zh: "无法修改蒙版，蒙版未作更改。请重试，或使用较小的半径。",
	},
	"result-missing": {
		en: "A result of this document is no longer in the library and cannot be shown. Everything else is unchanged.",
		zh: "该文档的一个结果已不在图库中，无法显示。其余内容不变。",
	},
	"answer-unreadable": {
		en: "The result is damaged or not an image. It is stored with its task, and the canvas is unchanged. Send the request again.",
		zh: "返回的结果不是图片或已损坏。结果已保存在其任务中，画布未受影响。请重新发送。",
	},
	"answer-transparent": {
		en: "The result is fully transparent and would leave a hole in the image. It is stored with its task, and the canvas is unchanged. Send again or choose another background.",
		zh: "返回的结果完全透明，贴回会留下空洞。结果已保存在其任务中，画布未受影响。请重新发送或更换背景设置。",
	},
	"layers-unavailable": {
		en: "This window does not allow background workers, which files with layers need. Nothing has changed. Use a PNG file, or the desktop app.",
		zh: "此窗口不允许后台线程，无法读写分层文件，当前内容未受影响。请改用 PNG 文件或桌面应用。",
	},
	"layers-unsupported": {
		en: "This file with layers cannot be opened: it holds no flattened picture that can be read here. Nothing has changed. Save it as 8-bit RGB with “Maximize compatibility”, or as PNG.",
		zh: "无法打开该分层文件：其中没有可读取的合并图像，当前内容未受影响。请另存为 8 位 RGB 并勾选“最大兼容”，或另存为 PNG。",
	},
	"answer-tiny": {
		en: "The result is only {width} × {height} pixels instead of the requested {wantedWidth} × {wantedHeight}, too small to use. It is stored with its task, and the canvas is unchanged. Send again or try another model.",
		zh: "返回的结果仅 {width} × {height} 像素，而请求为 {wantedWidth} × {wantedHeight}，尺寸过小无法使用。结果已保存在其任务中，画布未受影响。请重新发送或更换模型。",
	},
	"not-stored": {
		en: "The image could not be saved, so it was not opened. The current document is unchanged. Free up disk space and try again.",
		zh: "无法保存该图片，因此未打开，当前文档未受影响。请释放磁盘空间后重试。",
	},
};

/** The message of an error for the user: what happened, what was kept, what to do next. */
export function describeEditorError(error: EditorError, locale: Locale): string {
	return fill(ERROR_STRINGS[error.code], locale, error.details);
}

/** The message of a note about an opened file. */
export function describePictureNote(note: PictureNote, locale: Locale): string {
	return IMPORT_NOTES[note][locale];
}
