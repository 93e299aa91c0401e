// The mask that is sent: encoded, read back by another way, and refused where it would make no sense.
import { checkMaskPng, encodeMaskPngWithin, inflate } from "../codec";
import { type Coverage, countEdited, type Size, type Steps, union } from "../raster";
import { EditorError, type ExportedMask } from "../types";

export interface MaskPngOrder {
	readonly size: Size;
	readonly coverages: readonly Coverage[];
	readonly allowEverything: boolean;
	readonly limit: number;
}

export function* maskPng({ size, coverages, allowEverything, limit }: MaskPngOrder): Steps<Promise<ExportedMask>> {
	const coverage = union(size, coverages);
	yield;
	const { width, height } = coverage;
	const editPixels = countEdited(coverage);
	if (editPixels === 0) throw new EditorError("nothing-masked");
	if (editPixels === width * height && !allowEverything) throw new EditorError("everything-masked");
	yield;
	return yield* checkedMaskPng(coverage, limit, editPixels);
}

/** Refuses what is too large, and what does not read back as what was meant. */
export function* checkedMaskPng(
	coverage: Coverage,
	limit: number,
	editPixels = countEdited(coverage),
): Steps<Promise<ExportedMask>> {
	yield;
	const png = yield* encodeMaskPngWithin(coverage, limit);
	if (png === null) throw new EditorError("mask-too-large", { limit });
	yield;
	return readBack(png, coverage, editPixels);
}

async function readBack(
	png: Uint8Array<ArrayBuffer>,
	{ width, height }: Size,
	editPixels: number,
): Promise<ExportedMask> {
	const checked = await checkMaskPng(png, inflate);
	if (checked.width !== width || checked.height !== height || checked.editPixels !== editPixels) {
		throw new EditorError("mask-size-mismatch", {
			width: checked.width,
			height: checked.height,
			pictureWidth: width,
			pictureHeight: height,
		});
	}
	return { png, width, height, editPixels };
}
