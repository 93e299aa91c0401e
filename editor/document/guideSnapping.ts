// Snaps a guide that is dragged.
import { rectOf } from "../raster";
import type { DocumentTree } from "./document";
import type { Guide } from "./guides";
import { boxBounds } from "./objectGeometry";
import { snapBounds } from "./snapping";

/** A guide's position snapped to edges and centres of the picture and of visible objects. */
export function snapGuide(
	{ picture, references }: Pick<DocumentTree, "picture" | "references">,
	axis: Guide["axis"],
	at: number,
	tolerance: number,
): number {
	const bounds = [rectOf(picture), ...references.filter(({ isVisible }) => isVisible).map(boxBounds)];
	const line = { left: at, top: at, right: at, bottom: at };
	const anchors = { x: [], y: [], [axis]: ["start", "centre"] as const };
	const { dx, dy } = snapBounds(line, { bounds }, { tolerance, anchors });
	return at + (axis === "x" ? dx : dy);
}
