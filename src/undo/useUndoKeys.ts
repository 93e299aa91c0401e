// Undo and redo by key outside the canvas and text fields: among the tasks, in the list of documents, in the bars and dialogs.
// If the focus belongs to neither the canvas nor the library, the key undoes what was done last in either.
import { type RefObject, useEffect } from "react";
import type { Editor } from "../../editor/index";
import { getLocale } from "../i18n/locale";
import { isKey } from "../keys/keymap";
import { describeError } from "../notices/describeError";
import { notify } from "../notices/notices";
import { canStep, latestActionTime, redoAction, undoAction } from "./undoStack";

interface UndoKeysPorts {
	readonly editor: Pick<Editor, "getState" | "subscribe" | "run">;
}

/** In these a key means the library alone. */
const LIBRARY = ".hfis-tasks, .hfis-documents, .hfis-notices, dialog";
const TEXT_FIELD =
	"input:not([type=range], [type=button], [type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=textbox]";

export function useUndoKeys(root: RefObject<HTMLElement | null>, { editor }: UndoKeysPorts): void {
	useEffect(() => {
		let { revision } = editor.getState();
		let canvasChangedAt = 0;
		const stopWatching = editor.subscribe(() => {
			const now = editor.getState().revision;
			if (now === revision) return;
			revision = now;
			canvasChangedAt = Date.now();
		});
		const onKeyDown = (event: KeyboardEvent): void => {
			const { target, defaultPrevented, isComposing } = event;
			const way = isKey(event, "tasks.undo") ? "undo" : isKey(event, "tasks.redo") ? "redo" : undefined;
			if (way === undefined || defaultPrevented || isComposing || !(target instanceof Element)) return;
			const isNowhere = target === document.body;
			if (!isNowhere && (!root.current?.contains(target) || target.closest(`.hfis-editor, ${TEXT_FIELD}`))) return;
			const isLibraryLast = latestActionTime() >= canvasChangedAt;
			const isLibrary = target.closest(LIBRARY) !== null || (canStep(way) && isLibraryLast);
			// The editor itself takes keys while the focus is nowhere.
			if (isNowhere && !isLibrary) return;
			event.preventDefault();
			if (isLibrary) (way === "undo" ? undoAction() : redoAction()).catch(reportFailure);
			else editor.run(way === "undo" ? "edit.undo" : "edit.redo");
		};
		// Before the editor, which takes keys while the focus is nowhere.
		document.addEventListener("keydown", onKeyDown, { capture: true });
		return () => {
			document.removeEventListener("keydown", onKeyDown, { capture: true });
			stopWatching();
		};
	}, [root, editor]);
}

const reportFailure = (error: unknown): void => notify({ tone: "error", text: describeError(error, getLocale()) });
