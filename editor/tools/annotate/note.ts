// Sticky note: for people only. It is neither sent nor exported.
import noteIcon from "@lucide/icons/icons/sticky-note";
import { createAnnotation } from "../../document";
import { type ColourOption, colourValue } from "../option";
import { draggedBox } from "./drag";
import { drawingTool } from "./drawingTool";
import { FONT, FONT_SIZE, writtenValues } from "./textOptions";

const PAPER: ColourOption = {
	...{ kind: "colour", id: "paper", initial: "#ffe27a" },
	label: { en: "Paper", zh: "便签颜色" },
};

/** In text sizes. */
const WIDTH = 8;
const HEIGHT = 6;

export const note = drawingTool({
	id: "note",
	label: { en: "Sticky note", zh: "便签" },
	icon: noteIcon,
	shortcuts: ["Alt+Shift+S"],
	options: [PAPER, { ...FONT_SIZE, initial: 24 }, { ...FONT, isAdvanced: true }],
	refuses: ({ editedText }) => editedText?.kind === "note",
	draw(drawing, context) {
		const at = drawing.samples[0]?.image;
		if (at === undefined) return null;
		const written = writtenValues(context, "note");
		const { fontSize } = written;
		const [width, height] = [WIDTH * fontSize, HEIGHT * fontSize];
		const standard = { left: at.x, top: at.y, right: at.x + width, bottom: at.y + height };
		return createAnnotation(context.document.annotations, {
			kind: "note",
			place: draggedBox(drawing) ?? standard,
			...written,
			colour: "#000000",
			fill: colourValue(context.settings.note, PAPER),
		});
	},
	finish: (annotation) => ({ commands: [{ type: "annotation.add", annotation }], editText: annotation }),
});
