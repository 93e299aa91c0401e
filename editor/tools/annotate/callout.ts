// Callout: a press sets the next number. A text can be written beside it.
import calloutIcon from "@lucide/icons/icons/hash";
import { createAnnotation, nextCalloutNumber } from "../../document";
import { foregroundOf } from "../colour/foreground";
import { type RangeOption, rangeValue } from "../option";
import { drawingTool } from "./drawingTool";
import { sizeUnit } from "./options";
import { FONT, writtenValues } from "./textOptions";

/** The diameter. */
const SIZE: RangeOption = {
	...{ kind: "range", id: "size", min: 10, max: 200, step: 1, unit: "", initial: 44, hasSquareRootScale: true },
	label: { en: "Size", zh: "大小" },
};

export const callout = drawingTool({
	id: "callout",
	label: { en: "Numbered callout", zh: "编号标注" },
	icon: calloutIcon,
	shortcuts: ["Alt+Shift+N"],
	options: [SIZE, { ...FONT, isAdvanced: true }],
	draw({ samples }, context) {
		const at = samples.at(-1)?.image;
		if (at === undefined) return null;
		const { document, settings } = context;
		const radius = Math.max(4, (rangeValue(settings.callout, SIZE) * sizeUnit(document)) / 2);
		return createAnnotation(document.annotations, {
			kind: "callout",
			place: { left: at.x - radius, top: at.y - radius, right: at.x + radius, bottom: at.y + radius },
			number: nextCalloutNumber(document.annotations),
			...writtenValues(context, "callout"),
			colour: foregroundOf(settings),
		});
	},
	finish: (annotation) => ({ commands: [{ type: "annotation.add", annotation }], editText: annotation }),
});
