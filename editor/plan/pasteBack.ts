// Pastes the answer into the picture through the paste coverage. Every byte outside the coverage stays the picture's.
import {
	type Coverage,
	editBounds,
	intersectRects,
	isEmptyRect,
	moveRect,
	type Rect,
	type RgbaImage,
	type Steps,
	sizeOf,
	TILE_SIZE,
	tileAt,
	tileColumns,
} from "../raster";
import { type AnswerRows, answerRows, type PasteTransform, pasteTransform } from "./answerRows";
import { applyTone, type Tone } from "./applyTone";
import { compositeRun } from "./compositeRun";
import type { EditPlan } from "./editPlan";

/** The bounds of the pixels that pasting may change, in picture space; null if there are none. */
export function pasteArea(plan: EditPlan, coverage: Coverage): Rect | null {
	const bounds = editBounds(coverage);
	if (bounds === null) return null;
	const area = intersectRects(moveRect(bounds, plan.canvas.left, plan.canvas.top), plan.source);
	return isEmptyRect(area) ? null : area;
}

export interface PasteOnto {
	/** Straight RGBA8, of any size. */
	readonly answer: RgbaImage;
	/** In canvas space, from `computePasteCoverage`. */
	readonly coverage: Coverage;
	/** The plan's transform for the answer's size if absent. */
	readonly transform?: PasteTransform | undefined;
	/** Colours are not corrected if absent. */
	readonly tone?: Tone | null;
	/** Straight RGBA8. Modified. Holds the whole paste area; (left, top) is its origin in picture space. */
	readonly base: RgbaImage;
	readonly left: number;
	readonly top: number;
}

export function* pasteOnto(plan: EditPlan, paste: PasteOnto): Steps<void> {
	const { base, answer, coverage, transform = pasteTransform(plan, answer), tone } = paste;
	const area = pasteArea(plan, coverage);
	if (area === null) return;
	const placed = answerRows(plan, answer, area, transform);
	const rows = tone ? applyTone(placed, tone, sizeOf(area).width) : placed;
	const inCanvas = moveRect(area, -plan.canvas.left, -plan.canvas.top);
	for (let y = area.top; y < area.bottom; y++) {
		// The byte offset of picture column 0 in this row of the base.
		const rowAt = ((y - paste.top) * base.width - paste.left) * 4;
		const canvasY = y - plan.canvas.top;
		pasteRow(base.rgba, rowAt + plan.canvas.left * 4, rows.row(y - area.top), coverage, canvasY, inCanvas);
		yield;
	}
}

/** Tile by tile, because most tiles are uniform. */
function pasteRow(
	rgba: Uint8Array,
	rowAt: number,
	answer: ReturnType<AnswerRows["row"]>,
	coverage: Coverage,
	y: number,
	{ left, right }: Rect,
): void {
	const tileRow = Math.floor(y / TILE_SIZE) * tileColumns(coverage);
	const inTile = (y % TILE_SIZE) * TILE_SIZE;
	for (let x = left; x < right; ) {
		const column = Math.floor(x / TILE_SIZE);
		const end = Math.min(right, (column + 1) * TILE_SIZE);
		const tile = tileAt(coverage.tiles, tileRow + column);
		const answerAt = answer.at + (x - left) * 4;
		compositeRun(rgba, rowAt + x * 4, answer.bytes, answerAt, end - x, tile, inTile + (x % TILE_SIZE));
		x = end;
	}
}
