// The strings of placed objects (references): their descriptions for screen readers, and the fields of their properties.
import type { Phrase } from "./types";

export const OBJECT_STRINGS = {
	numbered: { en: "Reference image {number}: {name}", zh: "参考图 {number}：{name}" },
	unnumbered: { en: "Reference image: {name}", zh: "参考图：{name}" },
	sizeAt: { en: "{width} × {height} at {x}, {y}", zh: "{width} × {height}，位于 {x}, {y}" },
	rotated: { en: "rotated {angle}°", zh: "旋转 {angle}°" },
	flippedHorizontally: { en: "flipped horizontally", zh: "已水平翻转" },
	flippedVertically: { en: "flipped vertically", zh: "已垂直翻转" },
	cropped: { en: "cropped", zh: "已裁剪" },
	faded: { en: "opacity {percent}%", zh: "不透明度 {percent}%" },
	hidden: { en: "hidden", zh: "已隐藏" },
	locked: { en: "locked", zh: "已锁定" },
	selected: { en: "Selected: {name}", zh: "已选择：{name}" },
	severalSelected: { en: "{count} objects selected", zh: "已选择 {count} 个对象" },
	properties: { en: "Properties of the selection", zh: "所选对象的属性" },
	actions: { en: "Object actions", zh: "对象操作" },
	x: { en: "X", zh: "横坐标 X" },
	y: { en: "Y", zh: "纵坐标 Y" },
	width: { en: "Width", zh: "宽度" },
	height: { en: "Height", zh: "高度" },
	widthSign: { en: "W", zh: "宽" },
	heightSign: { en: "H", zh: "高" },
	angle: { en: "Rotation", zh: "旋转" },
	keepRatio: { en: "Keep proportions", zh: "保持比例" },
	lockedHint: { en: "Unlock to change it.", zh: "解锁后即可修改。" },
} satisfies Record<string, Phrase>;
