// Stored pictures to be looked at, by SHA-256. Their object URLs live as long as whoever shows them.
import { useEffect, useState } from "react";
import type { Library } from "../library/library";
import type { ImageRecord } from "../library/records";

export interface ShownImage extends Pick<ImageRecord, "width" | "height"> {
	readonly url: string;
}

export function useStoredImages(
	library: Pick<Library, "getImage">,
	images: readonly string[],
): ReadonlyMap<string, ShownImage> {
	const [shown, setShown] = useState<ReadonlyMap<string, ShownImage>>(new Map());
	const key = [...new Set(images)].join(" ");
	useEffect(() => {
		const urls: string[] = [];
		let isGone = false;
		const load = async (image: string): Promise<[string, ShownImage][]> => {
			const record = await library.getImage(image).catch(() => undefined);
			if (!record || isGone) return [];
			const url = URL.createObjectURL(record.blob);
			urls.push(url);
			return [[image, { url, width: record.width, height: record.height }]];
		};
		void Promise.all(key.split(" ").map(load)).then((found) => {
			if (!isGone) setShown(new Map(found.flat()));
		});
		return () => {
			isGone = true;
			for (const url of urls) URL.revokeObjectURL(url);
		};
	}, [library, key]);
	return shown;
}
