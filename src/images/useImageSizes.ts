// The sizes of stored images by SHA-256. A size never changes, so each is read once.
import { useEffect, useState } from "react";
import type { Library } from "../library/library";
import type { ImageRecord } from "../library/records";

type Size = Pick<ImageRecord, "width" | "height">;

const known = new Map<string, Size>();

/** Images that are not read yet, or are missing, are left out. */
export function useImageSizes(
	library: Pick<Library, "getImage">,
	images: readonly string[],
): ReadonlyMap<string, Size> {
	const [, countRead] = useState(0);
	const unread = images.filter((image) => !known.has(image)).join(" ");
	useEffect(() => {
		if (unread === "") return;
		let isCancelled = false;
		const read = unread.split(" ").map(async (image) => {
			const record = await library.getImage(image).catch(() => undefined);
			if (record) known.set(image, { width: record.width, height: record.height });
		});
		void Promise.all(read).then(() => {
			if (!isCancelled) countRead((count) => count + 1);
		});
		return () => {
			isCancelled = true;
		};
	}, [library, unread]);
	return known;
}
