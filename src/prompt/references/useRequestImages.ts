// The images of the request, as the prompt bar shows them. The mentions in the prompt are renumbered when they change.
import { useEffect, useMemo } from "react";
import { setMentionOrder, usePrompt } from "../promptState";
import { imageKeysOf, listRequestImages, type ReferenceEditor, type RequestImage } from "./requestImages";

/** `documentId` and `revision` change whenever the editor's document does. undefined: the picture on the canvas is not sent. */
export function useRequestImages(
	editor: ReferenceEditor,
	documentId: string | undefined,
	revision: number,
): readonly RequestImage[] {
	const references = usePrompt((state) => state.references);
	// biome-ignore lint/correctness/useExhaustiveDependencies: read again when the document has changed.
	const images = useMemo(
		() => listRequestImages(documentId === undefined ? null : editor.save(), references),
		[editor, references, documentId, revision],
	);
	const order = imageKeysOf(images).join("\n");
	useEffect(() => setMentionOrder(order === "" ? [] : order.split("\n")), [order]);
	return images;
}
