// Applies adjustments to the pixels of a region of the picture: everywhere, or as far as a coverage goes. Fully transparent
// pixels keep every byte unless an adjustment gives them alpha.
import type { Rect } from "../coverage";
import type { RgbaImage } from "../mip";
import { intersectRects, isEmptyRect } from "../rects";
import type { Steps } from "../steps";
import type { Adjustment, AreaOperation, PointOperation } from "./adjustment";
import { compileAdjustment } from "./registry";

export interface AdjustmentPass {
	readonly adjustment: Adjustment;
	/** One byte a pixel of the region; null: everywhere. */
	readonly coverage: Uint8Array | null;
	/** The picture's rectangle in pixels of the region, at whose edges the border pixels are repeated. */
	readonly extent: Rect;
	readonly isSideways: boolean;
}

/** Rows of a band: small enough to pause, large enough that a blur's margin does not count. */
const BAND_ROWS = 128;
/** Pixels between two pauses. */
const PAUSE_PIXELS = 1 << 17;

/** Adjusts the pixels in place, one pass after the other. */
export function* adjustPixels(image: RgbaImage, passes: readonly AdjustmentPass[]): Steps<void> {
	for (const pass of passes) {
		const operation = compileAdjustment(pass.adjustment);
		if (operation === null) continue;
		if ("rows" in operation) yield* adjustAreas(image, operation, pass);
		else yield* adjustPoints(image, operation, pass);
	}
}

function* adjustPoints(
	{ rgba }: RgbaImage,
	{ tables, mapPixel }: PointOperation,
	{ coverage }: AdjustmentPass,
): Steps<void> {
	const pixels = rgba.length >> 2;
	for (let first = 0; first < pixels; first += PAUSE_PIXELS) {
		const end = Math.min(pixels, first + PAUSE_PIXELS);
		if (coverage !== null) {
			for (let pixel = first; pixel < end; pixel++) {
				const share = coverage[pixel] as number;
				const at = pixel * 4;
				if (share === 0 || rgba[at + 3] === 0) continue;
				const [red, green, blue] = [rgba[at], rgba[at + 1], rgba[at + 2]] as [number, number, number];
				if (tables) {
					rgba[at] = tables.red[red] as number;
					rgba[at + 1] = tables.green[green] as number;
					rgba[at + 2] = tables.blue[blue] as number;
				} else mapPixel?.(rgba, at);
				if (share === 255) continue;
				rgba[at] = mixed(red, rgba[at] as number, share);
				rgba[at + 1] = mixed(green, rgba[at + 1] as number, share);
				rgba[at + 2] = mixed(blue, rgba[at + 2] as number, share);
			}
		} else if (tables) {
			const { red, green, blue } = tables;
			for (let at = first * 4; at < end * 4; at += 4) {
				if (rgba[at + 3] === 0) continue;
				rgba[at] = red[rgba[at] as number] as number;
				rgba[at + 1] = green[rgba[at + 1] as number] as number;
				rgba[at + 2] = blue[rgba[at + 2] as number] as number;
			}
		} else if (mapPixel) {
			for (let at = first * 4; at < end * 4; at += 4) if (rgba[at + 3] !== 0) mapPixel(rgba, at);
		}
		yield;
	}
}

const mixed = (before: number, after: number, share: number) => Math.round(before + ((after - before) * share) / 255);

/** Reads from a copy of the picture's part of the region. */
function* adjustAreas(image: RgbaImage, { rows }: AreaOperation, pass: AdjustmentPass): Steps<void> {
	const { coverage, extent, isSideways } = pass;
	const region = { left: 0, top: 0, right: image.width, bottom: image.height };
	const inside = intersectRects(region, extent);
	if (isEmptyRect(inside)) return;
	const [width, height] = [inside.right - inside.left, inside.bottom - inside.top];
	const source = { width, height, rgba: new Uint8Array(width * height * 4) };
	const rowAt = (y: number) => ((inside.top + y) * image.width + inside.left) * 4;
	for (let y = 0; y < height; y++) {
		source.rgba.set(image.rgba.subarray(rowAt(y), rowAt(y) + width * 4), y * width * 4);
	}
	for (let from = 0; from < height; from += BAND_ROWS) {
		const to = Math.min(height, from + BAND_ROWS);
		const adjusted = rows(source, from, to, isSideways);
		for (let y = from; y < to; y++) {
			const row = adjusted.subarray((y - from) * width * 4, (y - from + 1) * width * 4);
			const at = rowAt(y);
			writeRow(image.rgba, at, row, coverage === null ? null : coverage.subarray(at >> 2, (at >> 2) + width));
		}
		yield;
	}
}

function writeRow(rgba: Uint8Array, start: number, row: Uint8Array, coverage: Uint8Array | null): void {
	for (let from = 0, at = start; from < row.length; from += 4, at += 4) {
		const share = coverage === null ? 255 : (coverage[from >> 2] as number);
		const alpha = row[from + 3] as number;
		const before = rgba[at + 3] as number;
		if (share === 0 || (alpha === 0 && before === 0)) continue;
		if (share === 255) {
			for (let channel = 0; channel < 4; channel++) rgba[at + channel] = row[from + channel] as number;
			continue;
		}
		// Mixed with weights of alpha, so that the colour of a transparent pixel does not show.
		const [old, added] = [before * (255 - share), alpha * share];
		for (let channel = 0; channel < 3 && old + added > 0; channel++) {
			const sum = (rgba[at + channel] as number) * old + (row[from + channel] as number) * added;
			rgba[at + channel] = Math.round(sum / (old + added));
		}
		rgba[at + 3] = Math.round((old + added) / 255);
	}
}
