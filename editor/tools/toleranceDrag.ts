// A press that selects with a tolerance, for wand and bucket: dragging to the right raises it, to the left lowers it, with a
// live preview. The options keep what a drag has set.
import { TOLERANCE } from "./colourOptions";
import { type OptionValues, rangeValue, snapToRange } from "./option";
import { modeOf } from "./shapeMode";
import type {
	ImagePoint,
	MeasuredLine,
	Selection,
	ShapeMode,
	ToolContext,
	ToolEvent,
	ToolSample,
	ToolStep,
	ViewPoint,
} from "./tool";

export interface ToleranceDrag {
	readonly from: { readonly image: ImagePoint; readonly view: ViewPoint };
	readonly initial: number;
	readonly tolerance: number;
	/** From the pressed point to the pointer, with the tolerance; null while it is that of the options. */
	readonly line: MeasuredLine | null;
}

export interface TolerancePick {
	readonly mode: ShapeMode;
	readonly drag: ToleranceDrag;
	readonly selection: Selection;
}

interface PickingTool {
	readonly id: string;
	/** False: dragging leaves the tolerance as it is. */
	readonly isDragged: (values: OptionValues | undefined) => boolean;
	readonly selectionOf: (drag: ToleranceDrag, mode: ShapeMode, context: ToolContext) => Selection;
}

/** The step of a tool that selects from the press on. */
export function stepTolerancePick(
	{ id, isDragged, selectionOf }: PickingTool,
	pick: TolerancePick | null,
	event: ToolEvent,
	context: ToolContext,
): ToolStep<TolerancePick | null> {
	if (event.type === "cancel") return { state: null, select: null, line: null };
	const values = context.settings[id];
	if (event.type === "down") {
		const [first] = event.samples;
		if (first === undefined) return { state: null };
		const mode = modeOf(event, context, id);
		const drag = beginToleranceDrag(first, values);
		const selection = selectionOf(drag, mode, context);
		return { state: { mode, drag, selection }, select: selection };
	}
	if (pick === null) return { state: null };
	const last = event.samples.at(-1);
	const drag = last !== undefined && isDragged(values) ? followToleranceDrag(pick.drag, last) : pick.drag;
	const isChanged = drag.tolerance !== pick.drag.tolerance;
	const selection = isChanged ? selectionOf(drag, pick.mode, context) : pick.selection;
	if (event.type === "move") return { state: { ...pick, drag, selection }, select: selection, line: drag.line };
	const settings = drag.tolerance === drag.initial ? undefined : { ...values, [TOLERANCE.id]: drag.tolerance };
	return { state: null, select: selection, line: null, ...(settings && { settings }) };
}

/** The same selection with the tolerance of the options; null: it has that already, or none. */
export function adjustTolerance({ job, ...rest }: Selection, values: OptionValues | undefined): Selection | null {
	const tolerance = rangeValue(values, TOLERANCE);
	if (job.kind === "colourRegion" && job.input.tolerance !== tolerance)
		return { ...rest, job: { ...job, input: { ...job.input, tolerance } } };
	if (job.kind === "maskRegion" && job.input.tolerance !== null && job.input.tolerance !== tolerance)
		return { ...rest, job: { ...job, input: { ...job.input, tolerance } } };
	return null;
}

/** CSS pixels that a press may move, and those that make one step. */
const SLOP = 5;
const PER_STEP = 3;

function beginToleranceDrag({ image, view }: ToolSample, values: OptionValues | undefined): ToleranceDrag {
	const tolerance = rangeValue(values, TOLERANCE);
	return { from: { image, view }, initial: tolerance, tolerance, line: null };
}

/** `drag` itself where the tolerance stays and no line is shown. */
function followToleranceDrag(drag: ToleranceDrag, { view, image }: ToolSample): ToleranceDrag {
	const dx = view.x - drag.from.view.x;
	const steps = Math.trunc((Math.sign(dx) * Math.max(0, Math.abs(dx) - SLOP)) / PER_STEP);
	const tolerance = snapToRange(drag.initial + steps, TOLERANCE);
	if (steps === 0 && drag.line === null) return drag;
	return { ...drag, tolerance, line: { from: drag.from.image, to: image, label: String(tolerance) } };
}
