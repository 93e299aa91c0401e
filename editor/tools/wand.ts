// Magic wand: selects the area of similar colour around the pressed pixel. Dragging sideways changes the tolerance.
import wandIcon from "@lucide/icons/icons/wand-sparkles";
import { ANTI_ALIAS, CONTIGUOUS, SAMPLE_SIZE, SOURCE, sendSamples, sourceOf, TOLERANCE } from "./colourOptions";
import { choiceValue, switchValue } from "./option";
import { MODE, modeCursor } from "./shapeMode";
import { adjustTolerance, stepTolerancePick, type ToleranceDrag, type TolerancePick } from "./toleranceDrag";
import { defineTool, type Selection, type ShapeMode, type ToolContext } from "./tool";

const ID = "wand";

export const wand = defineTool<TolerancePick | null>({
	id: ID,
	label: { en: "Magic wand", zh: "魔棒" },
	icon: wandIcon,
	shortcuts: ["W"],
	group: "content",
	isMasking: true,
	options: [TOLERANCE, MODE, CONTIGUOUS, SAMPLE_SIZE, ANTI_ALIAS, SOURCE],
	initialState: null,
	adjust: (selection, { settings }) => adjustTolerance(selection, settings[ID]),
	prepares: ({ settings }) => sendSamples(settings[ID]),
	cursor: (context, pointer, pick) => modeCursor(context, ID, pointer, pick?.mode ?? null),
	step: (pick, event, context) =>
		stepTolerancePick({ id: ID, isDragged: () => true, selectionOf }, pick, event, context),
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
