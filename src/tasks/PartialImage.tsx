// The latest partial image of a running task, which the provider streams. It is not stored.
import { useEffect, useState } from "react";

export function PartialImage({ blob, alt }: { blob: Blob; alt: string }) {
	const [url, setUrl] = useState<string | null>(null);
	useEffect(() => {
		const objectUrl = URL.createObjectURL(blob);
		setUrl(objectUrl);
		// The image element shows the former image until the next one is decoded.
		return () => URL.revokeObjectURL(objectUrl);
	}, [blob]);
	return url ? <img className="hfis-card-preview" src={url} alt={alt} draggable={false} /> : null;
}
