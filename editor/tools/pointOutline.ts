// Shared by polygon and magnetic lasso: the closing press, the knobs of their points, and the step that masks the area.
import { activeMask } from "../document";
import { type Corner, combineTiles, isEmpty, polygonCoverage, runToEnd } from "../raster";
import { setMaskTiles } from "./setMaskTiles";
import { COMBINE_MODES } from "./shapeMode";
import type { ImagePoint, ShapeMode, ToolContext, ToolStep } from "./tool";

/** CSS pixels within which a press meets a point. */
const REACH = 8;
const TOUCH_REACH = 18;

export function isNear(a: ImagePoint, b: ImagePoint, { zoom }: ToolContext, pointer?: string): boolean {
	return Math.hypot(a.x - b.x, a.y - b.y) * zoom <= (pointer === "touch" ? TOUCH_REACH : REACH);
}

/** The end of the gesture: the area inside is one history step; less than an area changes nothing. */
export function closedStep(corners: readonly Corner[], mode: ShapeMode, { document }: ToolContext): ToolStep<null> {
	const mask = activeMask(document);
	const shape = runToEnd(polygonCoverage(document.picture, corners));
	const nothing = { state: null, outline: null };
	if (isEmpty(shape)) return nothing;
	const tiles = combineTiles(mask.coverage, COMBINE_MODES[mode], shape.tiles);
	return { ...nothing, commands: setMaskTiles(mask, tiles) };
}
