// The editor's strings in both languages. Tools and actions hold their own labels, errorStrings.ts the error messages.
import type { Locale, MaskPolarity, Phrase } from "./types";

export const STRINGS = {
	canvas: { en: "Image and mask", zh: "图像与蒙版" },
	tools: { en: "Tools", zh: "工具" },
	toolOptions: { en: "Tool options", zh: "工具选项" },
	segmentationUnset: {
		en: "Name a segmentation model (ONNX) to select objects by a click.",
		zh: "指定一个分割模型（ONNX）后，单击即可选择对象。",
	},
	segmentationNone: {
		en: "Selecting objects by a click needs a model, which is not available here.",
		zh: "单击选择对象需要模型，此处不可用。",
	},
	setUpSegmentation: { en: "Choose model", zh: "选择模型" },
	moreOptions: { en: "More options", zh: "更多选项" },
	actions: { en: "Actions", zh: "操作" },
	view: { en: "View", zh: "视图" },
	viewOptions: { en: "Rotate view, rulers and guides", zh: "视图旋转、标尺与参考线" },
	viewRotated: { en: "View rotated {degrees}°", zh: "视图已旋转 {degrees}°" },
	viewMirrored: { en: "View mirrored, {degrees}°", zh: "视图已镜像，{degrees}°" },
	placedStep: { en: "Placed: {name}", zh: "已置入：{name}" },
	straightenedBy: { en: "Straightened by {degrees}°", zh: "已拉直 {degrees}°" },
	pictureMenu: { en: "Picture", zh: "图片" },
	pictureTurned: { en: "rotated {degrees}°", zh: "已旋转 {degrees}°" },
	pictureMirrored: { en: "mirrored", zh: "已镜像" },
	guides: { en: "Guides", zh: "参考线" },
	noGuides: {
		en: "No guides yet. Drag them from the rulers, or add them here.",
		zh: "还没有参考线。可从标尺拖出，或在此添加。",
	},
	verticalGuide: { en: "Vertical guide {number}", zh: "垂直参考线 {number}" },
	horizontalGuide: { en: "Horizontal guide {number}", zh: "水平参考线 {number}" },
	verticalGuideAt: { en: "Vertical guide at {at} px", zh: "垂直参考线，位于 {at} px" },
	horizontalGuideAt: { en: "Horizontal guide at {at} px", zh: "水平参考线，位于 {at} px" },
	addVerticalGuide: { en: "Add vertical guide", zh: "添加垂直参考线" },
	addHorizontalGuide: { en: "Add horizontal guide", zh: "添加水平参考线" },
	removeGuide: { en: "Remove: {guide}", zh: "移除：{guide}" },
	guidesLocked: { en: "Guides are locked", zh: "参考线已锁定" },
	rulerHint: { en: "Drag a guide onto the canvas", zh: "拖动到画布以添加参考线" },
	rulersRotated: {
		en: "Rulers are hidden while the view is rotated.",
		zh: "视图旋转时不显示标尺。",
	},
	resetRotation: { en: "Reset", zh: "重置" },
	minimapLabel: {
		en: "Minimap: drag, click or use the arrow keys to move the visible area",
		zh: "缩略导航：拖动、点按或用方向键移动可见区域",
	},
	resultOf: { en: "Result {at} of {count}", zh: "结果 {at} / {count}" },
	keep: { en: "Keep", zh: "采用" },
	keepOptions: { en: "Keep options", zh: "采用选项" },
	candidates: { en: "Candidates", zh: "候选结果" },
	generating: { en: "Generating", zh: "生成中" },
	comparison: { en: "Comparison", zh: "对比" },
	before: { en: "Before", zh: "之前" },
	after: { en: "After", zh: "之后" },
	resultOpacity: { en: "Result opacity", zh: "结果不透明度" },
	dividerAt: { en: "Divider at {percent}%", zh: "分隔线位于 {percent}%" },
	differenceHint: {
		en: "Difference between the original and the full result. Brighter areas changed more.",
		zh: "原图与完整结果的差异：越亮差异越大。",
	},
	editPromptAndResend: { en: "Edit prompt and resend", zh: "修改提示词并重新发送" },
	editPromptAndResendHint: {
		en: "The same image and mask are sent again. The new result is added to the candidates.",
		zh: "将再次发送相同的图片与蒙版，新结果会加入候选结果。",
	},
	requestDeleted: {
		en: "The request for this result has been deleted, so it cannot be resent. The result is kept.",
		zh: "该结果的请求记录已被删除，无法重新发送。结果会保留。",
	},
	newPrompt: { en: "New prompt", zh: "新提示词" },
	send: { en: "Send", zh: "发送" },
	editHistory: { en: "Edit history", zh: "编辑历史" },
	originalImage: { en: "Original image", zh: "原始图片" },
	numberedEdit: { en: "Edit {number}", zh: "编辑 {number}" },
	promptDeleted: { en: "Request deleted", zh: "请求记录已删除" },
	noEdits: {
		en: "Results you keep are listed here, each with its prompt. You can view any step and continue from it.",
		zh: "采用的结果会逐步列在此处，并附上提示词。每一步都可查看，也可从该步继续。",
	},
	continueInCopy: { en: "Continue from here in a copy", zh: "从此步骤创建副本" },
	addStepMask: { en: "Add its mask to the current mask", zh: "将其蒙版加入当前蒙版" },
	resendRequest: { en: "Resend request", zh: "重新发送请求" },
	viewingEdit: { en: "Viewing edit {at} of {count}", zh: "正在查看第 {at} / {count} 次编辑" },
	viewingOriginal: { en: "Viewing the original image", zh: "正在查看原始图片" },
	backToCurrent: { en: "Back to current", zh: "返回当前版本" },
	sentArea: { en: "Sent: {area}", zh: "发送：{area}" },
	regionPromptLabel: { en: "Prompt for region {number}", zh: "区域 {number} 的提示词" },
	regionPromptPlaceholder: { en: "What should change here?", zh: "这里要做什么修改？" },
	deleteRegion: { en: "Delete region and its prompt", zh: "删除此区域及其提示词" },
	sentAreaHint: {
		en: "Only this part of the image is sent, at {sent}. Drag to move it, or click to adjust it as the edit frame.",
		zh: "仅发送图片的这一部分，尺寸为 {sent}。可拖动，或点按后作为编辑框调整。",
	},
	separateRequestHint: {
		en: "This part of the image is sent in a separate request, at {sent}.",
		zh: "图片的这一部分将通过单独的请求发送，尺寸为 {sent}。",
	},
	changedOutsideMask: { en: "Changes outside mask: {percent} % (discarded)", zh: "蒙版外改动：{percent}%（未采用）" },
	maskProbablyIgnored: {
		en: "Mask probably ignored: {percent}%",
		zh: "蒙版可能被忽略：改动 {percent}%",
	},
	changedOutsideMaskHint: {
		en: "The model redraws the whole image. Changes outside the mask are discarded, so those pixels stay unchanged.",
		zh: "模型会重绘整张图片。蒙版之外的改动不会采用，这些像素保持不变。",
	},
	dismiss: { en: "Dismiss", zh: "关闭" },
	close: { en: "Close", zh: "关闭" },
	cancel: { en: "Cancel", zh: "取消" },
	apply: { en: "Apply", zh: "应用" },
	openGesture: { en: "Selection under way", zh: "进行中的选择" },
	takeBackPoint: { en: "Remove last point", zh: "撤回上一个点" },
	takeBackChange: { en: "Undo last change", zh: "撤回上一步变换" },
	moveMask: { en: "Flip, rotate and align the mask", zh: "翻转、旋转和对齐蒙版" },
	nothingToTransform: { en: "The mask is empty: paint something first", zh: "蒙版为空：请先绘制" },
	byNumbers: { en: "Enter by numbers", zh: "按数值输入" },
	numberLeft: { en: "Left", zh: "左" },
	numberTop: { en: "Top", zh: "上" },
	numberWidth: { en: "Width", zh: "宽度" },
	numberHeight: { en: "Height", zh: "高度" },

	dropHere: { en: "Drop an image here", zh: "将图片拖放到此处" },
	opening: { en: "Opening…", zh: "正在打开…" },
	straightening: { en: "Straightening…", zh: "正在拉直…" },
	updatingMask: { en: "Updating mask…", zh: "正在更新蒙版…" },

	mask: { en: "Mask", zh: "蒙版" },
	maskLocked: { en: "This mask is locked.", zh: "该蒙版已锁定。" },
	unlock: { en: "Unlock", zh: "解锁" },
	removeSpecks: { en: "Remove specks", zh: "清除斑点" },

	placeHere: { en: "Drop to place it here", zh: "松开即可置入此处" },
	useOpen: { en: "Open", zh: "打开" },
	useOpenHint: { en: "replaces the current image", zh: "替换当前图片" },
	useReference: { en: "Add as reference", zh: "添加为参考图" },
	useReferenceHint: { en: "keeps the current image", zh: "保留当前图片" },
	useMask: { en: "Use as mask", zh: "用作蒙版" },
	useMaskHint: { en: "{width} × {height} pixels", zh: "{width} × {height} 像素" },
	useMaskSizeMismatch: {
		en: "A mask must match the image size of {width} × {height} pixels. This file is {otherWidth} × {otherHeight}.",
		zh: "蒙版须与图片同为 {width} × {height} 像素；此文件为 {otherWidth} × {otherHeight}。",
	},
	useTitle: { en: "How do you want to use this image?", zh: "如何使用这张图片？" },

	importTitle: { en: "Import mask", zh: "导入蒙版" },
	maskedArea: { en: "Masked area (to be edited)", zh: "蒙版区域（将被编辑）" },
	detected: { en: "detected", zh: "自动识别" },
	maskCoverage: { en: "{percent} of the image is masked", zh: "蒙版覆盖图片的 {percent}" },
	maskWouldBeEmpty: { en: "The mask would be empty", zh: "蒙版将为空" },
	maskPreview: { en: "Mask preview", zh: "蒙版预览" },
	addToMask: { en: "Add to mask", zh: "添加到蒙版" },
	replaceMask: { en: "Replace mask", zh: "替换蒙版" },

	layers: { en: "Layers", zh: "图层" },
	masks: { en: "Masks", zh: "蒙版" },
	references: { en: "Placed images", zh: "置入的图片" },
	results: { en: "Results", zh: "结果" },
	image: { en: "Image", zh: "图片" },
	frame: { en: "Edit frame", zh: "编辑框" },
	unionHint: { en: "All visible masks are combined into the edited area.", zh: "所有可见蒙版的并集即为编辑区域。" },
	noReferences: {
		en: "No placed images. Drop or paste one onto the canvas, then use it as a reference or as part of the picture.",
		zh: "没有置入的图片。将图片拖放或粘贴到画布上，即可用作参考图或画面的一部分。",
	},
	noResults: { en: "No results yet.", zh: "还没有结果。" },
	onlyKeptResults: {
		en: "No results to review. Kept results are in the edit history.",
		zh: "没有待查看的结果。已采用的结果见编辑历史。",
	},
	resultEdges: { en: "Result edges", zh: "结果边缘" },
	resultEdgesHint: {
		en: "Green areas come from the result; everything else is unchanged.",
		zh: "绿色区域来自结果，其余部分不变。",
	},
	shiftCorrected: {
		en: "The result was shifted by {x}, {y} pixels and has been realigned.",
		zh: "结果偏移了 {x}、{y} 像素，已重新对齐。",
	},
	shiftCorrectedShort: { en: "realigned by {x}, {y} px", zh: "已对齐，偏移 {x}、{y} 像素" },
	done: { en: "Done", zh: "完成" },
	numberedMask: { en: "Mask {number}", zh: "蒙版 {number}" },
	numberedResult: { en: "Result {number}", zh: "结果 {number}" },
	copyOf: { en: "{name} copy", zh: "{name} 副本" },
	show: { en: "Show {name}", zh: "显示“{name}”" },
	lock: { en: "Lock {name}", zh: "锁定“{name}”" },
	appearanceOf: { en: "Appearance of {name}", zh: "“{name}”的外观" },
	opacityOf: { en: "Opacity of {name}", zh: "“{name}”的不透明度" },
	moreActions: { en: "More actions", zh: "更多操作" },
	moreActionsFor: { en: "More actions for {name}", zh: "“{name}”的更多操作" },
	nameOf: { en: "Name of {name}", zh: "“{name}”的名称" },
	remove: { en: "Delete {name}", zh: "删除“{name}”" },
	rename: { en: "Rename", zh: "重命名" },
	duplicate: { en: "Duplicate", zh: "创建副本" },
	layerMoved: { en: "{name}: position {place} of {count}", zh: "{name}：第 {place} 位，共 {count} 位" },
	moveUp: { en: "Move up", zh: "上移" },
	moveDown: { en: "Move down", zh: "下移" },
	mergeDown: { en: "Merge down", zh: "向下合并" },
	delete: { en: "Delete", zh: "删除" },
	removeFrame: { en: "Remove edit frame", zh: "移除编辑框" },
	colour: { en: "Colour", zh: "颜色" },
	customColour: { en: "Custom colour", zh: "自定义颜色" },
	pattern: { en: "Pattern", zh: "图案" },
	opacity: { en: "Opacity", zh: "不透明度" },

	shortcutsTitle: { en: "Keyboard and gestures", zh: "键盘与手势" },
	findShortcut: { en: "Find a command", zh: "查找命令" },
	noShortcut: { en: "No matching commands.", zh: "没有匹配的命令。" },
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

export const POLARITY_NAMES: Readonly<Record<MaskPolarity, Phrase>> = {
	transparent: { en: "Transparent pixels", zh: "透明像素" },
	opaque: { en: "Opaque pixels", zh: "不透明像素" },
	light: { en: "Light pixels", zh: "亮部像素" },
	dark: { en: "Dark pixels", zh: "暗部像素" },
};

/** The rotation and mirroring of the view, in degrees clockwise; empty for a view that is not turned. */
export function describeViewTurn(
	view: { readonly angle: number; readonly isMirrored: boolean },
	locale: Locale,
): string {
	if (view.angle === 0 && !view.isMirrored) return "";
	return fill(view.isMirrored ? STRINGS.viewMirrored : STRINGS.viewRotated, locale, {
		degrees: Math.round(view.angle),
	});
}

/** A missing value shows as a question mark. */
export function fill(phrase: Phrase, locale: Locale, values: Readonly<Record<string, string | number>>): string {
	return phrase[locale].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? "?"));
}

/** The work that later changes wait for. */
export function describeWork(
	{ state, isPictureChanging }: { readonly state: { readonly isBusy: boolean }; readonly isPictureChanging: boolean },
	locale: Locale,
): string {
	return STRINGS[state.isBusy ? "opening" : isPictureChanging ? "straightening" : "updatingMask"][locale];
}
