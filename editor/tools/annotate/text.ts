// Text: a press writes from there, a drag makes a box in which the lines break. It is written in place, in a field over the
// canvas; the document gets it with its first letter.
import textIcon from "@lucide/icons/icons/type";
import { estimateText, fittedText } from "../../annotations";
import { createAnnotation, objectAt } from "../../document";
import { foregroundOf } from "../colour/foreground";
import { choiceValue, colourValue, rangeValue } from "../option";
import { draggedBox } from "./drag";
import { drawingTool } from "./drawingTool";
import { GROUND, groundColour, opacityOption } from "./options";
import { ALIGN, FONT, FONT_SIZE, WEIGHT, writtenValues } from "./textOptions";

const OPACITY = opacityOption(1);
const FILL = groundColour("#ffffff");

export const text = drawingTool({
	id: "text",
	label: { en: "Text", zh: "文字" },
	icon: textIcon,
	shortcuts: ["Alt+Shift+I"],
	options: [FONT_SIZE, FONT, WEIGHT, ALIGN, { ...GROUND, isAdvanced: true }, { ...FILL, isAdvanced: true }, OPACITY],
	cursor: () => ({ kind: "css", idle: "text", active: "text" }),
	// A press beside a text that is written ends it.
	refuses: ({ editedText }) => editedText?.kind === "text",
	draw(drawing, context) {
		const at = drawing.samples[0]?.image;
		if (at === undefined) return null;
		const box = draggedBox(drawing);
		const values = context.settings.text;
		const written = writtenValues(context, "text");
		const { fontSize } = written;
		const point = { left: at.x, top: at.y - fontSize, right: at.x + fontSize, bottom: at.y + fontSize };
		const annotation = createAnnotation(context.document.annotations, {
			kind: "text",
			place: box ?? point,
			...(box && { isWrapped: true }),
			...written,
			colour: foregroundOf(context.settings),
			opacity: rangeValue(values, OPACITY),
			...(choiceValue(values, GROUND) === "colour" && { fill: colourValue(values, FILL) }),
		});
		return annotation;
	},
	finish(annotation, { document, measureText = estimateText }) {
		const { left, bottom } = annotation.place;
		const written = document.annotations.filter(({ kind }) => kind === "text");
		// A press on a text goes on with it.
		const pressed = annotation.isWrapped
			? undefined
			: objectAt(written, { x: left, y: bottom - (annotation.fontSize ?? 0) });
		return { editText: pressed ?? fittedText(annotation, measureText) };
	},
});
