// Locates a region of the picture in the sent image, for prompts that refer to it.
import { intersectRects, isEmptyRect, type Rect, sizeOf } from "../raster";
import type { EditPlan } from "./editPlan";

/** As shares of the sent image's edges, 0 to 1; null if the region is not in the sent area. */
export function locateInSent({ source, content, sent }: EditPlan, region: Rect): Rect | null {
	const part = intersectRects(region, source);
	if (isEmptyRect(part)) return null;
	const { width, height } = sizeOf(source);
	const across = (x: number) => ((x - source.left) * content.width) / (width * sent.width);
	const down = (y: number) => ((y - source.top) * content.height) / (height * sent.height);
	return { left: across(part.left), top: down(part.top), right: across(part.right), bottom: down(part.bottom) };
}
