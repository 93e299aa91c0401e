// Bitmaps of placed pictures at the resolution in which they are shown, made by the browser from the stored files, so that
// memory follows the screen and not the files. For display only: what is sent is composed from the files.
import type { Size } from "../../raster";

/** A bitmap is replaced if its pixels a side are outside of this range, as a share of the device pixels that it covers. */
const MIN_FIT = 0.98;
const MAX_FIT = 1.08;

interface HeldBitmap {
	readonly image: string;
	bitmap: ImageBitmap | null;
	/** Pixels of the bitmap per pixel of the picture. */
	scale: number;
	isPending: boolean;
}

export class DisplayBitmaps {
	/** By object, because two objects may show one picture at different sizes. */
	readonly #held = new Map<string, HeldBitmap>();

	constructor(
		/** Makes a bitmap of a size from a picture's file. */
		readonly decode: (image: string, size: Size) => Promise<ImageBitmap>,
		/** A better bitmap is at hand. */
		readonly onReady: () => void,
	) {}

	/** Returns the bitmap at hand, and has another one made if it does not fit. `scale`: device pixels per picture pixel. */
	get(object: string, image: string, size: Size, scale: number): ImageBitmap | null {
		const wanted = Math.min(1, scale);
		const held = this.#find(object, image);
		const fit = held.scale / wanted;
		if (!held.isPending && (fit < MIN_FIT || fit > MAX_FIT)) void this.#replace(object, held, size, wanted);
		return held.bitmap;
	}

	delete(object: string): void {
		this.#held.get(object)?.bitmap?.close();
		this.#held.delete(object);
	}

	dispose(): void {
		for (const object of [...this.#held.keys()]) this.delete(object);
	}

	#find(object: string, image: string): HeldBitmap {
		const held = this.#held.get(object);
		if (held?.image === image) return held;
		this.delete(object);
		const created = { image, bitmap: null, scale: 0, isPending: false };
		this.#held.set(object, created);
		return created;
	}

	async #replace(object: string, held: HeldBitmap, { width, height }: Size, scale: number): Promise<void> {
		const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
		held.isPending = true;
		try {
			const bitmap =
				held.bitmap !== null && held.scale > scale
					? await createImageBitmap(held.bitmap, resizeOptions(size))
					: await this.decode(held.image, size);
			if (this.#held.get(object) !== held) {
				bitmap.close();
				return;
			}
			held.bitmap?.close();
			held.bitmap = bitmap;
		} catch {
			// A file that cannot be read any more: the bitmap at hand stays.
		} finally {
			held.scale = scale;
			held.isPending = false;
		}
		this.onReady();
	}
}

function resizeOptions({ width, height }: Size): ImageBitmapOptions {
	return { resizeWidth: width, resizeHeight: height, resizeQuality: "high" };
}
