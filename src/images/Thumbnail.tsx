// The thumbnail of a stored image. Its object URL is revoked when the component unmounts.
import { useEffect, useState } from "react";
import type { Library } from "../library/library";

interface ThumbnailProps {
	readonly library: Pick<Library, "getThumbnail">;
	readonly sha256: string;
	readonly alt: string;
}

export function Thumbnail({ library, sha256, alt }: ThumbnailProps) {
	const [url, setUrl] = useState<string | null>(null);
	useEffect(() => {
		let objectUrl: string | undefined;
		let isUnmounted = false;
		library
			.getThumbnail(sha256)
			.then((blob) => {
				if (!blob || isUnmounted) return;
				objectUrl = URL.createObjectURL(blob);
				setUrl(objectUrl);
			})
			.catch(() => {});
		return () => {
			isUnmounted = true;
			if (objectUrl) URL.revokeObjectURL(objectUrl);
		};
	}, [library, sha256]);
	return url ? (
		<img className="hfis-thumbnail" src={url} alt={alt} decoding="async" draggable={false} />
	) : (
		<span className="hfis-thumbnail" />
	);
}
