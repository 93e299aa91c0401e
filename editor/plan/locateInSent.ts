// Where a region lies in the picture that goes out, for words that speak of it.
import { intersectRects, isEmptyRect, type Rect, sizeOf } from "../raster";
import type { EditPlan } from "./editPlan";

/** Shares of the sent picture's edges, 0 to 1; null: it is not in what is sent. */
export function locateInSent({ source, content, sent }: EditPlan, region: Rect): Rect | null {
	const part = intersectRects(region, source);
	if (isEmptyRect(part)) return null;
	const { width, height } = sizeOf(source);
	const across = (x: number) => ((x - source.left) * content.width) / (width * sent.width);
	const down = (y: number) => ((y - source.top) * content.height) / (height * sent.height);
	return { left: across(part.left), top: down(part.top), right: across(part.right), bottom: down(part.bottom) };
}
