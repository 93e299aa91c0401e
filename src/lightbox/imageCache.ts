// Decoded full-size images for the lightbox. An image is decoded before it is shown, so that nothing flashes; its object
// URL is revoked when the image is neither shown nor next to the one shown.
import type { Library } from "../library/library";

export interface LoadedImage {
	/** undefined: the image is missing or cannot be decoded. */
	readonly url?: string;
	readonly width: number;
	readonly height: number;
}

interface ImageCache {
	get(image: string): Promise<LoadedImage>;
	/** Loads the images that are shown next. They are kept until the next call. */
	load(images: readonly string[]): Promise<LoadedImage[]>;
	/** Releases all images but these and those of the last `load`. */
	releaseExcept(images: readonly string[]): void;
	close(): void;
}

export function createImageCache(library: Pick<Library, "getImage">): ImageCache {
	const cached = new Map<string, Promise<LoadedImage>>();
	let shownNext: readonly string[] = [];
	async function decode(image: string): Promise<LoadedImage> {
		const record = await library.getImage(image).catch(() => undefined);
		if (!record) return { width: 0, height: 0 };
		const url = URL.createObjectURL(record.blob);
		const element = new Image();
		element.src = url;
		try {
			await element.decode();
			return { url, width: element.naturalWidth, height: element.naturalHeight };
		} catch {
			URL.revokeObjectURL(url);
			return { width: 0, height: 0 };
		}
	}
	function get(image: string): Promise<LoadedImage> {
		const loading = cached.get(image) ?? decode(image);
		cached.set(image, loading);
		return loading;
	}
	function releaseExcept(images: readonly string[]): void {
		for (const [image, loading] of cached) {
			if (images.includes(image) || shownNext.includes(image)) continue;
			cached.delete(image);
			void loading.then(({ url }) => url && URL.revokeObjectURL(url));
		}
	}
	return {
		get,
		load(images) {
			shownNext = images;
			return Promise.all(images.map(get));
		},
		releaseExcept,
		close() {
			shownNext = [];
			releaseExcept([]);
		},
	};
}
