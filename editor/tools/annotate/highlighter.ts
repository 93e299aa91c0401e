// Highlighter: a broad translucent line through which the picture is seen.
import highlighterIcon from "@lucide/icons/icons/highlighter";
import { rangeValue } from "../option";
import { drawingTool } from "./drawingTool";
import { opacityOption, widthOption } from "./options";
import { keepSamples, SMOOTHING, strokeAnnotation } from "./strokeAnnotation";

const WIDTH = widthOption(24, 120);
const OPACITY = 0.4;

export const highlighter = drawingTool({
	id: "highlighter",
	label: { en: "Highlighter", zh: "荧光笔" },
	icon: highlighterIcon,
	shortcuts: ["Alt+Shift+J"],
	options: [WIDTH, opacityOption(OPACITY), SMOOTHING],
	keep: (before, added, { settings }) => keepSamples(before, added, rangeValue(settings.highlighter, SMOOTHING)),
	draw: ({ samples }, context) =>
		strokeAnnotation(samples, context, { tool: "highlighter", width: WIDTH, opacity: OPACITY, hasPressure: false }),
});
