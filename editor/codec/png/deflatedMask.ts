// A mask too intricate for runs as a deflated stream. Repetitions are looked for among pixels, of which there are two,
// and not among the four bytes of each: several times faster than a general compressor, and the same in every browser.
import type { Coverage, Steps } from "../../raster";
import { Adler } from "./adler";
import { DynamicDeflate } from "./dynamicDeflate";
import { rowBands } from "./maskRows";

/** Words of four bytes, red lowest. */
export const EDIT_PIXEL = 0x00ffffff;
export const KEEP_PIXEL = 0xff000000;

const PIXELS = [
	[0, 0, 0, 255],
	[255, 255, 255, 0],
] as const;
const FILTER_NONE = [0] as const;
const ROWS_A_STEP = 64;

/** Null as soon as it is longer than `limit`. */
export function* deflateMask(editCoverage: Coverage, limit: number): Steps<Uint8Array | null> {
	const { width } = editCoverage;
	const deflate = new DynamicDeflate();
	const adler = new Adler();
	const matcher = new RowMatcher(width, deflate);
	let rows = 0;
	for (const { flips, length, count } of rowBands(editCoverage)) {
		const row = flips.subarray(0, length);
		for (let repeat = 0; repeat < count; repeat++) {
			adler.addRepeated(FILTER_NONE, 1);
			let x = 0;
			for (let i = 0; i <= length; i++) {
				const end = i < length ? (row[i] as number) : width;
				if (end > x) adler.addRepeated(PIXELS[(i & 1) as 0 | 1], end - x);
				x = end;
			}
			deflate.literal(FILTER_NONE[0]);
			matcher.add(row);
			if (++rows % ROWS_A_STEP === 0) {
				if (deflate.length > limit) return null;
				yield;
			}
		}
	}
	const stream = deflate.finish(adler.value());
	return stream.length > limit ? null : stream;
}

/** A pixel is 0 (keep) or 1 (edit); positions count all pixels so far. */
const RING = 32_768;
const MASK = RING - 1;
/** Pixels that a place is looked up by, places that are tried, pixels in one match. */
const KEY_PIXELS = 8;
const TRIES = 32;
const LONGEST = 64;
const WINDOW_BYTES = 32_768;

class RowMatcher {
	readonly #pixels = new Uint8Array(RING);
	/** The place before with the same key. */
	readonly #before = new Int32Array(RING);
	readonly #latest = new Int32Array(1 << KEY_PIXELS).fill(-1);
	/** Where each of the two pixels was last. */
	readonly #last = [-1, -1];
	readonly #keys: Uint8Array;
	#row = 0;
	#bestLength = 0;
	#bestDistance = 0;

	constructor(
		readonly width: number,
		readonly deflate: DynamicDeflate,
	) {
		this.#keys = new Uint8Array(width);
	}

	add(flips: Uint32Array): void {
		const start = this.#row * this.width;
		this.#unpack(start, flips);
		for (let x = 0; x < this.width; ) {
			this.#findMatch(start + x, x);
			const length = Math.max(1, this.#bestLength);
			if (this.#bestLength > 0) this.deflate.match(4 * length, this.#bestDistance);
			else for (const byte of PIXELS[this.#pixels[(start + x) & MASK] as 0 | 1]) this.deflate.literal(byte);
			for (const end = x + length; x < end; x++) this.#remember(start + x, x);
		}
		this.#row++;
	}

	#unpack(start: number, flips: Uint32Array): void {
		let x = 0;
		let pixel = 0;
		for (let i = 0; i <= flips.length; i++) {
			const end = flips[i] ?? this.width;
			for (; x < end; x++) this.#pixels[(start + x) & MASK] = pixel;
			pixel = 1 - pixel;
		}
		let key = 0;
		for (x = this.width - 1; x >= 0; x--) {
			key = (key >> 1) | ((this.#pixels[(start + x) & MASK] as number) << (KEY_PIXELS - 1));
			this.#keys[x] = key;
		}
	}

	#findMatch(at: number, x: number): void {
		this.#bestLength = 0;
		const longest = Math.min(LONGEST, this.width - x);
		if (x > 0) this.#tryPlace(at, at - 1, longest);
		if (this.#bestLength === longest) return;
		const last = this.#last[this.#pixels[at & MASK] as number] as number;
		if (last >= 0) this.#tryPlace(at, last, longest);
		if (this.width - x < KEY_PIXELS) return;
		let place = this.#latest[this.#keys[x] as number] as number;
		for (let tries = 0; tries < TRIES && this.#bestLength < longest && place >= 0; tries++) {
			if (at - place > WINDOW_BYTES / 4) break;
			this.#tryPlace(at, place, longest);
			place = this.#before[place & MASK] as number;
		}
	}

	/** A match crosses no filter byte: neither here nor there. */
	#tryPlace(at: number, place: number, longest: number): void {
		const row = Math.floor(place / this.width);
		const distance = 4 * (at - place) + this.#row - row;
		const limit = Math.min(longest, (row + 1) * this.width - place);
		if (distance > WINDOW_BYTES || limit <= this.#bestLength) return;
		const pixels = this.#pixels;
		if (pixels[(at + this.#bestLength) & MASK] !== pixels[(place + this.#bestLength) & MASK]) return;
		let length = 0;
		while (length < limit && pixels[(at + length) & MASK] === pixels[(place + length) & MASK]) length++;
		if (length <= this.#bestLength) return;
		this.#bestLength = length;
		this.#bestDistance = distance;
	}

	#remember(at: number, x: number): void {
		this.#last[this.#pixels[at & MASK] as number] = at;
		if (this.width - x < KEY_PIXELS) return;
		const key = this.#keys[x] as number;
		this.#before[at & MASK] = this.#latest[key] as number;
		this.#latest[key] = at;
	}
}
