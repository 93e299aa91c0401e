// Imports pictures: opens one as a new document, loads a stored document, adds references and results. A failed import
// leaves everything unchanged.
import {
	boxBounds,
	createDocument,
	createHistory,
	type History,
	type ReferenceLayer,
	referenceImages,
	restoreHistory,
	wholeResultImages,
} from "../document";
import type { OpenedPicture } from "../images/shownPicture";
import { makeId } from "../makeId";
import { orientSize, type Rect, rectOf, type Size, sizeOf, UPRIGHT } from "../raster";
import type { EditorContext } from "../state/editorContext";
import {
	EditorError,
	type ImageStore,
	type LayeredFileReader,
	type ReadLayer,
	type ResultReport,
	type SavedDocument,
} from "../types";
import { placeBeside } from "./referencePlacement";

export class ImageImporter {
	#opening: AbortController | null = null;

	constructor(
		readonly context: EditorContext,
		/** Replaces the open document. `isNew`: it was created from a picture, not loaded. */
		readonly onOpened: (history: History, opened: OpenedPicture, isNew: boolean) => void,
		readonly readLayers: LayeredFileReader = async () => null,
	) {}

	get isBusy(): boolean {
		return this.#opening !== null;
	}

	async open(bytes: Blob, name: string): Promise<void> {
		const { pictures } = this.context;
		await this.#open(async (signal) => {
			const layered = await this.readLayers(bytes, signal);
			const references = await storeLayers(pictures.store, layered?.layers ?? []);
			const { opened, image } = await pictures.import(layered?.base ?? bytes, signal);
			const { width, height } = opened.shown;
			const document = { ...createDocument(makeId(), { image, name, width, height }), references };
			this.onOpened(createHistory(document), opened, true);
			for (const { image, place } of references) pictures.addReference(image, sizeOf(place));
			if (layered) this.context.showImportNotes(layered.notes);
		});
	}

	async load(saved: SavedDocument): Promise<void> {
		const { pictures } = this.context;
		await this.#open(async (signal) => {
			const bytes = await pictures.store.get(saved.base);
			if (bytes === undefined) throw new EditorError("no-picture");
			const history = restoreHistory(saved);
			const references = referenceImages(history.document);
			const [opened, sizes] = await Promise.all([pictures.open(bytes, signal), pictures.readSizes(references, signal)]);
			try {
				assertSameSize(opened.shown, saved);
				signal.throwIfAborted();
				this.onOpened(history, opened, false);
			} catch (error) {
				opened.shown.close();
				throw error;
			}
			for (const [image, size] of sizes) pictures.addReference(image, size);
			void this.#addResults();
			this.context.redraw("pictures");
		});
	}

	/** Whole results are shown as soon as they are decoded, one after another. */
	async #addResults(): Promise<void> {
		const { pictures, document } = this.context;
		if (document === null) return;
		for (const image of wholeResultImages(document)) {
			const opened = await pictures.openStored(image).catch(() => null);
			if (opened === null) continue;
			if (this.context.document?.id !== document.id) {
				opened.shown.close();
				return;
			}
			pictures.add(image, opened.shown);
			this.context.redraw("pictures");
			this.context.notifyChange();
		}
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

	/** `placeOf`: the place for a picture of this size; by default beside the edited picture. */
	async addReference(bytes: Blob, name: string, placeOf?: (shown: Size, picture: Size) => Rect): Promise<void> {
		await this.#addPicture(bytes, (image, { shown }) => {
			this.context.pictures.addReference(image, shown);
			// It is drawn from bitmaps of display resolution.
			shown.close();
			const { picture = shown, references = [] } = this.context.document ?? {};
			const others = references.map(boxBounds);
			const place = placeOf?.(shown, picture) ?? placeBeside(shown, picture, others);
			this.context.commit([
				{ type: "reference.add", reference: { id: makeId(), image, name, place, opacity: 1, isVisible: true } },
			]);
		});
	}

	/** Decodes and stores a picture that is shown whole, then calls `add` if the same document is still open. */
	addPicture(bytes: Blob, add: (image: string) => void): Promise<ResultReport> {
		return this.#addPicture(bytes, (image, { shown }) => {
			this.context.pictures.add(image, shown);
			add(image);
		});
	}

	async #addPicture(bytes: Blob, add: (image: string, opened: OpenedPicture) => void): Promise<ResultReport> {
		const { pictures } = this.context;
		const documentId = this.context.document?.id;
		if (documentId === undefined) throw new EditorError("no-picture");
		const { opened, image } = await pictures.import(bytes);
		const { shown, notes } = opened;
		const report = { width: shown.width, height: shown.height, shift: null, drift: null };
		if (this.context.document?.id !== documentId) {
			shown.close();
			return report;
		}
		this.context.notify(null);
		add(image, opened);
		// A reference or a result keeps its file, so that other conversions concern only how it is shown.
		this.context.showImportNotes(notes.filter((note) => note === "first-frame" || note === "damaged-file"));
		this.context.redraw("pictures");
		return report;
	}
}

/** The layers of a file become placed pictures that are part of the picture. */
async function storeLayers(store: ImageStore, layers: readonly ReadLayer[]): Promise<readonly ReferenceLayer[]> {
	const references: ReferenceLayer[] = [];
	// One after another, as a store may compute a hash of each.
	for (const { file, mask, ...layer } of layers) {
		const coverage = mask && (await store.put(mask));
		const image = await store.put(file);
		references.push({ ...layer, id: makeId(), image, isPart: true, ...(coverage ? { coverage } : {}) });
	}
	return references;
}

/** Throws EditorError: mask-size-mismatch, for a stored document whose picture has another size by now. */
function assertSameSize({ width: pictureWidth, height: pictureHeight }: Size, saved: SavedDocument): void {
	const stored = orientSize(sizeOf(saved.imported ?? rectOf(saved)), saved.orientation ?? UPRIGHT);
	if (pictureWidth === stored.width && pictureHeight === stored.height) return;
	const { width, height } = saved;
	throw new EditorError("mask-size-mismatch", { width, height, pictureWidth, pictureHeight });
}
