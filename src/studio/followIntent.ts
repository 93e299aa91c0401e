// Sets the kind of the next request to "edit" when the user opens a picture, paints a mask or drags the frame: the last act
// counts. A result that arrives changes nothing, and restoring the last document at the start keeps the stored kind.
import type { Editor } from "../../editor/index";
import { setIntent } from "../prompt/promptState";

export function followIntent(editor: Pick<Editor, "getState" | "subscribe">, isRestored: () => boolean): () => void {
	const read = () => {
		const { picture, editAreaRevision } = editor.getState();
		return { id: picture?.id, editAreaRevision };
	};
	let known = read();
	return editor.subscribe(() => {
		const now = read();
		const isOpened = now.id !== undefined && now.id !== known.id && isRestored();
		if (isOpened || now.editAreaRevision !== known.editAreaRevision) setIntent("edit");
		known = now;
	});
}
