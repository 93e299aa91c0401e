// Pictures to be looked at, whole: decoded before they are shown, and let go of when nobody is near them any more.
import type { Library } from "../library/library";

export interface Picture {
	/** undefined: it is gone, or cannot be shown. */
	readonly url?: string;
	readonly width: number;
	readonly height: number;
}

interface Pictures {
	get(image: string): Promise<Picture>;
	/** Lets go of all others. */
	keepOnly(images: readonly string[]): void;
}

export function createPictures(library: Pick<Library, "getImage">): Pictures {
	const kept = new Map<string, Promise<Picture>>();
	async function load(image: string): Promise<Picture> {
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
	return {
		get(image) {
			const loading = kept.get(image) ?? load(image);
			kept.set(image, loading);
			return loading;
		},
		keepOnly(images) {
			for (const [image, loading] of kept) {
				if (images.includes(image)) continue;
				kept.delete(image);
				void loading.then(({ url }) => url && URL.revokeObjectURL(url));
			}
		},
	};
}
