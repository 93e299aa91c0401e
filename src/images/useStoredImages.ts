// Object URLs of stored images by SHA-256, revoked when the component unmounts or the list changes.
import { useEffect, useState } from "react";
import type { Library } from "../library/library";
import type { ImageRecord } from "../library/records";

export interface StoredImageUrl extends Pick<ImageRecord, "width" | "height"> {
	readonly url: string;
}

export function useStoredImages(
	library: Pick<Library, "getImage">,
	images: readonly string[],
): ReadonlyMap<string, StoredImageUrl> {
	const [loaded, setLoaded] = useState<ReadonlyMap<string, StoredImageUrl>>(new Map());
	const key = [...new Set(images)].join(" ");
	useEffect(() => {
		const urls: string[] = [];
		let isCancelled = false;
		const load = async (image: string): Promise<[string, StoredImageUrl][]> => {
			const record = await library.getImage(image).catch(() => undefined);
			if (!record || isCancelled) return [];
			const url = URL.createObjectURL(record.blob);
			urls.push(url);
			return [[image, { url, width: record.width, height: record.height }]];
		};
		void Promise.all(key.split(" ").map(load)).then((found) => {
			if (!isCancelled) setLoaded(new Map(found.flat()));
		});
		return () => {
			isCancelled = true;
			for (const url of urls) URL.revokeObjectURL(url);
		};
	}, [library, key]);
	return loaded;
}
