// Stores edit coverage as a grey PNG of the picture's size, 255 = edit. Lossless: every level is kept.
import { decodeSamples, encodeGreyPng } from "../codec";
import {
	type Coverage,
	coverageFromSamples,
	type Size,
	type Steps,
	TILE_SIZE,
	tileAt,
	tileRect,
	tilesInRect,
	union,
} from "../raster";
import { EditorError } from "../types";
import { inSlices, MAIN_SLICE } from "./slices";

export interface CoveragePngInput {
	readonly size: Size;
	readonly coverages: readonly Coverage[];
}

export async function encodeCoveragePng({ size, coverages }: CoveragePngInput): Promise<Uint8Array<ArrayBuffer>> {
	return encodeGreyPng(size, await inSlices(coverageSamples(union(size, coverages)), MAIN_SLICE));
}

/** The coverage as one byte a pixel, row by row. */
export function* coverageSamples(coverage: Coverage): Steps<Uint8Array> {
	const { width, height } = coverage;
	const data = new Uint8Array(width * height);
	for (const key of tilesInRect(coverage, { left: 0, top: 0, right: width, bottom: height })) {
		const tile = tileAt(coverage.tiles, key);
		const { left, top, right, bottom } = tileRect(coverage, key);
		for (let y = top; y < bottom && tile !== 0; y++) {
			const at = y * width + left;
			if (typeof tile === "number") data.fill(tile, at, at + right - left);
			else data.set(tile.subarray((y - top) * TILE_SIZE, (y - top) * TILE_SIZE + right - left), at);
		}
		yield;
	}
	return data;
}

export async function decodeCoveragePng(bytes: Uint8Array<ArrayBuffer>, size: Size): Promise<Coverage> {
	const samples = await decodeSamples(bytes);
	if (samples.width !== size.width || samples.height !== size.height) throw new EditorError("damaged-image");
	return inSlices(coverageFromSamples(samples, "light"), MAIN_SLICE);
}
