// Draws a placed image over another: cropped, scaled, flipped, rotated and blended by its alpha, from its own pixels. Used
// for the images that are sent, never for the document or the screen.
import { objectMatrix, type PlacedSource, shownCrop } from "../../document";
import {
	type AffineMatrix,
	BLEND_FUNCTIONS,
	type BlendFunction,
	type BlendMode,
	blendPixelOver,
	boundsOfPoints,
	intersectRects,
	isEmptyRect,
	mapCorners,
	type Rect,
	type RgbaImage,
	rectOf,
	type Size,
	type Steps,
	scaleAfter,
	sizeOf,
} from "../../raster";
import type { SampleRow } from "../resample";
import { type PixelCoverage, quadrilateralCoverage } from "./boxCoverage";
import { rotatedRows } from "./rotatedRows";
import { createSampleRows, narrowed, type SampleAxis } from "./sampleRows";

/** The position in the space of the rectangle that it is drawn into. */
export interface ImagePlacement extends PlacedSource {
	/** 0 to 1. */
	readonly opacity: number;
	/** Default: "normal". */
	readonly blend?: BlendMode | undefined;
}

export interface PlacedImage extends ImagePlacement {
	readonly picture: RgbaImage;
}

/** Rotated images are drawn in squares of this side, so that the samples take little memory. */
const SQUARE = 512;

/**
 * Modifies `onto`, whose upper left `content` pixels lie under `rect`. The image is filtered once to the density of these
 * pixels, and its edges are smooth.
 */
export function* drawImageOver(onto: RgbaImage, rect: Rect, image: PlacedImage, content: Size = onto): Steps<void> {
	const { picture, opacity, blend = "normal" } = image;
	const draw = { opacity, blend: blend === "normal" ? null : BLEND_FUNCTIONS[blend] };
	const { width, height } = sizeOf(rect);
	const [scaleX, scaleY] = [content.width / width, content.height / height];
	const matrix = scaleAfter(objectMatrix(image, picture), { x: rect.left, y: rect.top }, scaleX, scaleY);
	const crop = shownCrop(image, picture);
	const corners = mapCorners(matrix, crop);
	const area = intersectRects(rectOf(content), outward(boundsOfPoints(corners)));
	if (isEmptyRect(area)) return;
	const coverage = quadrilateralCoverage(corners);
	const isUpright = isNothing(matrix.b, matrix.a) && isNothing(matrix.c, matrix.d);
	const isOnItsSide = isNothing(matrix.a, matrix.b) && isNothing(matrix.d, matrix.c);
	if (isUpright || isOnItsSide) {
		const row = uprightRow(picture, matrix, area, outward(crop), isOnItsSide);
		yield* blendRows(onto, area, row, coverage, draw);
		return;
	}
	for (const square of squaresOf(area)) {
		const row = yield* rotatedRows(picture, matrix, square, outward(crop), { x: crop.left, y: crop.top });
		yield* blendRows(onto, square, row, coverage, draw);
	}
}

/** True if a part of the matrix is 0 apart from rounding errors. */
const isNothing = (part: number, other: number) => Math.abs(part) <= 1e-9 * Math.abs(other);

/** The whole pixels that a rectangle touches, apart from rounding errors. */
export function outward({ left, top, right, bottom }: Rect): Rect {
	const rounding = 1e-6;
	return {
		left: Math.floor(left + rounding),
		top: Math.floor(top + rounding),
		right: Math.ceil(right - rounding),
		bottom: Math.ceil(bottom - rounding),
	};
}

function uprightRow(
	picture: RgbaImage,
	{ a, b, c, d, e, f }: AffineMatrix,
	area: Rect,
	readable: Rect,
	isOnItsSide: boolean,
): SampleRow {
	const axis = (first: number, end: number, scale: number, offset: number, from: number, to: number): SampleAxis =>
		narrowed({ count: end - first, start: (first + 0.5 - offset) / scale, step: 1 / scale, from, to });
	const { left, top, right, bottom } = readable;
	return isOnItsSide
		? createSampleRows(
				picture,
				axis(area.left, area.right, c, e, top, bottom),
				axis(area.top, area.bottom, b, f, left, right),
				true,
			)
		: createSampleRows(
				picture,
				axis(area.left, area.right, a, e, left, right),
				axis(area.top, area.bottom, d, f, top, bottom),
			);
}

function* squaresOf({ left, top, right, bottom }: Rect): Generator<Rect, void> {
	for (let y = top; y < bottom; y += SQUARE) {
		for (let x = left; x < right; x += SQUARE) {
			yield { left: x, top: y, right: Math.min(right, x + SQUARE), bottom: Math.min(bottom, y + SQUARE) };
		}
	}
}

function* blendRows(
	onto: RgbaImage,
	area: Rect,
	rowOf: SampleRow,
	coverage: PixelCoverage,
	{ opacity, blend }: { readonly opacity: number; readonly blend: BlendFunction | null },
): Steps<void> {
	for (let y = area.top; y < area.bottom; y++) {
		const { first, end } = coverage.extent(y);
		const [start, stop] = [Math.max(area.left, first), Math.min(area.right, end)];
		if (start >= stop) continue;
		const row = rowOf(y - area.top, start - area.left, stop - area.left);
		for (let x = start; x < stop; x++) {
			const share = opacity * coverage.at(x, y);
			if (share === 0) continue;
			const [from, to] = [(x - area.left) * 4, (y * onto.width + x) * 4];
			if (blend === null) drawPixel(row, from, share, onto.rgba, to);
			else blendPixel(row, from, share, onto.rgba, to, blend);
		}
		yield;
	}
}

/** Source-over with straight alpha. The filter's overshoot is clamped. */
function drawPixel(row: Float32Array, from: number, share: number, onto: Uint8Array, to: number): void {
	const sampled = clamp(row[from + 3] as number, 255);
	const over = (sampled / 255) * share;
	if (over === 0) return;
	const under = ((onto[to + 3] as number) / 255) * (1 - over);
	const alpha = over + under;
	for (let channel = 0; channel < 3; channel++) {
		const colour = clamp(row[from + channel] as number, sampled) * share;
		onto[to + channel] = Math.round((colour + (onto[to + channel] as number) * under) / alpha);
	}
	onto[to + 3] = Math.round(alpha * 255);
}

const straight = new Float64Array(4);

/** Blends by the formulae of `blendPixelOver`. The row is premultiplied. */
function blendPixel(
	row: Float32Array,
	from: number,
	share: number,
	onto: Uint8Array,
	to: number,
	blend: BlendFunction,
): void {
	const sampled = clamp(row[from + 3] as number, 255);
	if (sampled === 0) return;
	for (let channel = 0; channel < 3; channel++)
		straight[channel] = (clamp(row[from + channel] as number, sampled) / sampled) * 255;
	straight[3] = sampled;
	blendPixelOver(straight, 0, share, onto, to, blend);
}

function clamp(value: number, highest: number): number {
	return value < 0 ? 0 : value > highest ? highest : value;
}
