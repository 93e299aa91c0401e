// The thumbnail of a stored image.
import { useEffect, useState } from "react";
import { type ThumbnailSource, thumbnailUrls } from "./thumbnailUrls";

interface ThumbnailProps {
	readonly library: ThumbnailSource;
	/** Without one, the place of the picture stays empty. */
	readonly sha256: string | undefined;
	readonly alt: string;
}

export function Thumbnail({ library, sha256, alt }: ThumbnailProps) {
	const urls = thumbnailUrls(library);
	const [loaded, setLoaded] = useState<{ readonly sha256: string; readonly url: string } | null>(null);
	useEffect(() => {
		if (sha256 === undefined) return undefined;
		let isCurrent = true;
		const known = urls.peek(sha256);
		const held = urls.hold(sha256);
		void held.url.then((url) => {
			if (isCurrent && url !== undefined && url !== known) setLoaded({ sha256, url });
		});
		return () => {
			isCurrent = false;
			held.release();
		};
	}, [urls, sha256]);
	// A URL that was known at the first render is known at the next one, too: the effect holds it.
	const url =
		sha256 === undefined ? undefined : (urls.peek(sha256) ?? (loaded?.sha256 === sha256 ? loaded.url : undefined));
	return url ? (
		<img key={sha256} className="hfis-thumbnail" src={url} alt={alt} decoding="async" draggable={false} />
	) : (
		<span className="hfis-thumbnail" />
	);
}
