// What goes along now, as the bar shows it; mentions in the text follow.
import { useEffect, useMemo } from "react";
import { followOrder, usePrompt } from "./promptState";
import { type GoingAlong, keysOf, listGoingAlong, type ReferenceEditor } from "./requestImages";

/** `revision` and `documentId` stand for the document that is asked. */
export function useGoingAlong(
	editor: ReferenceEditor,
	documentId: string | undefined,
	revision: number,
): readonly GoingAlong[] {
	const own = usePrompt(({ references }) => references);
	// biome-ignore lint/correctness/useExhaustiveDependencies: looked at again when the document has changed.
	const pictures = useMemo(() => listGoingAlong(editor.save(), own), [editor, own, documentId, revision]);
	const order = keysOf(pictures).join("\n");
	useEffect(() => followOrder(order === "" ? [] : order.split("\n")), [order]);
	return pictures;
}
