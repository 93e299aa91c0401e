// The state of importing files: dragged over the editor, waiting for a purpose, or open in the mask import dialog.
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { activeMask } from "../../document";
import { attachFileDrop, importFile } from "../../input/dropAndPaste";
import type { EditorSession } from "../../session/editorSession";
import type { PickPurpose } from "../../tools";
import { type DropPurpose, EditorError, type FileSource, type PagePoint } from "../../types";
import { focusCanvas } from "../focusCanvas";

export interface Imports {
	readonly drag: { readonly over: DropPurpose | null } | null;
	/** Files whose purpose the user has not chosen yet. */
	readonly undecided: readonly File[] | null;
	readonly maskFile: File | null;
	importFiles(files: readonly File[], purpose: DropPurpose | null, at?: PagePoint): void;
	/** Closes the dialogs without importing. */
	cancel(): void;
	/** The hidden file input. */
	readonly picker: RefObject<HTMLInputElement | null>;
	onPicked(input: HTMLInputElement): void;
}

export function useImports(session: EditorSession, root: RefObject<HTMLElement | null>, source?: FileSource): Imports {
	const picker = useRef<HTMLInputElement>(null);
	const purpose = useRef<PickPurpose>("picture");
	const [drag, setDrag] = useState<Imports["drag"]>(null);
	/** Apart from the page's own events: some web views report a drag both ways, and the page's end arrives early. */
	const [hostDrag, setHostDrag] = useState<Imports["drag"]>(null);
	const [undecided, setUndecided] = useState<readonly File[] | null>(null);
	const [maskFile, setMaskFile] = useState<File | null>(null);

	const cancel = useCallback(() => {
		setUndecided(null);
		setMaskFile(null);
	}, []);

	const importFiles = useCallback<Imports["importFiles"]>(
		(files, given, at) => {
			cancel();
			const [file, ...others] = files;
			const what = session.document === null && (given === null || given === "place") ? "picture" : given;
			if (file === undefined) return;
			if (what === null) setUndecided(files);
			else if (what === "mask" && session.document && activeMask(session.document).isLocked) {
				session.notify(new EditorError("mask-locked"));
			} else if (what === "mask") setMaskFile(file);
			else if (what === "picture") void importPicture(session, file, others);
			else if (what === "place") void placeAll(session, files, root.current, at);
			else void importAll(session, files);
		},
		[session, cancel, root],
	);

	useEffect(() => {
		if (root.current === null) return;
		const keepEqual = (next: Imports["drag"]) => (known: Imports["drag"]) =>
			known !== null && known.over === next?.over ? known : next;
		const detach = [
			attachFileDrop(root.current, { onDrag: (next) => setDrag(keepEqual(next)), onFiles: importFiles }),
			session.onFileRequest(async (what) => {
				const files = source && (await source.pick(what));
				if (files) importFiles(files, what);
				if (files !== undefined || picker.current === null) return;
				purpose.current = what;
				picker.current.multiple = what === "reference";
				picker.current.click();
			}),
			...(source === undefined
				? []
				: [
						source.watchDrops({
							onDrag(next) {
								setHostDrag(keepEqual(next));
								// The page received the beginning of the drag but never receives the drop.
								if (next === null) setDrag(null);
							},
							onFiles: importFiles,
						}),
					]),
		];
		return () => {
			for (const stop of detach) stop();
		};
	}, [session, root, importFiles, source]);

	const onPicked = useCallback(
		(input: HTMLInputElement) => {
			const files = [...(input.files ?? [])];
			// So that choosing the same file again is a change.
			input.value = "";
			const what = purpose.current;
			purpose.current = "picture";
			importFiles(files, what);
		},
		[importFiles],
	);

	return { drag: hostDrag ?? drag, undecided, maskFile, importFiles, cancel, picker, onPicked };
}

/** Opens the first file as the picture and adds the others as references. */
async function importPicture(session: EditorSession, file: File, others: readonly File[]): Promise<void> {
	if (await importFile(session, file, "picture")) await importAll(session, others);
}

async function importAll(session: EditorSession, files: readonly File[]): Promise<void> {
	for (const file of files) await importFile(session, file, "reference");
}

/** In CSS pixels: from one of several placed pictures to the next. */
const STEP = 24;

/** Places pictures around a point of the page, or in the middle of the view, and selects the last one. */
async function placeAll(
	session: EditorSession,
	files: readonly File[],
	root: HTMLElement | null,
	at: PagePoint | undefined,
): Promise<void> {
	const view = root?.querySelector(".hfis-viewport")?.getBoundingClientRect();
	const { width, height } = session.viewSize;
	const start = at && view ? { x: at.x - view.left, y: at.y - view.top } : { x: width / 2, y: height / 2 };
	for (const [i, file] of files.entries())
		await importFile(session, file, "place", { x: start.x + i * STEP, y: start.y + i * STEP });
	// So that Delete and the arrow keys act on it.
	if (root !== null) focusCanvas(root);
}
