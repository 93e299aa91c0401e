// Guide lines of a document: where they are, and how commands change them. Positions are in picture pixels and may lie beyond
// the picture.
import type { GuideLine } from "./snapping";
import { unusedId } from "./unusedId";

export interface Guide extends GuideLine {
	readonly id: string;
}

/** Far beyond the largest picture. */
const MAX_POSITION = 1_000_000;

/** Returns a valid guide with a position in whole pixels, or null for data that is none. */
export function repairGuide(guide: Partial<Guide> | null | undefined): Guide | null {
	const { id, axis, at } = guide ?? {};
	if (typeof id !== "string" || (axis !== "x" && axis !== "y")) return null;
	return typeof at === "number" && Number.isFinite(at) ? { id, axis, at: guidePosition(at) } : null;
}

/** Whole pixels, because guides align edges of pixels. */
export function guidePosition(at: number): number {
	// Adding 0 turns -0 into 0.
	return Math.round(Math.min(MAX_POSITION, Math.max(-MAX_POSITION, at))) + 0;
}

export function nextGuideId(guides: readonly Guide[]): string {
	return unusedId("guide", guides);
}
