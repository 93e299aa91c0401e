// Shapes that are entered by numbers instead of drawn: whole pixels from the upper left corner of the picture.
import { activeMask, type DocumentTree } from "../document";
import {
	type Corner,
	combineTiles,
	ellipseCorners,
	polygonCoverage,
	type Rect,
	rectCorners,
	runToEnd,
} from "../raster";
import type { Effect } from "./action";
import { setMaskTiles } from "./setMaskTiles";
import { COMBINE_MODES } from "./shapeMode";
import type { ShapeMode } from "./tool";

/** By tool. */
const NUMERIC_SHAPES: Readonly<Record<string, (rect: Rect) => readonly Corner[]>> = {
	rectangle: rectCorners,
	ellipse: ellipseCorners,
};

export function hasShapeNumbers(tool: string): boolean {
	return tool in NUMERIC_SHAPES;
}

/** Applies the shape of a tool; one history step. */
export function applyShapeNumbers(
	document: DocumentTree,
	tool: string,
	rect: Rect,
	mode: ShapeMode,
): readonly Effect[] {
	const corners = NUMERIC_SHAPES[tool]?.(rect);
	const mask = activeMask(document);
	if (corners === undefined || mask.isLocked) return [];
	const { tiles } = runToEnd(polygonCoverage(document.picture, corners));
	const commands = setMaskTiles(mask, combineTiles(mask.coverage, COMBINE_MODES[mode], tiles));
	return [
		{ type: "show", mask: true },
		{ type: "commands", commands },
	];
}
