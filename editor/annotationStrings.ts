// The strings of annotations: their kinds, the field in which a text is written, and their properties.
import type { Phrase } from "./types";

export const ANNOTATION_STRINGS = {
	annotations: { en: "Annotations", zh: "标注" },
	none: { en: "No annotations. Draw one with the annotation tools.", zh: "暂无标注。可使用标注工具绘制。" },
	pen: { en: "Pen stroke", zh: "钢笔笔迹" },
	highlighter: { en: "Highlight", zh: "荧光标记" },
	line: { en: "Line", zh: "直线" },
	arrow: { en: "Arrow", zh: "箭头" },
	box: { en: "Box", zh: "矩形框" },
	ellipse: { en: "Oval", zh: "椭圆框" },
	callout: { en: "Callout {number}", zh: "编号 {number}" },
	text: { en: "Text", zh: "文字" },
	note: { en: "Sticky note", zh: "便签" },
	textText: { en: "Text on the picture", zh: "图片上的文字" },
	noteText: { en: "Text of the sticky note", zh: "便签文字" },
	calloutText: { en: "Text of the callout", zh: "编号标注的文字" },
	calloutPlaceholder: { en: "Instruction (optional)", zh: "说明（可选）" },
	textLimit: {
		en: "A text holds {count} letters. What is written is kept; continue in another text.",
		zh: "一段文字最多 {count} 个字。已输入的内容会保留，请在另一段文字中继续。",
	},
	missingFont: {
		en: "{font} is not installed here; the text is shown in another font. The annotation keeps its font.",
		zh: "此设备未安装 {font}，已用其他字体显示，标注仍保留原字体。",
	},
	editText: { en: "Edit text", zh: "编辑文字" },
	look: { en: "Look of the annotations", zh: "标注外观" },
	forPeople: { en: "Only shown here: never sent or exported.", zh: "仅在此处显示：不会发送或导出。" },
	notInPicture: {
		en: "Annotations are drawn over the picture and never change it.",
		zh: "标注绘制在图片之上，不会改变图片。",
	},
} satisfies Record<string, Phrase>;
