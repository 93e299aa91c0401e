// What the editor says beside the names of tools and actions, in both languages, and its refusals in words.
import type { EditorError, EditorErrorCode, Locale, MaskPolarity, Phrase, PictureNote } from "./types";

export const STRINGS = {
	canvas: { en: "Picture and mask", zh: "图片与蒙版" },
	tools: { en: "Tools", zh: "工具" },
	toolOptions: { en: "Tool options", zh: "工具选项" },
	moreOptions: { en: "More options", zh: "更多选项" },
	actions: { en: "Actions", zh: "操作" },
	view: { en: "View", zh: "视图" },
	resultOf: { en: "Result {at} of {count}", zh: "结果 {at} / {count}" },
	keep: { en: "Keep", zh: "采用" },
	keepOptions: { en: "More about keeping", zh: "采用选项" },
	candidates: { en: "Candidates", zh: "候选结果" },
	onItsWay: { en: "On its way", zh: "生成中" },
	comparison: { en: "Comparison", zh: "对比" },
	before: { en: "Before", zh: "之前" },
	after: { en: "After", zh: "之后" },
	fadedIn: { en: "How far faded in", zh: "淡入程度" },
	dividerAt: { en: "{percent}% before, the rest after", zh: "{percent}% 为之前，其余为之后" },
	differenceMore: { en: "The whole answer: bright where it differs", zh: "完整回应：越亮差异越大" },
	otherWords: { en: "Send again with other words", zh: "换个描述再次发送" },
	otherWordsMore: {
		en: "The same picture and the same mask go out once more. The result joins the candidates.",
		zh: "将再次发送相同的图片与蒙版，结果会加入候选。",
	},
	requestGone: {
		en: "What this result was asked for with has been deleted, so it cannot be sent again. The result stays.",
		zh: "该结果的请求记录已被删除，无法再次发送。结果本身会保留。",
	},
	words: { en: "What should be there", zh: "描述" },
	send: { en: "Send", zh: "发送" },
	lineage: { en: "Edits of this picture", zh: "编辑历程" },
	imported: { en: "As imported", zh: "导入时" },
	numberedEdit: { en: "Edit {number}", zh: "编辑 {number}" },
	wordsGone: { en: "Its request has been deleted", zh: "请求记录已删除" },
	noEdits: {
		en: "What you keep of the results is listed here, each step with its words. Any step can be looked at again and continued.",
		zh: "采用的结果会逐步列在此处，并附上描述。每一步都可回看，也可从该步继续。",
	},
	branch: { en: "Continue from here in a copy", zh: "从此处另建副本" },
	maskAgain: { en: "Add its mask to the mask", zh: "将其蒙版加入当前蒙版" },
	reproduce: { en: "Send the same again", zh: "再次发送相同请求" },
	lookingBack: { en: "The picture after {at} of {count} edits", zh: "第 {at} / {count} 次编辑后的图片" },
	lookingBackFirst: { en: "The picture as imported", zh: "导入时的图片" },
	backToNow: { en: "Back to now", zh: "返回当前" },
	sentArea: { en: "Sent: {area}", zh: "发送：{area}" },
	noteOf: { en: "What changes in region {number}", zh: "区域 {number} 的修改说明" },
	noteHere: { en: "What should change here?", zh: "这里应改成什么？" },
	noteRemove: { en: "Remove this region and its words", zh: "移除此区域及说明" },
	sentAreaMore: {
		en: "Only this part of the picture is sent, as {sent}. Drag it, or press it to change it as the edit frame.",
		zh: "仅发送图片的这一部分，尺寸为 {sent}。可拖动，或点按后作为编辑框调整。",
	},
	sentAreaOne: {
		en: "This part of the picture is sent in a request of its own, as {sent}.",
		zh: "图片的这一部分将单独发送，尺寸为 {sent}。",
	},
	strayed: { en: "{percent}% strayed, not taken", zh: "蒙版外改动 {percent}%，未采用" },
	strayedIgnored: {
		en: "Mask probably ignored: {percent}%",
		zh: "蒙版可能被忽略：改动 {percent}%",
	},
	strayedMore: {
		en: "The model draws the whole picture anew. Outside the mask every pixel stays as it was.",
		zh: "模型会重绘整张图片。蒙版之外的每个像素都保持原样。",
	},
	dismiss: { en: "Dismiss", zh: "关闭" },
	close: { en: "Close", zh: "关闭" },
	cancel: { en: "Cancel", zh: "取消" },
	apply: { en: "Apply", zh: "应用" },

	dropHere: { en: "Drop a picture here", zh: "将图片拖放到此处" },
	opening: { en: "Opening…", zh: "正在打开…" },
	working: { en: "Changing the mask…", zh: "正在更改蒙版…" },

	mask: { en: "Mask", zh: "蒙版" },
	maskLocked: { en: "This mask is locked.", zh: "该蒙版已锁定。" },
	unlock: { en: "Unlock", zh: "解锁" },
	removeSpecks: { en: "Remove specks", zh: "清除斑点" },

	useOpen: { en: "Open", zh: "打开" },
	useOpenMore: { en: "in place of this picture", zh: "替换当前图片" },
	useReference: { en: "Add as reference", zh: "添加为参考" },
	useReferenceMore: { en: "beside this picture", zh: "置于当前图片旁" },
	useMask: { en: "Use as mask", zh: "用作蒙版" },
	useMaskMore: { en: "{width} × {height} pixels", zh: "{width} × {height} 像素" },
	useMaskOther: {
		en: "A mask has the picture's {width} × {height} pixels; this has {otherWidth} × {otherHeight}.",
		zh: "蒙版须与图片同为 {width} × {height} 像素；此文件为 {otherWidth} × {otherHeight}。",
	},
	useTitle: { en: "What is this picture for?", zh: "如何使用这张图片？" },

	importTitle: { en: "Import a mask", zh: "导入蒙版" },
	whatIsMasked: { en: "What is masked, that is, to be edited?", zh: "哪些部分属于蒙版（将被编辑）？" },
	detected: { en: "detected", zh: "自动识别" },
	covers: { en: "{percent} of the picture is masked", zh: "蒙版覆盖图片的 {percent}" },
	coversNothing: { en: "Nothing would be masked", zh: "不会有任何蒙版" },
	maskPreview: { en: "Preview of the mask", zh: "蒙版预览" },
	addToMask: { en: "Add to the mask", zh: "添加到蒙版" },
	replaceMask: { en: "Replace the mask", zh: "替换蒙版" },

	layers: { en: "Layers", zh: "图层" },
	masks: { en: "Masks", zh: "蒙版" },
	references: { en: "References", zh: "参考图" },
	results: { en: "Results", zh: "结果" },
	picture: { en: "Picture", zh: "图片" },
	frame: { en: "Edit frame", zh: "编辑框" },
	unionHint: { en: "All visible masks together are what gets edited.", zh: "所有可见蒙版的并集即为编辑区域。" },
	noReferences: {
		en: "Pictures beside yours. Those that are shown go along with an edit; none becomes part of the picture.",
		zh: "置于画面旁的图片。显示中的会随编辑请求一并发送，但不会成为图片的一部分。",
	},
	noResults: { en: "Nothing has been generated yet.", zh: "尚无生成结果。" },
	edges: { en: "Edges of the result", zh: "结果的边缘" },
	edgesHint: {
		en: "Green: what is taken of the answer. Outside of it every byte stays the picture's.",
		zh: "绿色为采用的部分，其外的每个字节均保持原图不变。",
	},
	movedBack: {
		en: "It had come shifted by {x}, {y} pixels and was moved back.",
		zh: "结果返回时偏移了 {x}、{y} 像素，已校正。",
	},
	movedShort: { en: "moved back {x}, {y} px", zh: "已校正偏移 {x}、{y} 像素" },
	taking: { en: "Painting what to take", zh: "涂抹要采用的部分" },
	takingHint: {
		en: "Only what is painted is taken from the answer. Brush adds, eraser removes; nothing is sent.",
		zh: "仅采用涂抹到的部分。画笔添加，橡皮擦移除；不会发送任何请求。",
	},
	repaint: { en: "Repaint what was taken of it", zh: "重新涂抹采用的部分" },
	takeNothing: { en: "Take nothing", zh: "全部不采用" },
	takeAsSent: { en: "As it was sent", zh: "恢复原范围" },
	done: { en: "Done", zh: "完成" },
	numberedMask: { en: "Mask {number}", zh: "蒙版 {number}" },
	numberedResult: { en: "Result {number}", zh: "结果 {number}" },
	copyOf: { en: "{name} copy", zh: "{name} 副本" },
	show: { en: "Show {name}", zh: "显示“{name}”" },
	lock: { en: "Lock {name}", zh: "锁定“{name}”" },
	look: { en: "Look of {name}", zh: "“{name}”的外观" },
	opacityOf: { en: "Opacity of {name}", zh: "“{name}”的不透明度" },
	moreAbout: { en: "More about {name}", zh: "“{name}”的更多操作" },
	nameOf: { en: "Name of {name}", zh: "“{name}”的名称" },
	remove: { en: "Delete {name}", zh: "删除“{name}”" },
	rename: { en: "Rename", zh: "重命名" },
	duplicate: { en: "Duplicate", zh: "复制" },
	layerMoved: { en: "{name}: position {place} of {count}", zh: "{name}：第 {place} 位，共 {count} 位" },
	moveUp: { en: "Move up", zh: "上移" },
	moveDown: { en: "Move down", zh: "下移" },
	mergeDown: { en: "Merge with the mask below", zh: "与下方蒙版合并" },
	delete: { en: "Delete", zh: "删除" },
	removeFrame: { en: "Remove the frame", zh: "移除编辑框" },
	colour: { en: "Colour", zh: "颜色" },
	otherColour: { en: "Another colour", zh: "其他颜色" },
	pattern: { en: "Pattern", zh: "图案" },
	opacity: { en: "Opacity", zh: "不透明度" },

	shortcutsTitle: { en: "Keyboard and gestures", zh: "键盘与手势" },
	findShortcut: { en: "Find a command", zh: "查找命令" },
	noShortcut: { en: "No command of this name.", zh: "没有此名称的命令。" },
	gestures: { en: "Gestures", zh: "手势" },
} satisfies Record<string, Phrase>;

export const PATTERN_NAMES = {
	solid: { en: "Solid", zh: "纯色" },
	diagonal: { en: "Diagonal lines", zh: "斜线" },
	cross: { en: "Crossed lines", zh: "交叉线" },
	dots: { en: "Dots", zh: "圆点" },
	grid: { en: "Grid", zh: "网格" },
} satisfies Record<string, Phrase>;

export const COLOUR_NAMES: readonly Phrase[] = [
	{ en: "Red", zh: "红色" },
	{ en: "Blue", zh: "蓝色" },
	{ en: "Green", zh: "绿色" },
	{ en: "Amber", zh: "琥珀色" },
	{ en: "Violet", zh: "紫色" },
	{ en: "Teal", zh: "青色" },
	{ en: "Pink", zh: "粉色" },
	{ en: "Brown", zh: "棕色" },
];

export const MEANINGS: Readonly<Record<MaskPolarity, Phrase>> = {
	transparent: { en: "Transparent parts", zh: "透明部分" },
	opaque: { en: "Opaque parts", zh: "不透明部分" },
	light: { en: "Light parts", zh: "亮部" },
	dark: { en: "Dark parts", zh: "暗部" },
};

export const NOTES: Readonly<Record<PictureNote, Phrase>> = {
	"reduced-to-8-bit": {
		en: "Reduced from 16 to 8 bits a channel on import: edits and what is saved have 8. Your file stays as it is.",
		zh: "导入时由每通道 16 位降为 8 位：编辑与保存的图片均为 8 位，原文件保持不变。",
	},
	"converted-profile": {
		en: "Colours converted to sRGB on import: edits and what is saved are sRGB. Your file keeps its profile.",
		zh: "导入时已转换为 sRGB 色彩：编辑与保存的图片均为 sRGB，原文件保留其配置文件。",
	},
};

export const ERRORS: Readonly<Record<EditorErrorCode, Phrase>> = {
	"not-an-image": {
		en: "This file is not a picture that can be opened here. Nothing has changed. Choose a PNG, JPEG or WebP.",
		zh: "该文件不是可打开的图片，当前内容未受影响。请选择 PNG、JPEG 或 WebP 文件。",
	},
	"empty-file": {
		en: "This file is empty. Nothing has changed. Choose another.",
		zh: "该文件是空的，当前内容未受影响。请选择其他文件。",
	},
	"unreadable-file": {
		en: "This file could not be read: it is a folder, or was moved or changed. Nothing has changed here. Choose it again.",
		zh: "无法读取该文件：它可能是文件夹，或已被移动或更改。当前内容未受影响，请重新选择。",
	},
	"file-too-large": {
		en: "This file is too large: {megabytes} MB. The limit is {limit} MB. Nothing has changed. Open a smaller copy.",
		zh: "该文件过大：{megabytes} MB，上限为 {limit} MB。当前内容未受影响，请打开较小的副本。",
	},
	"damaged-image": {
		en: "This picture is damaged or incomplete and cannot be opened. Nothing has changed. Try an intact copy.",
		zh: "该图片已损坏或不完整，无法打开，当前内容未受影响。请换用完好的副本。",
	},
	"image-too-large": {
		en: "This picture is too large: {width} × {height} pixels. The limit is {maxSide} pixels a side and {maxMegapixels} megapixels. Nothing has changed. Open a smaller copy.",
		zh: "该图片过大：{width} × {height} 像素。上限为每边 {maxSide} 像素、总计 {maxMegapixels} 百万像素。当前内容未受影响，请打开较小的副本。",
	},
	"no-memory": {
		en: "There is not enough memory for this picture. Nothing has changed. Close other windows, or open a smaller copy.",
		zh: "内存不足，无法打开该图片，当前内容未受影响。请关闭其他窗口或打开较小的副本。",
	},
	"no-picture": { en: "There is no picture. Open one first.", zh: "没有图片，请先打开一张。" },
	"picture-left": {
		en: "Another picture was opened before this one was ready, so nothing was sent or saved. Open it again and repeat.",
		zh: "此图片尚未准备好就打开了另一张，因此未发送或保存任何内容。请重新打开后再试。",
	},
	"nothing-masked": {
		en: "Nothing is masked. Paint over what should change, or show a hidden mask.",
		zh: "尚未绘制蒙版。请涂抹要修改的区域，或显示已隐藏的蒙版。",
	},
	"everything-masked": {
		en: "The whole picture is masked, so nothing of it would be kept. Erase part of the mask to keep something.",
		zh: "整张图片都在蒙版内，不会保留任何内容。如需保留部分内容，请擦除部分蒙版。",
	},
	"mask-size-mismatch": {
		en: "The mask measures {width} × {height} pixels, the picture {pictureWidth} × {pictureHeight}. They have to be the same, so nothing has changed. Export the mask again at the picture's size.",
		zh: "蒙版为 {width} × {height} 像素，图片为 {pictureWidth} × {pictureHeight} 像素。两者必须一致，因此未作更改。请按图片尺寸重新导出蒙版。",
	},
	"mask-too-large": {
		en: "The mask is too intricate to send: its file would be over 4 MB. It is kept as it is. Remove small specks from it and try again.",
		zh: "蒙版过于复杂，无法发送：文件将超过 4 MB。蒙版保持原样。请清除细小斑点后重试。",
	},
	"mask-locked": {
		en: "This mask is locked and stays as it is. Unlock it, or choose another in the layers.",
		zh: "该蒙版已锁定，保持原样。请解锁，或在图层中选择其他蒙版。",
	},
	"mask-unclear": {
		en: "This file does not say which part of it is masked. Nothing has changed. Say whether it is the transparent, opaque, light or dark part.",
		zh: "无法判断该文件中哪些部分属于蒙版，未作更改。请指明是透明、不透明、亮部还是暗部。",
	},
	"nothing-transparent": {
		en: "Nothing in this picture is transparent. The mask is as it was.",
		zh: "该图片没有透明区域，蒙版保持原样。",
	},
	"nothing-light": {
		en: "Nothing in this picture is light. The mask is as it was.",
		zh: "该图片没有亮部，蒙版保持原样。",
	},
	"operation-failed": {
		en: "The mask could not be changed. It is as it was before. Try again, or with a smaller radius.",
		zh: "无法更改蒙版，蒙版保持原样。请重试，或使用较小的半径。",
	},
	"result-missing": {
		en: "A result of this document is no longer in the library, so it cannot be shown. The rest is unchanged.",
		zh: "该文档的一个结果已不在图库中，无法显示。其余内容不变。",
	},
	"answer-unreadable": {
		en: "An answer came that is no picture, or is damaged. It is kept with its task as it came; the canvas is as it was. Send again.",
		zh: "返回的内容不是图片或已损坏。已按原样保存在其任务中，画布未受影响。请重新发送。",
	},
	"answer-transparent": {
		en: "The answer is transparent everywhere: pasted, it would leave a hole. It is kept with its task; the canvas is as it was. Send again, or with another background.",
		zh: "返回的图片完全透明，贴回会留下空洞。已保存在其任务中，画布未受影响。请重新发送或更换背景设置。",
	},
	"answer-tiny": {
		en: "The answer measures only {width} × {height} pixels where {wantedWidth} × {wantedHeight} were asked for, too few to be pasted. It is kept with its task; the canvas is as it was. Send again, or try another model.",
		zh: "返回的图片仅 {width} × {height} 像素，而请求为 {wantedWidth} × {wantedHeight}，不足以贴回。已保存在其任务中，画布未受影响。请重新发送或更换模型。",
	},
	"not-stored": {
		en: "The picture could not be stored, so it was not opened. What was open is kept. Free some space and try again.",
		zh: "无法保存该图片，因此未打开，原有内容已保留。请释放一些空间后重试。",
	},
};

export function describeEditorError(error: EditorError, locale: Locale): string {
	return fill(ERRORS[error.code], locale, error.details);
}

/** A value that is missing shows as a question mark. */
export function fill(phrase: Phrase, locale: Locale, values: Readonly<Record<string, string | number>>): string {
	return phrase[locale].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? "?"));
}
