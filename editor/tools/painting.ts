// What brush and eraser share: a stroke over the active mask, shown as it grows, one command at its end.
import { activeMask, type DocumentCommand, type MaskLayer } from "../document";
import {
	type Brush,
	beginStroke,
	type CombineMode,
	combineTiles,
	endStroke,
	extendStroke,
	isSameTile,
	type Stroke,
	type StrokeStep,
	type Tile,
	type Tiles,
	tileAt,
} from "../raster";
import type { BrushSettings, ToolContext, ToolEvent, ToolSample, ToolStep } from "./tool";

export interface PaintingState {
	readonly stroke: Stroke;
	readonly mode: CombineMode;
	/** The mask as it was when the stroke began, and its tiles with the stroke so far. */
	readonly mask: MaskLayer;
	readonly tiles: Tiles;
}

export type MaybePainting = PaintingState | null;

export const FIRST_BRUSH: BrushSettings = { size: 64, hardness: 0.9 };
export const MAX_BRUSH_SIZE = 1000;

export function paintStep(
	state: MaybePainting,
	event: ToolEvent,
	context: ToolContext,
	settings: BrushSettings,
	mode: CombineMode,
): ToolStep<MaybePainting> {
	switch (event.type) {
		case "down": {
			const mask = activeMask(context.document);
			const brush: Brush = { size: settings.size, hardness: settings.hardness, opacity: 1 };
			const stroke = beginStroke(context.document.picture, brush);
			const begun = { stroke, mask, tiles: {}, mode: event.isSecondary ? opposite(mode) : mode };
			return advance(begun, extendStroke(stroke, event.samples.map(strokeSample)));
		}
		case "move":
			if (state === null) return { state };
			return advance(state, extendStroke(state.stroke, event.samples.map(strokeSample)));
		case "up": {
			if (state === null) return { state };
			const extended = advance(state, extendStroke(state.stroke, event.samples.map(strokeSample))).state;
			const finished = advance(extended, endStroke(extended.stroke)).state;
			return { state: null, commands: strokeCommands(finished), preview: null };
		}
		case "cancel":
			return { state: null, preview: null };
	}
}

function opposite(mode: CombineMode): CombineMode {
	return mode === "union" ? "subtract" : "union";
}

function strokeSample({ image, pressure }: ToolSample) {
	return { x: image.x, y: image.y, pressure };
}

function advance(state: PaintingState, { stroke, changed }: StrokeStep): ToolStep<PaintingState> {
	const fresh = combineTiles(state.mask.coverage, state.mode, stroke.tiles, changed);
	const tiles = { ...state.tiles, ...fresh };
	return { state: { ...state, stroke, tiles }, preview: { mask: state.mask.id, tiles, changed } };
}

function strokeCommands(state: PaintingState): readonly DocumentCommand[] {
	const changes: Record<number, Tile> = {};
	for (const [name, tile] of Object.entries(state.tiles)) {
		const key = Number(name);
		if (!isSameTile(tile, tileAt(state.mask.coverage.tiles, key))) changes[key] = tile;
	}
	if (Object.keys(changes).length === 0) return [];
	return [{ type: "mask.setTiles", mask: state.mask.id, tiles: changes }];
}
