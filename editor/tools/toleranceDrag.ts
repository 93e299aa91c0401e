// The tolerance of a press: dragging to the right raises it, to the left lowers it. The options keep what a drag has set.
import { TOLERANCE } from "./colourOptions";
import { type OptionValues, rangeValue, snapToRange } from "./option";
import type { ImagePoint, MeasuredLine, ToolSample, ViewPoint } from "./tool";

export interface ToleranceDrag {
	readonly from: { readonly image: ImagePoint; readonly view: ViewPoint };
	readonly initial: number;
	readonly tolerance: number;
	/** From the pressed point to the pointer, with the tolerance; null while it is that of the options. */
	readonly line: MeasuredLine | null;
}

/** CSS pixels that a press may move, and those that make one step. */
const SLOP = 5;
const PER_STEP = 3;

export function beginToleranceDrag({ image, view }: ToolSample, values: OptionValues | undefined): ToleranceDrag {
	const tolerance = rangeValue(values, TOLERANCE);
	return { from: { image, view }, initial: tolerance, tolerance, line: null };
}

/** `drag` itself where the tolerance stays and no line is shown. */
export function followToleranceDrag(drag: ToleranceDrag, { view, image }: ToolSample): ToleranceDrag {
	const dx = view.x - drag.from.view.x;
	const steps = Math.trunc((Math.sign(dx) * Math.max(0, Math.abs(dx) - SLOP)) / PER_STEP);
	const tolerance = snapToRange(drag.initial + steps, TOLERANCE);
	if (steps === 0 && drag.line === null) return drag;
	return { ...drag, tolerance, line: { from: drag.from.image, to: image, label: String(tolerance) } };
}
