// The pictures that go along with the prompt, in the order in which they go out: the one on the canvas, the references
// that lie beside it, those that only the bar has. Each by a name that stays the same when the order does not.
import { type Editor, EditorError, type FileSource, makeId, type SavedDocument } from "../../editor";
import { readImageHeader } from "../../editor/index";
import type { Library } from "../library/library";
import { LibraryError } from "../library/libraryError";
import { type BarReference, MOST_IMAGES, setReferences, usePrompt } from "./promptState";

export interface GoingAlong {
	/** For mentions. The picture on the canvas by its document, the others by their SHA-256. */
	readonly key: string;
	/** In the library. */
	readonly image: string;
	readonly name: string;
	/** The picture on the canvas, which the mask is for; it stays first. */
	readonly isTarget: boolean;
	/** Where it can be moved and removed. */
	readonly home: "canvas" | "bar";
	/** Of the reference layer, or of the bar's own. */
	readonly id: string;
}

export type ReferenceEditor = Pick<Editor, "getState" | "save" | "addReference" | "moveReference" | "removeReference">;

export function listGoingAlong(saved: SavedDocument | null, own: readonly BarReference[]): GoingAlong[] {
	const target: GoingAlong[] = saved
		? [{ key: saved.id, image: saved.base, name: saved.name, isTarget: true, home: "canvas", id: saved.id }]
		: [];
	const layers = (saved?.references ?? [])
		.filter(({ isVisible }) => isVisible)
		.map(({ id, image, name }): GoingAlong => ({ key: image, image, name, isTarget: false, home: "canvas", id }));
	const others = own.map(
		({ id, image, name }): GoingAlong => ({ key: image, image, name, isTarget: false, home: "bar", id }),
	);
	return [...target, ...layers, ...others];
}

export const keysOf = (pictures: readonly GoingAlong[]): string[] => pictures.map(({ key }) => key);

/** Whether there is another place for it among those of its home. */
export function moveBy(editor: ReferenceEditor, pictures: readonly GoingAlong[], from: number, to: number): boolean {
	const [moved, there] = [pictures[from], pictures[to]];
	if (!moved || !there || moved === there || moved.isTarget || there.isTarget || moved.home !== there.home)
		return false;
	if (moved.home === "bar") {
		const own = [...usePrompt.getState().references];
		const index = own.findIndex(({ id }) => id === moved.id);
		const place = own.findIndex(({ id }) => id === there.id);
		own.splice(place, 0, ...own.splice(index, 1));
		setReferences(own);
		return true;
	}
	// Hidden layers have a place as well.
	const place = editor.save()?.references?.findIndex(({ id }) => id === there.id) ?? -1;
	if (place >= 0) editor.moveReference(moved.id, place);
	return place >= 0;
}

export function remove(editor: ReferenceEditor, { home, id, isTarget }: GoingAlong): void {
	if (isTarget) return;
	if (home === "canvas") editor.removeReference(id);
	else setReferences(usePrompt.getState().references.filter((one) => one.id !== id));
}

export interface AddPorts {
	readonly editor: ReferenceEditor;
	readonly library: Pick<Library, "putImage" | "getImage">;
}

/** A file, or a picture that is in the library already. */
export type Addable = File | { readonly image: string; readonly name: string };

/**
 * Onto the canvas where there is one, otherwise into the bar. What cannot be taken is told of one by one and the others
 * are taken. Resolves with how many were left out for there being too many.
 */
export async function addReferences(
	{ editor, library }: AddPorts,
	given: readonly Addable[],
	onProblem: (error: unknown, name: string) => void,
): Promise<number> {
	let left = 0;
	for (const one of given) {
		const { picture } = editor.getState();
		const present = listGoingAlong(editor.save(), usePrompt.getState().references);
		if (present.length >= MOST_IMAGES) {
			left++;
			continue;
		}
		try {
			const file = one instanceof File ? one : await stored(library, one.image);
			if (picture) {
				await editor.addReference(file, one.name);
				continue;
			}
			await check(file);
			const image = await library.putImage(file);
			const { references } = usePrompt.getState();
			// The same picture twice says nothing more.
			if (references.some((reference) => reference.image === image)) continue;
			setReferences([...references, { id: makeId(), image, name: one.name }]);
		} catch (error) {
			onProblem(error, one.name);
		}
	}
	return left;
}

/** Files that the host drops on the bar while nothing is on the canvas go along; the editor hears of all others. */
export function withBarDrops(
	source: FileSource,
	hasPicture: () => boolean,
	add: (files: readonly File[]) => void,
): FileSource {
	return {
		...source,
		onDrop: (listener) =>
			source.onDrop((files, purpose) => {
				if (purpose === "reference" && !hasPicture()) add(files);
				else listener(files, purpose);
			}),
	};
}

async function stored(library: AddPorts["library"], image: string): Promise<Blob> {
	const record = await library.getImage(image);
	if (!record) throw new LibraryError("library_unreadable");
	return record.blob;
}

/** Before it is kept, and long before it is sent. */
async function check(file: Blob): Promise<void> {
	if (file.size === 0) throw new EditorError("empty-file");
	const megabytes = Math.ceil(file.size / 1_000_000);
	if (megabytes > MOST_MEGABYTES) throw new EditorError("file-too-large", { megabytes, limit: MOST_MEGABYTES });
	const header = readImageHeader(new Uint8Array(await file.arrayBuffer()));
	if (!header || header.contentType === "image/gif") throw new EditorError("not-an-image");
	const bitmap = await createImageBitmap(file).catch(() => {
		throw new EditorError("damaged-image");
	});
	bitmap.close();
}

/** What providers take of one picture. */
const MOST_MEGABYTES = 50;
