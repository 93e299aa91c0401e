// What was painted, as a picture to keep: a grey PNG of the picture's size, 255 = edit. Every level comes back.
import { encode } from "fast-png";
import { decodePicture } from "../codec";
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

export interface CoverageImageOrder {
	readonly size: Size;
	readonly coverages: readonly Coverage[];
}

export function* coverageImage({ size, coverages }: CoverageImageOrder): Steps<Uint8Array<ArrayBuffer>> {
	const coverage = union(size, coverages);
	const { width, height } = size;
	const data = new Uint8Array(width * height);
	for (const key of tilesInRect(size, { left: 0, top: 0, right: width, bottom: height })) {
		const tile = tileAt(coverage.tiles, key);
		const { left, top, right, bottom } = tileRect(size, key);
		for (let y = top; y < bottom && tile !== 0; y++) {
			const at = y * width + left;
			if (typeof tile === "number") data.fill(tile, at, at + right - left);
			else data.set(tile.subarray((y - top) * TILE_SIZE, (y - top) * TILE_SIZE + right - left), at);
		}
		yield;
	}
	return encode({ width, height, data, channels: 1, depth: 8 }) as Uint8Array<ArrayBuffer>;
}

export async function readCoverageImage(bytes: Uint8Array<ArrayBuffer>, size: Size): Promise<Coverage> {
	const samples = await decodePicture(bytes);
	if (samples.width !== size.width || samples.height !== size.height) throw new EditorError("damaged-image");
	return inSlices(coverageFromSamples(samples, "light"), MAIN_SLICE);
}
