// The answer in the picture, through the paste coverage: every byte outside its support is the picture's own.
import { type Coverage, editBounds, type RgbaLevel, TILE_SIZE, tileAt, tileColumns } from "../raster";
import { type AnswerRows, answerRows, type PasteTransform, pasteTransform } from "./answer";
import { compositeRun } from "./composite";
import type { EditPlan } from "./editPlan";
import { intersectRects, isEmptyRect, moveRect, sizeOf } from "./rects";
import type { Steps } from "./steps";

export interface Paste {
	/** Straight RGBA8 of the plan's picture size. Not changed. */
	readonly picture: RgbaLevel;
	/** Straight RGBA8, of any size. */
	readonly answer: RgbaLevel;
	/** In canvas space, as `pasteCoverage` makes it. */
	readonly coverage: Coverage;
	/** The plan's own for the answer's size, if absent. */
	readonly transform?: PasteTransform | undefined;
}

/** The canvas: the picture, and what the frame has added to it. */
export function* pasteBack(plan: EditPlan, paste: Paste): Steps<RgbaLevel> {
	const { picture, answer, coverage } = paste;
	const { canvas } = plan;
	const size = sizeOf(canvas);
	const rgba = new Uint8Array(size.width * size.height * 4);
	const source = moveRect(plan.source, -canvas.left, -canvas.top);
	const area = intersectRects(editBounds(coverage) ?? { left: 0, top: 0, right: 0, bottom: 0 }, source);
	const rows = isEmptyRect(area)
		? null
		: answerRows(
				plan,
				answer,
				moveRect(area, canvas.left, canvas.top),
				paste.transform ?? pasteTransform(plan, answer),
			);
	for (let y = 0; y < size.height; y++) {
		const pictureY = y + canvas.top;
		const rowAt = y * size.width * 4;
		if (pictureY >= 0 && pictureY < picture.height) {
			const from = pictureY * picture.width * 4;
			rgba.set(picture.rgba.subarray(from, from + picture.width * 4), rowAt - canvas.left * 4);
		}
		if (rows !== null && y >= area.top && y < area.bottom) {
			pasteRow(rgba, rowAt, rows.row(y - area.top), coverage, y, area.left, area.right);
		}
		yield;
	}
	return { ...size, rgba };
}

/** Tile by tile, because most tiles are all or nothing. */
function pasteRow(
	rgba: Uint8Array,
	rowAt: number,
	answer: ReturnType<AnswerRows["row"]>,
	coverage: Coverage,
	y: number,
	left: number,
	right: number,
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
