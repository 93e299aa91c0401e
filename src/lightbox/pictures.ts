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
	/** To be shown next: they stay until others are. */
	load(images: readonly string[]): Promise<Picture[]>;
	/** Lets go of all others. */
	keepOnly(images: readonly string[]): void;
	close(): void;
}

export function createPictures(library: Pick<Library, "getImage">): Pictures {
	const kept = new Map<string, Promise<Picture>>();
	let due: readonly string[] = [];
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
	function get(image: string): Promise<Picture> {
		const loading = kept.get(image) ?? load(image);
		kept.set(image, loading);
		return loading;
	}
	function keepOnly(images: readonly string[]): void {
		for (const [image, loading] of kept) {
			if (images.includes(image) || due.includes(image)) continue;
			kept.delete(image);
			void loading.then(({ url }) => url && URL.revokeObjectURL(url));
		}
	}
	return {
		get,
		load(images) {
			due = images;
			return Promise.all(images.map(get));
		},
		keepOnly,
		close() {
			due = [];
			keepOnly([]);
		},
	};
}
