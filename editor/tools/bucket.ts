// Paint bucket: fills the area that the painted mask encloses, as a bucket fills a drawn outline; or, as an option, the area of
// similar colour up to the mask. Taking away removes the painted patch under the press.
import bucketIcon from "@lucide/icons/icons/paint-bucket";
import { activeMask } from "../document";
import { SOURCE, sourceOf, TOLERANCE } from "./colourOptions";
import { type ChoiceOption, choiceValue } from "./option";
import { MODE, modeCursor, modeOf } from "./shapeMode";
import { beginToleranceDrag, followToleranceDrag, type ToleranceDrag } from "./toleranceDrag";
import { defineTool, type Selection, type ShapeMode, type ToolContext } from "./tool";

interface Fill {
	readonly mode: ShapeMode;
	readonly drag: ToleranceDrag;
	readonly selection: Selection;
}

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

export const bucket = defineTool<Fill | null>({
	id: ID,
	label: { en: "Paint bucket", zh: "油漆桶" },
	icon: bucketIcon,
	shortcuts: ["U"],
	isMasking: true,
	options: [BOUNDS, MODE, TOLERANCE, SOURCE],
	initialState: null,
	cursor: (context, pointer, fill) => modeCursor(context, ID, pointer, fill?.mode ?? null),
	step(fill, event, context) {
		if (event.type === "cancel") return { state: null, select: null, line: null };
		const values = context.settings[ID];
		if (event.type === "down") {
			const [first] = event.samples;
			if (first === undefined) return { state: null };
			const mode = modeOf(event, context, ID);
			const drag = beginToleranceDrag(first, values);
			const selection = selectionOf(drag, mode, context);
			return { state: { mode, drag, selection }, select: selection };
		}
		if (fill === null) return { state: null };
		const last = event.samples.at(-1);
		const isDragged = last !== undefined && choiceValue(values, BOUNDS) === "colour";
		const drag = isDragged ? followToleranceDrag(fill.drag, last) : fill.drag;
		const isChanged = drag.tolerance !== fill.drag.tolerance;
		const selection = isChanged ? selectionOf(drag, fill.mode, context) : fill.selection;
		if (event.type === "move") return { state: { ...fill, drag, selection }, select: selection, line: drag.line };
		const settings = drag.tolerance === drag.initial ? undefined : { ...values, [TOLERANCE.id]: drag.tolerance };
		return { state: null, select: selection, line: null, ...(settings && { settings }) };
	},
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
