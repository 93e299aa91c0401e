// How far a mask operation reaches.
import { MAX_RADIUS } from "../../raster";
import type { RangeOption } from "../option";

export function radiusOption(first: number): RangeOption {
	return {
		kind: "range",
		id: "radius",
		label: { en: "Radius", zh: "半径" },
		first,
		least: 1,
		most: MAX_RADIUS,
		step: 1,
		unit: "px",
		isFineNearLeast: true,
	};
}
