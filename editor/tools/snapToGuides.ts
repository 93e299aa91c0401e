// Snaps a point of a drag to the guides that are near, each axis for itself. Held Ctrl, or Cmd, switches it off.
import { shownGuides } from "./actions/viewAids";
import type { ImagePoint, Modifiers, ToolContext } from "./tool";

/** In CSS pixels. */
const REACH = 6;

export function snapToGuides(point: ImagePoint, context: ToolContext, { mod }: Modifiers): ImagePoint {
	const reach = REACH / context.zoom;
	const lines = mod ? [] : shownGuides(context);
	const snap = (axis: "x" | "y", at: number) => {
		let nearest = { at, distance: reach };
		for (const line of lines) {
			const distance = Math.abs(line.at - at);
			if (line.axis === axis && distance <= nearest.distance) nearest = { at: line.at, distance };
		}
		return nearest.at;
	};
	return { x: snap("x", point.x), y: snap("y", point.y) };
}
