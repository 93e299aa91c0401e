// The common part of brush and eraser: strokes on the active mask.
import { activeMask } from "../document";
import { combineTiles } from "../raster";
import { BRUSH_OPTIONS } from "./brushOptions";
import { setMaskTiles } from "./setMaskTiles";
import { type StrokeMode, type StrokeSurface, strokeTool } from "./strokeTool";
import type { Tool, ToolContext } from "./tool";

interface PaintTool extends Pick<Tool, "id" | "label" | "icon" | "shortcuts"> {
	readonly mode: StrokeMode;
}

export function paintTool(parts: PaintTool): Tool {
	return strokeTool({
		...parts,
		isMasking: true,
		options: BRUSH_OPTIONS,
		noPreview: { preview: null },
		surfaceOf: maskSurface,
	});
}

function maskSurface({ document }: ToolContext, mode: StrokeMode): StrokeSurface {
	const mask = activeMask(document);
	const operation = mode === "draw" ? "union" : "subtract";
	return {
		combine: (stroke, keys) => combineTiles(mask.coverage, operation, stroke, keys),
		preview: (tiles, changed) => ({ preview: { mask: mask.id, tiles, changed } }),
		commands: (tiles) => setMaskTiles(mask, tiles),
	};
}
