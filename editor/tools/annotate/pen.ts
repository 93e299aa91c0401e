// Pen: a smooth line of any form, as broad as the pen is pressed.
import penIcon from "@lucide/icons/icons/pen-line";
import { rangeValue, type SwitchOption, switchValue } from "../option";
import { drawingTool } from "./drawingTool";
import { opacityOption, widthOption } from "./options";
import { keepSamples, SMOOTHING, strokeAnnotation } from "./strokeAnnotation";

const WIDTH = widthOption(4, 60);
const OPACITY = 1;
const PRESSURE: SwitchOption = {
	...{ kind: "switch", id: "pressure", initial: true, isAdvanced: true },
	label: { en: "Pen pressure controls thickness", zh: "压感控制粗细" },
};

export const pen = drawingTool({
	id: "pen",
	label: { en: "Pen", zh: "钢笔" },
	icon: penIcon,
	shortcuts: ["J"],
	options: [WIDTH, opacityOption(OPACITY), SMOOTHING, PRESSURE],
	keep: (before, added, { settings }) => keepSamples(before, added, rangeValue(settings.pen, SMOOTHING)),
	draw(drawing, context) {
		const hasPressure = drawing.pointer === "pen" && switchValue(context.settings.pen, PRESSURE);
		return strokeAnnotation(drawing.samples, context, { tool: "pen", width: WIDTH, opacity: OPACITY, hasPressure });
	},
});
