// Pictures that come in: one is opened as a document, a stored document is opened again, others are laid beside or over
// the picture. What fails leaves everything as it was.
import type { ImportedPicture } from "../codec/index";
import { createDocument, createHistory, directlyShownImages, type History, restoreHistory } from "../document/index";
import { makeId } from "../makeId";
import { rectOf, type Size } from "../raster/index";
import type { EditorContext } from "../state/editorContext";
import { EditorError, type ResultReport, type SavedDocument } from "../types";
import { placeBeside } from "./referencePlacement";

export class ImageImporter {
	#opening: AbortController | null = null;

	constructor(
		readonly context: EditorContext,
		/** There is another document from now on. */
		readonly onOpened: (history: History, imported: ImportedPicture, isNew: boolean) => void,
	) {}

	get isBusy(): boolean {
		return this.#opening !== null;
	}

	async open(bytes: Blob, name: string): Promise<void> {
		const { pictures } = this.context;
		await this.#open(async (signal) => {
			const imported = await pictures.decode(bytes, signal);
			const image = await pictures.store.put(bytes);
			signal.throwIfAborted();
			const { width, height } = imported;
			this.onOpened(createHistory(createDocument(makeId(), { image, name, width, height })), imported, true);
		});
	}

	async load(saved: SavedDocument): Promise<void> {
		const { pictures } = this.context;
		await this.#open(async (signal) => {
			const bytes = await pictures.store.get(saved.base);
			if (bytes === undefined) throw new EditorError("no-picture");
			const imported = await pictures.decode(bytes, signal);
			const { left, top, right, bottom } = saved.imported ?? rectOf(saved);
			if (imported.width !== right - left || imported.height !== bottom - top) {
				const { width: pictureWidth, height: pictureHeight } = imported;
				const { width, height } = saved;
				throw new EditorError("mask-size-mismatch", { width, height, pictureWidth, pictureHeight });
			}
			const history = restoreHistory(saved);
			const others = await pictures.fetchAll(directlyShownImages(history.document), signal);
			signal.throwIfAborted();
			this.onOpened(history, imported, false);
			for (const [image, picture] of others) pictures.show(image, picture);
			this.context.redraw("pictures");
		});
	}

	/** What is being opened is not wanted any more. Whether anything was. */
	cancel(): boolean {
		const opening = this.#opening;
		this.#opening = null;
		opening?.abort();
		return opening !== null;
	}

	/** The last of several wins; one that fails, or is not wanted any more, leaves everything as it was. */
	async #open(open: (signal: AbortSignal) => Promise<void>): Promise<void> {
		this.cancel();
		const mine = new AbortController();
		this.#opening = mine;
		this.context.notifyChange();
		try {
			await open(mine.signal);
		} catch (error) {
			if (!mine.signal.aborted) throw error;
		} finally {
			if (this.#opening === mine) {
				this.#opening = null;
				this.context.notifyChange();
			}
		}
	}

	async addReference(bytes: Blob, name: string): Promise<void> {
		await this.addPicture(bytes, (image, size) => {
			const { picture = size, references = [] } = this.context.document ?? {};
			const others = references.map((reference) => reference.place);
			const place = placeBeside(size, picture, others);
			this.context.commit([
				{ type: "reference.add", reference: { id: makeId(), image, name, place, opacity: 1, isVisible: true } },
			]);
		});
	}

	/** Decoded, stored and shown; then added to the document, if that is still the same. */
	async addPicture(bytes: Blob, add: (image: string, size: Size) => void): Promise<ResultReport> {
		const { pictures } = this.context;
		const asked = this.context.document?.id;
		if (asked === undefined) throw new EditorError("no-picture");
		const picture = await pictures.decode(bytes);
		const image = await pictures.store.put(bytes);
		const report = { width: picture.width, height: picture.height, shift: null, drift: null };
		if (this.context.document?.id !== asked) return report;
		pictures.show(image, picture);
		this.context.notify(null);
		add(image, picture);
		this.context.redraw("pictures");
		return report;
	}
}
