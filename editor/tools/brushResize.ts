// Alt and the right button, dragged: sideways the size of the brush, up and down its hardness, while the ring stays.
import { BRUSH_HARDNESS, BRUSH_SIZE } from "./brushOptions";
import { type OptionValues, rangeValue } from "./option";
import type { ViewPoint } from "./tool";

/** CSS pixels from soft to hard. */
const HARDNESS_WAY = 200;

export interface BrushResizing {
	/** As they were at the press. */
	readonly values: OptionValues;
	readonly from: ViewPoint;
}

/** The edge of the ring goes with the pointer, so the size changes by twice the way. */
export function resizedBrush({ values, from }: BrushResizing, to: ViewPoint, zoom: number): OptionValues {
	const size = Math.round(rangeValue(values, BRUSH_SIZE) + (2 * (to.x - from.x)) / zoom);
	const hardness = rangeValue(values, BRUSH_HARDNESS) + (from.y - to.y) / HARDNESS_WAY;
	const wanted = { ...values, [BRUSH_SIZE.id]: size, [BRUSH_HARDNESS.id]: Math.round(hardness * 100) / 100 };
	return {
		...wanted,
		[BRUSH_SIZE.id]: rangeValue(wanted, BRUSH_SIZE),
		[BRUSH_HARDNESS.id]: rangeValue(wanted, BRUSH_HARDNESS),
	};
}
