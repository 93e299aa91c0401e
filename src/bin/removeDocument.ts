// Moves a document to the bin, as an action that can be undone, and says so in a notice.
import type { Documents } from "../documents/documents";
import { translate } from "../i18n/locale";
import { LibraryError } from "../library/libraryError";
import { dismissAbout, notify } from "../notices/notices";
import { recordAction, type UndoableAction, undoAction } from "../undo/undoStack";

interface RemoveDocumentPorts {
	readonly documents: Pick<Documents, "remove" | "purge">;
	readonly onProblem: (error: unknown) => void;
}

export async function removeDocument(id: string, name: string, { documents, onProblem }: RemoveDocumentPorts) {
	const attempt = (work: Promise<unknown>): void => void work.catch(onProblem);
	const removed = await documents.remove(id).catch((error: unknown) => {
		if (!(error instanceof LibraryError) || error.code !== "quota") throw error;
		// On a full disk the bin cannot take it.
		const action = { label: translate("bin.deleteForGood"), run: () => attempt(documents.purge(id)) };
		notify({ tone: "error", text: translate("bin.noSpace"), about: id, action });
		return undefined;
	});
	if (!removed) return;
	let { undo } = removed;
	const action: UndoableAction = {
		name: translate("undo.deleteDocument", { name }),
		async undo() {
			const isRestored = await undo();
			dismissAbout(id);
			return isRestored;
		},
		async redo() {
			({ undo } = await documents.remove(id));
			return true;
		},
	};
	recordAction(action);
	notify({
		tone: "info",
		text: translate("documents.deleted", { name }),
		about: id,
		action: { label: translate("app.undo"), run: () => attempt(undoAction(action, true)) },
	});
}
