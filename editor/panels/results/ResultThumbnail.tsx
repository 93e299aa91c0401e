// The thumbnail of a result: the changed area of an edit, or the whole picture.
import type { ResultLayer } from "../../document";
import type { EditorSession } from "../../session/editorSession";
import { Thumbnail } from "../Thumbnail";

interface ResultThumbnailProps {
	readonly session: EditorSession;
	readonly layer: ResultLayer;
	/** CSS pixels of the longer side. */
	readonly side: number;
}

export function ResultThumbnail({ session, layer, side }: ResultThumbnailProps) {
	const { image, edit } = layer;
	const patch = edit && session.getPatch(layer);
	const size = patch ? patch.pixels : session.document?.picture;
	return <Thumbnail {...{ session, image, side }} picture={patch?.pixels} {...(size !== undefined && { size })} />;
}
