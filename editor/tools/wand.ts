// Magic wand: selects the area of similar colour around the pressed pixel. Dragging sideways changes the tolerance.
import wandIcon from "@lucide/icons/icons/wand-sparkles";
import { ANTI_ALIAS, CONTIGUOUS, SAMPLE_SIZE, SOURCE, sendSamples, sourceOf, TOLERANCE } from "./colourOptions";
import { choiceValue, switchValue } from "./option";
import { MODE, modeCursor, modeOf } from "./shapeMode";
import { beginToleranceDrag, followToleranceDrag, type ToleranceDrag } from "./toleranceDrag";
import { defineTool, type Selection, type ShapeMode, type ToolContext } from "./tool";

interface Pick {
	readonly mode: ShapeMode;
	readonly drag: ToleranceDrag;
	readonly selection: Selection;
}

const ID = "wand";

export const wand = defineTool<Pick | null>({
	id: ID,
	label: { en: "Magic wand", zh: "魔棒" },
	icon: wandIcon,
	shortcuts: ["W"],
	isMasking: true,
	options: [TOLERANCE, MODE, CONTIGUOUS, SAMPLE_SIZE, ANTI_ALIAS, SOURCE],
	initialState: null,
	prepares: ({ settings }) => sendSamples(settings[ID]),
	cursor: (context, pointer, pick) => modeCursor(context, ID, pointer, pick?.mode ?? null),
	step(pick, event, context) {
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
		const last = event.samples.at(-1);
		if (pick === null) return { state: null };
		const drag = last === undefined ? pick.drag : followToleranceDrag(pick.drag, last);
		const isChanged = drag.tolerance !== pick.drag.tolerance;
		const selection = isChanged ? selectionOf(drag, pick.mode, context) : pick.selection;
		if (event.type === "move") return { state: { ...pick, drag, selection }, select: selection, line: drag.line };
		const settings = drag.tolerance === drag.initial ? undefined : { ...values, [TOLERANCE.id]: drag.tolerance };
		return { state: null, select: selection, line: null, ...(settings && { settings }) };
	},
});

function selectionOf({ from, tolerance }: ToleranceDrag, mode: ShapeMode, { settings }: ToolContext): Selection {
	const values = settings[ID];
	const input = {
		at: from.image,
		sampleSide: Number(choiceValue(values, SAMPLE_SIZE)),
		tolerance,
		isContiguous: switchValue(values, CONTIGUOUS),
		isAntiAliased: switchValue(values, ANTI_ALIAS),
	};
	return { job: { kind: "colourRegion", input }, source: sourceOf(values), mode };
}
