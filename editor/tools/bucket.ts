// Paint bucket: fills the area that the painted mask encloses, as a bucket fills a drawn outline; or, as an option, the area of
// similar colour up to the mask. Taking away removes the painted patch under the press.
import bucketIcon from "@lucide/icons/icons/paint-bucket";
import { activeMask } from "../document";
import { SOURCE, sourceOf, TOLERANCE } from "./colourOptions";
import { type ChoiceOption, choiceValue } from "./option";
import { MODE, modeCursor } from "./shapeMode";
import { adjustTolerance, stepTolerancePick, type ToleranceDrag, type TolerancePick } from "./toleranceDrag";
import { defineTool, type Selection, type ShapeMode, type ToolContext } from "./tool";

const ID = "bucket";

const BOUNDS: ChoiceOption = {
	kind: "choice",
	id: "bounds",
	label: { en: "Fill up to", zh: "填充边界" },
	initial: "mask",
	choices: [
		{ value: "mask", label: { en: "Painted mask", zh: "蒙版轮廓" } },
		{ value: "colour", label: { en: "Colours too", zh: "含颜色边缘" } },
	],
};

export const bucket = defineTool<TolerancePick | null>({
	id: ID,
	label: { en: "Paint bucket", zh: "油漆桶" },
	icon: bucketIcon,
	shortcuts: ["U"],
	group: "content",
	isMasking: true,
	options: [BOUNDS, MODE, TOLERANCE, SOURCE],
	initialState: null,
	adjust: (selection, { settings }) => adjustTolerance(selection, settings[ID]),
	cursor: (context, pointer, fill) => modeCursor(context, ID, pointer, fill?.mode ?? null),
	step: (pick, event, context) =>
		stepTolerancePick(
			{ id: ID, isDragged: (values) => choiceValue(values, BOUNDS) === "colour", selectionOf },
			pick,
			event,
			context,
		),
});

function selectionOf(
	{ from, tolerance }: ToleranceDrag,
	mode: ShapeMode,
	{ settings, document }: ToolContext,
): Selection {
	const values = settings[ID];
	const isByColour = choiceValue(values, BOUNDS) === "colour";
	const input = { at: from.image, mask: activeMask(document).coverage, tolerance: isByColour ? tolerance : null };
	return { job: { kind: "maskRegion", input }, source: isByColour ? sourceOf(values) : "mask", mode };
}
