// A picture that is not finished, as it was streamed last. Nothing of it is stored.
import { useEffect, useState } from "react";

export function PartialImage({ blob, alt }: { blob: Blob; alt: string }) {
	const [url, setUrl] = useState<string | null>(null);
	useEffect(() => {
		const made = URL.createObjectURL(blob);
		setUrl(made);
		// The one before is shown until this one is decoded.
		return () => URL.revokeObjectURL(made);
	}, [blob]);
	return url ? <img className="hfis-card-preview" src={url} alt={alt} draggable={false} /> : null;
}
