// Files on their way in: dragged over, asked about, being read as a mask. One thing at a time.
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { activeMask } from "../../document/index";
import { attachFileDrop, importFile } from "../../input/dropAndPaste";
import type { EditorSession } from "../../session/editorSession";
import type { PickPurpose } from "../../tools/index";
import { EditorError, type FileSource } from "../../types";

export interface Imports {
	readonly drag: { readonly over: PickPurpose | null } | null;
	/** Nobody has said yet what these are for. */
	readonly asked: readonly File[] | null;
	readonly mask: File | null;
	take(files: readonly File[], purpose: PickPurpose | null): void;
	/** Neither asked about nor read any more. */
	drop(): void;
	/** Of the hidden file input. */
	readonly picker: RefObject<HTMLInputElement | null>;
	onPicked(input: HTMLInputElement): void;
}

export function useImports(session: EditorSession, root: RefObject<HTMLElement | null>, source?: FileSource): Imports {
	const picker = useRef<HTMLInputElement>(null);
	const purpose = useRef<PickPurpose>("picture");
	const [drag, setDrag] = useState<Imports["drag"]>(null);
	const [asked, setAsked] = useState<readonly File[] | null>(null);
	const [mask, setMask] = useState<File | null>(null);

	const drop = useCallback(() => {
		setAsked(null);
		setMask(null);
	}, []);

	const take = useCallback<Imports["take"]>(
		(files, given) => {
			drop();
			const [file, ...others] = files;
			const what = given ?? (session.document === null ? "picture" : null);
			if (file === undefined) return;
			if (what === null) setAsked(files);
			else if (what === "mask" && session.document && activeMask(session.document).isLocked) {
				session.notify(new EditorError("mask-locked"));
			} else if (what === "mask") setMask(file);
			else if (what === "picture") void importPicture(session, file, others);
			else void importAll(session, files);
		},
		[session, drop],
	);

	useEffect(() => {
		if (root.current === null) return;
		const onDrag = (next: Imports["drag"]) =>
			setDrag((known) => (known !== null && known.over === next?.over ? known : next));
		const detach = [
			attachFileDrop(root.current, { onDrag, onFiles: take }),
			session.onFileRequest(async (what) => {
				const files = source && (await source.pick(what));
				if (files) take(files, what);
				if (files !== undefined || picker.current === null) return;
				purpose.current = what;
				picker.current.multiple = what === "reference";
				picker.current.click();
			}),
			...(source === undefined
				? []
				: [
						source.onDrop((files, what) => {
							setDrag(null);
							take(files, what);
						}),
					]),
		];
		return () => {
			for (const stop of detach) stop();
		};
	}, [session, root, take, source]);

	const onPicked = useCallback(
		(input: HTMLInputElement) => {
			const files = [...(input.files ?? [])];
			// The same file can be chosen again.
			input.value = "";
			const what = purpose.current;
			purpose.current = "picture";
			take(files, what);
		},
		[take],
	);

	return { drag, asked, mask, take, drop, picker, onPicked };
}

/** Of several files the first is the picture and the others are beside it. */
async function importPicture(session: EditorSession, file: File, others: readonly File[]): Promise<void> {
	if (await importFile(session, file, "picture")) await importAll(session, others);
}

async function importAll(session: EditorSession, files: readonly File[]): Promise<void> {
	for (const file of files) await importFile(session, file, "reference");
}
