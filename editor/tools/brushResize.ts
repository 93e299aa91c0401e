// Resizing the brush by dragging with Alt and the right button: sideways changes the size, up and down the hardness. The
// cursor's ring stays in place.
import { BRUSH_HARDNESS, BRUSH_SIZE } from "./brushOptions";
import { type OptionValues, rangeValue } from "./option";
import type { ViewPoint } from "./tool";

/** The distance in CSS pixels from hardness 0 to 1. */
const HARDNESS_DRAG = 200;

export interface BrushResizing {
	/** The option values at the start of the drag. */
	readonly values: OptionValues;
	readonly from: ViewPoint;
}

/** The ring's edge follows the pointer, so the size (a diameter) changes by twice the distance. */
export function resizedBrush({ values, from }: BrushResizing, to: ViewPoint, zoom: number): OptionValues {
	const size = Math.round(rangeValue(values, BRUSH_SIZE) + (2 * (to.x - from.x)) / zoom);
	const hardness = rangeValue(values, BRUSH_HARDNESS) + (from.y - to.y) / HARDNESS_DRAG;
	const requested = { ...values, [BRUSH_SIZE.id]: size, [BRUSH_HARDNESS.id]: Math.round(hardness * 100) / 100 };
	return {
		...requested,
		[BRUSH_SIZE.id]: rangeValue(requested, BRUSH_SIZE),
		[BRUSH_HARDNESS.id]: rangeValue(requested, BRUSH_HARDNESS),
	};
}
