// The samples of a picture for selections by content, with a small memory of what was computed from them. A worker keeps one
// picture at a time; nothing here knows a document or a canvas.
import type { Size } from "../coverage";

export interface PictureSamples extends Size {
	/** RGBA8, straight alpha, row by row. */
	readonly rgba: Uint8Array<ArrayBuffer>;
	/** The same bytes, one word a pixel: red in the lowest byte. */
	readonly words: Uint32Array<ArrayBuffer>;
	/** See `remembered`. Dropped together with the samples. */
	readonly memory: Map<string, { readonly key: string; readonly value: unknown }>;
}

/** `rgba` must begin at a multiple of 4 bytes of its buffer. */
export function pictureSamples({ width, height }: Size, rgba: Uint8Array<ArrayBuffer>): PictureSamples {
	const words = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
	return { width, height, rgba, words, memory: new Map() };
}

/**
 * A value that was computed from the samples, or computes it. One value is kept by name: another key replaces it, so that
 * memory stays bounded.
 */
export function remembered<Value>(
	{ memory }: PictureSamples,
	name: string,
	key: string,
	make: (before: Value | undefined) => Value,
): Value {
	const kept = memory.get(name);
	if (kept?.key === key) return kept.value as Value;
	const value = make(kept?.value as Value | undefined);
	memory.set(name, { key, value });
	return value;
}
