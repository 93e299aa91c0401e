// The input images of a request, in the order in which they are sent: the picture on the canvas, the canvas's reference
// layers, then the references of the prompt bar. Each has a key that is independent of the order.
import { create } from "zustand";
import type { Editor, FileSource, PictureNote, SavedDocument } from "../../../editor";
import { EditorError, makeId, sentReferences } from "../../../editor/basics";
import type { Library } from "../../library/library";
import { LibraryError } from "../../library/libraryError";
import { effectiveIntent, MAX_INPUT_IMAGES, type PromptReference, setReferences, usePrompt } from "../promptState";
import { occurrenceKeys } from "../text/mentions";

export interface RequestImage {
	/** Mentions are bound to it: the document's id for the picture on the canvas, the SHA-256 for a reference, numbered if repeated. */
	readonly key: string;
	/** The image's SHA-256 in the library. */
	readonly image: string;
	readonly name: string;
	/** The picture on the canvas, to which the mask belongs. It is always the first image. */
	readonly isTarget: boolean;
	/** The place where it is stored. An image is reordered within its own place. */
	readonly location: "canvas" | "bar";
	/** The id of the reference layer or of the bar's reference. */
	readonly id: string;
}

export type ReferenceEditor = Pick<Editor, "getState" | "save" | "addReference" | "moveReference" | "removeReference">;

export function listRequestImages(
	document: SavedDocument | null,
	references: readonly PromptReference[],
): RequestImage[] {
	const target: RequestImage[] = document
		? [
				{
					key: document.id,
					image: document.base,
					name: document.name,
					isTarget: true,
					location: "canvas",
					id: document.id,
				},
			]
		: [];
	const layers = sentReferences(document?.references ?? []).map(
		({ id, image, name }): RequestImage => ({ key: image, image, name, isTarget: false, location: "canvas", id }),
	);
	const own = references.map(
		({ id, image, name }): RequestImage => ({ key: image, image, name, isTarget: false, location: "bar", id }),
	);
	const all = [...target, ...layers, ...own];
	const keys = occurrenceKeys(all.map(({ key }) => key));
	return all.map((image, index) => ({ ...image, key: keys[index] ?? image.key }));
}

export const imageKeysOf = (images: readonly RequestImage[]): string[] => images.map(({ key }) => key);

export const canMoveTo = (moved: RequestImage | undefined, place: RequestImage | undefined): boolean =>
	moved !== undefined &&
	place !== undefined &&
	moved !== place &&
	!moved.isTarget &&
	!place.isTarget &&
	moved.location === place.location;

/** Returns false if the image cannot be moved to that place. */
export function moveReference(
	editor: ReferenceEditor,
	images: readonly RequestImage[],
	from: number,
	to: number,
): boolean {
	const [moved, place] = [images[from], images[to]];
	if (!moved || !place || !canMoveTo(moved, place)) return false;
	if (moved.location === "bar") {
		const references = [...usePrompt.getState().references];
		const fromIndex = references.findIndex(({ id }) => id === moved.id);
		const toIndex = references.findIndex(({ id }) => id === place.id);
		references.splice(toIndex, 0, ...references.splice(fromIndex, 1));
		setReferences(references);
		return true;
	}
	// The editor counts hidden layers, too.
	const index = editor.save()?.references?.findIndex(({ id }) => id === place.id) ?? -1;
	if (index >= 0) editor.moveReference(moved.id, index);
	return index >= 0;
}

export function removeReference(editor: ReferenceEditor, { location, id, isTarget }: RequestImage): void {
	if (isTarget) return;
	if (location === "canvas") editor.removeReference(id);
	else setReferences(usePrompt.getState().references.filter((reference) => reference.id !== id));
}

export interface ReferenceStores {
	readonly editor: ReferenceEditor;
	readonly library: Pick<Library, "putImage" | "getImage">;
}

/** A file, or an image of the library. */
export type ReferenceSource = File | { readonly image: string; readonly name: string };

/** True if new references become layers of the canvas: the next request edits its picture. */
export const areReferencesOnCanvas = (editor: Pick<Editor, "getState">): boolean =>
	effectiveIntent(editor.getState().picture !== null) === "edit";

/**
 * Adds references to the canvas, which shows notes of its own, or to the prompt bar while it generates. Every source
 * that fails is reported, and the others are added. Resolves with the number of sources above the limit, which were not added.
 */
export async function addReferences(
	{ editor, library }: ReferenceStores,
	sources: readonly ReferenceSource[],
	onProblem: (error: unknown, name: string) => void,
	onNote: (note: PictureNote) => void,
): Promise<number> {
	let excessCount = 0;
	for (const source of sources) {
		const isOnCanvas = areReferencesOnCanvas(editor);
		const images = listRequestImages(isOnCanvas ? editor.save() : null, usePrompt.getState().references);
		if (images.length >= MAX_INPUT_IMAGES) {
			excessCount++;
			continue;
		}
		try {
			const file = source instanceof File ? source : await readFromLibrary(library, source.image);
			if (isOnCanvas) {
				await editor.addReference(file, source.name);
				continue;
			}
			const notes = await checkImage(file);
			const image = await library.putImage(file);
			const { references } = usePrompt.getState();
			// A second copy of the same image would add nothing.
			if (references.some((reference) => reference.image === image)) continue;
			setReferences([...references, { id: makeId(), image, name: source.name }]);
			notes.forEach(onNote);
		} catch (error) {
			onProblem(error, source.name);
		}
	}
	return excessCount;
}

/** Files of the host are dragged over the prompt bar, which takes them as references. */
export const useHostDragOverPrompt = create<{ readonly isOver: boolean }>(() => ({ isOver: false }));

/**
 * Wraps the host's file source: files that are dropped on the prompt bar while it generates become its references. All
 * other drops reach the editor.
 */
export function withPromptDrops(
	files: FileSource,
	areOnCanvas: () => boolean,
	addDropped: (files: readonly File[]) => void,
): FileSource {
	return {
		...files,
		watchDrops: (listener) =>
			files.watchDrops({
				onDrag(drag) {
					const isOver = drag?.over === "reference" && !areOnCanvas();
					useHostDragOverPrompt.setState({ isOver });
					listener.onDrag(isOver ? null : drag);
				},
				onFiles(dropped, purpose, at) {
					if (purpose === "reference" && !areOnCanvas()) addDropped(dropped);
					else listener.onFiles(dropped, purpose, at);
				},
			}),
	};
}

async function readFromLibrary(library: ReferenceStores["library"], image: string): Promise<Blob> {
	const record = await library.getImage(image);
	if (!record) throw new LibraryError("library_unreadable");
	return record.blob;
}

/** Rejects unusable files when they are added, not when the request is sent. */
async function checkImage(file: Blob): Promise<readonly PictureNote[]> {
	if (file.size === 0) throw new EditorError("empty-file");
	const megabytes = Math.ceil(file.size / 1_000_000);
	if (megabytes > MAX_MEGABYTES) throw new EditorError("file-too-large", { megabytes, limit: MAX_MEGABYTES });
	// Evaluates the decoders, which the prompt bar does not need before its first paint.
	const { checkPicture } = await import("../../../editor/parts");
	return checkPicture(new Uint8Array(await file.arrayBuffer()));
}

/** Providers' limit for one input image. */
const MAX_MEGABYTES = 50;
