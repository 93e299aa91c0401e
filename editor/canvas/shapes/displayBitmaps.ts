// Bitmaps of placed pictures at the resolution in which they are shown, made by the browser from the stored files, so that
// memory follows the screen and not the files. For display only: what is sent is composed from the files.
import type { PictureStore } from "../../images/pictureStore";
import type { Size } from "../../raster";

/** Milliseconds without another size, such as during zooming, after which a bitmap is replaced. */
const REST_MS = 120;

interface HeldBitmap {
	readonly image: string;
	readonly mask: string | undefined;
	bitmap: ImageBitmap | null;
	/** The size that was asked for last. */
	wanted: Size;
	isPending: boolean;
}

export class DisplayBitmaps {
	/** By object, because two objects may show one picture at different sizes. */
	readonly #held = new Map<string, HeldBitmap>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		readonly pictures: Pick<PictureStore, "createBitmap">,
		/** A better bitmap is at hand. */
		readonly onReady: () => void,
	) {}

	/** Returns the bitmap at hand, which may have another size, and has one of this size made. `mask`: an image as large. */
	get(object: string, image: string, wanted: Size, mask?: string): ImageBitmap | null {
		const held = this.#find(object, image, mask);
		const isNew = !isSame(held.wanted, wanted);
		held.wanted = wanted;
		if (held.bitmap === null && !held.isPending && isNew) void this.#replace(object, held);
		else if (isNew) this.#replaceAtRest();
		return held.bitmap;
	}

	delete(object: string): void {
		this.#held.get(object)?.bitmap?.close();
		this.#held.delete(object);
	}

	/** Releases the bitmaps of all other objects. */
	keep(objects: readonly string[]): void {
		for (const object of [...this.#held.keys()]) if (!objects.includes(object)) this.delete(object);
	}

	dispose(): void {
		clearTimeout(this.#timer);
		for (const object of [...this.#held.keys()]) this.delete(object);
	}

	#find(object: string, image: string, mask: string | undefined): HeldBitmap {
		const held = this.#held.get(object);
		if (held?.image === image && held.mask === mask) return held;
		this.delete(object);
		const created = { image, mask, bitmap: null, wanted: { width: 0, height: 0 }, isPending: false };
		this.#held.set(object, created);
		return created;
	}

	#replaceAtRest(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			for (const [object, held] of this.#held) {
				if (!held.isPending && held.bitmap !== null && !isFitting(held.bitmap, held.wanted)) {
					void this.#replace(object, held);
				}
			}
		}, REST_MS);
	}

	async #replace(object: string, held: HeldBitmap): Promise<void> {
		const { bitmap, image, mask, wanted } = held;
		held.isPending = true;
		try {
			const isSmaller = bitmap !== null && wanted.width <= bitmap.width && wanted.height <= bitmap.height;
			const made = isSmaller
				? await createImageBitmap(bitmap, {
						resizeWidth: wanted.width,
						resizeHeight: wanted.height,
						resizeQuality: "high",
					})
				: await this.pictures.createBitmap(image, wanted, mask);
			if (this.#held.get(object) !== held) {
				made.close();
				return;
			}
			bitmap?.close();
			held.bitmap = made;
		} catch {
			// A file that cannot be read any more: the bitmap at hand stays.
			return;
		} finally {
			held.isPending = false;
		}
		if (!isSame(held.wanted, wanted)) this.#replaceAtRest();
		this.onReady();
	}
}

function isSame(a: Size, b: Size): boolean {
	return a.width === b.width && a.height === b.height;
}

/** A box that is moved may become a device pixel wider or higher, which is no reason to decode its picture again. */
function isFitting(bitmap: Size, wanted: Size): boolean {
	return Math.abs(bitmap.width - wanted.width) <= 1 && Math.abs(bitmap.height - wanted.height) <= 1;
}
