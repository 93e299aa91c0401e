// Quick select: a rough stroke inside a thing selects it up to its edges; with Alt or the right button it takes away. Strokes
// that change nothing are hints for those after them.
import selectIcon from "@lucide/icons/icons/square-dashed-mouse-pointer";
import { activeMask, type DocumentTree } from "../document";
import { appendPoints, planeSelection, type RoughStroke } from "../raster";
import { BRUSH_SIZE } from "./brushOptions";
import { SOURCE, sourceOf } from "./colourOptions";
import { type ChoiceOption, rangeValue } from "./option";
import { chosenMode, MODE, modeOfKeys } from "./shapeMode";
import { defineTool, type Selection, type ToolContext, type ToolEvent, type ToolSample, type ToolStep } from "./tool";

const ID = "quickSelect";

const SIZE = { ...BRUSH_SIZE, initial: 40 };
/** An intersection of strokes has no use. */
const QUICK_MODE: ChoiceOption = { ...MODE, choices: MODE.choices.slice(0, 2) };

/** Earlier strokes that are kept as hints; older ones no longer count. */
const MAX_HINTS = 64;

interface Painting {
	readonly stroke: RoughStroke;
	/** The mask at the start of the stroke, as the job needs it. */
	readonly selected: Uint8Array<ArrayBuffer>;
	readonly earlier: readonly RoughStroke[];
}

interface Hints {
	/** The mask that they were painted on. */
	readonly place: string;
	readonly strokes: readonly RoughStroke[];
}

interface QuickSelectState {
	readonly painting: Painting | null;
	readonly hints: Hints | null;
}

export const quickSelectTool = defineTool<QuickSelectState>({
	id: ID,
	label: { en: "Quick select", zh: "快速选择" },
	icon: selectIcon,
	shortcuts: ["Shift+W"],
	group: "content",
	isMasking: true,
	options: [SIZE, QUICK_MODE, SOURCE],
	initialState: { painting: null, hints: null },
	prepares: ({ document, settings }) => ({
		job: {
			kind: "quickSelect",
			input: { stroke: null, selected: planeSelection(activeMask(document).coverage), earlier: [], isExact: false },
		},
		source: sourceOf(settings[ID]),
		mode: "add",
	}),
	cursor(context, pointer, state) {
		const chosen = chosenMode(context, ID);
		const mode = state?.painting?.stroke.mode ?? strokeMode(pointer && modeOfKeys(pointer.modifiers, chosen), chosen);
		return { kind: "ring", diameter: rangeValue(context.settings[ID], SIZE), isErasing: mode === "subtract" };
	},
	step(state, event, context) {
		if (event.type === "down") return begin(state, event, context);
		const { painting } = state;
		if (painting === null) return { state };
		if (event.type === "cancel") return { state: { ...state, painting: null }, select: null };
		const points = extend(painting.stroke, event.samples);
		if (event.type === "move") {
			if (points.length === painting.stroke.points.length) return { state };
			return shown(state, { ...painting, stroke: { ...painting.stroke, points } }, context);
		}
		const stroke = { ...painting.stroke, points };
		const strokes = [...painting.earlier, stroke].slice(-MAX_HINTS);
		const hints = { place: placeOf(context.document), strokes };
		return { state: { painting: null, hints }, select: selectionOf({ ...painting, stroke }, true, context) };
	},
});

function begin(
	state: QuickSelectState,
	event: Extract<ToolEvent, { type: "down" }>,
	context: ToolContext,
): ToolStep<QuickSelectState> {
	const { document, settings } = context;
	const chosen = chosenMode(context, ID);
	const mode = strokeMode(modeOfKeys(event.modifiers, chosen, event.isSecondary), chosen);
	const empty: RoughStroke = { mode, points: [], radius: rangeValue(settings[ID], SIZE) / 2 };
	const { hints } = state;
	const painting = {
		stroke: { ...empty, points: extend(empty, event.samples) },
		selected: planeSelection(activeMask(document).coverage),
		earlier: hints?.place === placeOf(document) ? hints.strokes : [],
	};
	return shown(state, painting, context);
}

/** Both keys together take away, as one of them does. */
function strokeMode(
	mode: ReturnType<typeof modeOfKeys> | null,
	chosen: ReturnType<typeof chosenMode>,
): RoughStroke["mode"] {
	return (mode ?? chosen) === "add" ? "add" : "subtract";
}

/** Cropping and turning move the canvas under the strokes. */
function placeOf(document: DocumentTree): string {
	return JSON.stringify([document.id, activeMask(document).id, document.picture]);
}

function extend({ points, radius }: RoughStroke, samples: readonly ToolSample[]): readonly number[] {
	const added = samples.map(({ image }) => image);
	return appendPoints(points, added, Math.max(0.5, radius / 8));
}

function shown(state: QuickSelectState, painting: Painting, context: ToolContext): ToolStep<QuickSelectState> {
	return { state: { ...state, painting }, select: selectionOf(painting, false, context) };
}

function selectionOf({ stroke, selected, earlier }: Painting, isExact: boolean, { settings }: ToolContext): Selection {
	const job = { kind: "quickSelect", input: { stroke, selected, earlier, isExact } } as const;
	return { job, source: sourceOf(settings[ID]), mode: stroke.mode };
}
