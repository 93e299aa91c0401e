// A stored picture, small, by its SHA-256. The object URL lives as long as the picture is shown.
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
		let made: string | undefined;
		let isGone = false;
		library
			.getThumbnail(sha256)
			.then((blob) => {
				if (!blob || isGone) return;
				made = URL.createObjectURL(blob);
				setUrl(made);
			})
			.catch(() => {});
		return () => {
			isGone = true;
			if (made) URL.revokeObjectURL(made);
		};
	}, [library, sha256]);
	return url ? (
		<img className="hfis-thumbnail" src={url} alt={alt} draggable={false} />
	) : (
		<span className="hfis-thumbnail" />
	);
}
