// The radius option of mask operations.
import { MAX_RADIUS } from "../../raster";
import type { RangeOption } from "../option";

export function radiusOption(initial: number): RangeOption {
	return {
		kind: "range",
		id: "radius",
		label: { en: "Radius", zh: "半径" },
		initial,
		min: 1,
		max: MAX_RADIUS,
		step: 1,
		unit: "px",
		hasSquareRootScale: true,
	};
}
