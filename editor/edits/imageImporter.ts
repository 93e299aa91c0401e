// Imports pictures: opens one as a new document, loads a stored document, adds references and results. A failed import
// leaves everything unchanged.
import type { ImportedPicture } from "../codec";
import {
	boxBounds,
	createDocument,
	createHistory,
	type History,
	referenceImages,
	restoreHistory,
	wholeResultImages,
} from "../document";
import { makeId } from "../makeId";
import { orientSize, rectOf, type Size, sizeOf, UPRIGHT } from "../raster";
import type { EditorContext } from "../state/editorContext";
import { EditorError, type ResultReport, type SavedDocument } from "../types";
import { placeBeside } from "./referencePlacement";

export class ImageImporter {
	#opening: AbortController | null = null;

	constructor(
		readonly context: EditorContext,
		/** Replaces the open document. `isNew`: it was created from a picture, not loaded. */
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
			const stored = orientSize(sizeOf(saved.imported ?? rectOf(saved)), saved.orientation ?? UPRIGHT);
			if (imported.width !== stored.width || imported.height !== stored.height) {
				const { width: pictureWidth, height: pictureHeight } = imported;
				const { width, height } = saved;
				throw new EditorError("mask-size-mismatch", { width, height, pictureWidth, pictureHeight });
			}
			const history = restoreHistory(saved);
			const references = new Map<string, Size>();
			for (const image of referenceImages(history.document)) {
				const picture = await pictures.fetch(image, signal);
				if (picture) references.set(image, { width: picture.width, height: picture.height });
			}
			const results = new Map<string, ImportedPicture>();
			for (const image of wholeResultImages(history.document)) {
				const picture = await pictures.fetch(image, signal);
				if (picture) results.set(image, picture);
			}
			signal.throwIfAborted();
			this.onOpened(history, imported, false);
			for (const [image, size] of references) pictures.addReference(image, size);
			for (const [image, picture] of results) pictures.add(image, picture);
			this.context.redraw("pictures");
		});
	}

	/** Cancels the opening under way. Returns whether there was one. */
	cancel(): boolean {
		const opening = this.#opening;
		this.#opening = null;
		opening?.abort();
		return opening !== null;
	}

	/** The last of several openings wins; one that is cancelled resolves without an error. */
	async #open(open: (signal: AbortSignal) => Promise<void>): Promise<void> {
		this.cancel();
		const controller = new AbortController();
		this.#opening = controller;
		this.context.notifyChange();
		try {
			await open(controller.signal);
		} catch (error) {
			if (!controller.signal.aborted) throw error;
		} finally {
			if (this.#opening === controller) {
				this.#opening = null;
				this.context.notifyChange();
			}
		}
	}

	async addReference(bytes: Blob, name: string): Promise<void> {
		await this.#addPicture(bytes, (image, decoded) => {
			this.context.pictures.addReference(image, decoded);
			const { picture = decoded, references = [] } = this.context.document ?? {};
			const others = references.map(boxBounds);
			const place = placeBeside(decoded, picture, others);
			this.context.commit([
				{ type: "reference.add", reference: { id: makeId(), image, name, place, opacity: 1, isVisible: true } },
			]);
		});
	}

	/** Decodes and stores a picture that is shown whole, then calls `add` if the same document is still open. */
	addPicture(bytes: Blob, add: (image: string) => void): Promise<ResultReport> {
		return this.#addPicture(bytes, (image, decoded) => {
			this.context.pictures.add(image, decoded);
			add(image);
		});
	}

	async #addPicture(bytes: Blob, add: (image: string, decoded: ImportedPicture) => void): Promise<ResultReport> {
		const { pictures } = this.context;
		const documentId = this.context.document?.id;
		if (documentId === undefined) throw new EditorError("no-picture");
		const picture = await pictures.decode(bytes);
		const image = await pictures.store.put(bytes);
		const report = { width: picture.width, height: picture.height, shift: null, drift: null };
		if (this.context.document?.id !== documentId) return report;
		this.context.notify(null);
		add(image, picture);
		// A reference or a result keeps its file, so that other conversions concern only how it is shown.
		this.context.showImportNotes(picture.notes.filter((note) => note === "first-frame" || note === "damaged-file"));
		this.context.redraw("pictures");
		return report;
	}
}
