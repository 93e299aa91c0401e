// Exports masks as the PNG that is sent: encodes it, verifies it independently, and refuses masks that make no sense.
import { checkMaskPng, encodeMaskPngWithin, inflate } from "../codec";
import { type Coverage, countEdited, type Size, type Steps, union } from "../raster";
import { EditorError, type ExportedMask } from "../types";

export interface MaskPngInput {
	readonly size: Size;
	/** The mask is their union. */
	readonly coverages: readonly Coverage[];
	readonly allowEverything: boolean;
	/** In bytes. */
	readonly limit: number;
}

export function* exportMaskPng(
	{ size, coverages, allowEverything, limit }: MaskPngInput,
	signal?: AbortSignal,
): Steps<Promise<ExportedMask>> {
	const coverage = union(size, coverages);
	yield;
	const { width, height } = coverage;
	const editPixels = countEdited(coverage);
	if (editPixels === 0) throw new EditorError("nothing-masked");
	if (editPixels === width * height && !allowEverything) throw new EditorError("everything-masked");
	yield;
	return yield* encodeCheckedMask(coverage, { limit, signal, editPixels });
}

interface CheckOptions {
	/** In bytes. */
	readonly limit: number;
	readonly signal: AbortSignal | undefined;
	/** Counted here if absent. */
	readonly editPixels?: number;
}

/** Refuses a file that is longer than the limit, and one that does not read back as the mask. */
export function* encodeCheckedMask(
	coverage: Coverage,
	{ limit, signal, editPixels = countEdited(coverage) }: CheckOptions,
): Steps<Promise<ExportedMask>> {
	yield;
	const encoded = yield* encodeMaskPngWithin(coverage, limit, signal);
	yield;
	return checkEncoded(encoded, coverage, limit, editPixels);
}

async function checkEncoded(
	encoded: Uint8Array<ArrayBuffer> | null | Promise<Uint8Array<ArrayBuffer> | null>,
	{ width, height }: Size,
	limit: number,
	editPixels: number,
): Promise<ExportedMask> {
	const png = await encoded;
	if (png === null) throw new EditorError("mask-too-large", { limit });
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
