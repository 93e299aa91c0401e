// Holds the pictures of the open document: the imported one, and results that are shown whole. Of references it holds the size,
// because they are drawn and sent from their files. It decodes and encodes in the worker and stores files through the image
// store; it knows nothing of masks or history.
import {
	decodeForDisplay,
	hasIgnoredOrientation,
	type ImportedPicture,
	inspectForDisplay,
	readFile,
	readUprightSize,
} from "../codec";
import type { Size } from "../raster";
import { EditorError, type ExportedPicture, type ImageStore, type MaskPolarity, type PictureNote } from "../types";
import type { JobRunner, MaskReading } from "../work";
import { ImportedSamples } from "./importedSamples";
import { type OpenedPicture, ShownPicture } from "./shownPicture";

const NO_NOTES: readonly PictureNote[] = [];

interface InspectedFile {
	readonly file: Blob;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly display: Awaited<ReturnType<typeof inspectForDisplay>>;
}

async function inspect(file: Blob): Promise<InspectedFile> {
	const bytes = await readFile(file);
	return { file, bytes, display: await inspectForDisplay(bytes) };
}

export class PictureStore {
	#imported: ImportedSamples | null = null;
	#encoded: Promise<Uint8Array<ArrayBuffer>> | null = null;
	/** By image id. Pictures of results that are undone stay, because redo shows them again. */
	readonly #pictures = new Map<string, ShownPicture>();
	readonly #referenceSizes = new Map<string, Size>();

	constructor(
		readonly store: ImageStore,
		readonly jobRunner: JobRunner,
		/** The imported samples are read; `notes` may tell of more than before. */
		readonly onImportedRead: () => void = () => {},
	) {}

	get notes(): readonly PictureNote[] {
		return this.#imported?.notes ?? NO_NOTES;
	}

	/**
	 * Opens a file for the canvas: as the browser shows it, without its samples; otherwise exactly. Rejects with EditorError.
	 */
	async open(file: Blob, signal?: AbortSignal): Promise<OpenedPicture> {
		return this.#decode(await inspect(file), signal);
	}

	/** Opens a new file and stores it. Rejects with EditorError, or as the store does. */
	async import(file: Blob, signal?: AbortSignal): Promise<{ readonly opened: OpenedPicture; readonly image: string }> {
		const inspected = await inspect(file);
		signal?.throwIfAborted();
		// An intact file is stored while the browser decodes it.
		const storing = inspected.display && this.store.put(file);
		storing?.catch(() => undefined);
		const opened = await this.#decode(inspected, signal);
		try {
			const image = await (storing ?? this.store.put(file));
			signal?.throwIfAborted();
			return { opened, image };
		} catch (error) {
			opened.shown.close();
			throw error;
		}
	}

	async #decode({ file, bytes, display }: InspectedFile, signal: AbortSignal | undefined): Promise<OpenedPicture> {
		const bitmap = display && (await decodeForDisplay(file, display));
		if (bitmap && display) return { shown: new ShownPicture(bitmap), notes: display.notes, samples: null };
		const samples = await this.jobRunner.run({ type: "decode", bytes }, signal);
		return { shown: new ShownPicture(samples), notes: samples.notes, samples };
	}

	/** The samples of the picture to be edited, read on the first call. Rejects with EditorError. */
	readImported(): Promise<ImportedPicture> {
		return this.#imported?.read() ?? Promise.reject(new EditorError("no-picture"));
	}

	readImportedSoon(): void {
		this.#imported?.readSoon();
	}

	async readMask(bytes: Blob, size: Size, polarity: MaskPolarity | null): Promise<MaskReading> {
		const { width, height } = size;
		return this.jobRunner.run({ type: "readMask", bytes: await readFile(bytes), size: { width, height }, polarity });
	}

	/** Drops every picture but this one, the picture to be edited; null: drops all. */
	reset(image: string | null, opened: OpenedPicture | null): void {
		this.#imported?.close();
		this.#imported = null;
		this.#encoded = null;
		for (const picture of this.#pictures.values()) picture.close();
		this.#pictures.clear();
		this.#referenceSizes.clear();
		if (image === null || opened === null) return;
		const { store, jobRunner, onImportedRead: onRead } = this;
		this.#imported = new ImportedSamples(opened, { image, store, jobRunner, onRead });
		this.#pictures.set(image, opened.shown);
	}

	add(image: string, picture: ShownPicture): void {
		if (this.#pictures.has(image)) picture.close();
		else this.#pictures.set(image, picture);
	}

	addReference(image: string, { width, height }: Size): void {
		this.#referenceSizes.set(image, { width, height });
	}

	/** Undefined for references. */
	get(image: string): ShownPicture | undefined {
		return this.#pictures.get(image);
	}

	/** In the picture's own pixels. */
	sizeOf(image: string): Size | undefined {
		return this.#pictures.get(image) ?? this.#referenceSizes.get(image);
	}

	/**
	 * A bitmap of another size, made by the browser's own decoder where that shows the file upright. For display only. `mask`: an
	 * image whose alpha is the share that is shown.
	 */
	async createBitmap(image: string, size: Size, mask?: string): Promise<ImageBitmap> {
		const picture = await this.#createBitmap(image, size);
		if (mask === undefined) return picture;
		const alpha = await this.#createBitmap(mask, size);
		try {
			return await maskedBitmap(picture, alpha);
		} finally {
			picture.close();
			alpha.close();
		}
	}

	async #createBitmap(image: string, { width, height }: Size): Promise<ImageBitmap> {
		const file = await this.store.get(image);
		if (file === undefined) throw new EditorError("no-picture");
		const bytes = await readFile(file);
		const resize = { resizeWidth: width, resizeHeight: height, resizeQuality: "high" } as const;
		if (!hasIgnoredOrientation(bytes)) {
			try {
				return await createImageBitmap(file, resize);
			} catch {
				// A damaged file, or a format of ours alone.
			}
		}
		const { rgba, ...size } = await this.jobRunner.run({ type: "decode", bytes });
		return createImageBitmap(new ImageData(new Uint8ClampedArray(rgba), size.width, size.height), resize);
	}

	/** Null for a picture that is missing or damaged, so that the rest of a document can still be opened. */
	async openStored(image: string, signal?: AbortSignal): Promise<OpenedPicture | null> {
		const bytes = await this.store.get(image);
		if (bytes === undefined) return null;
		try {
			return await this.open(bytes, signal);
		} catch (error) {
			if (!(error instanceof EditorError)) throw error;
			return null;
		}
	}

	/** The sizes of references, from their headers where that is enough. Missing and damaged ones are left out. */
	async readSizes(images: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, Size>> {
		const sizes = new Map<string, Size>();
		// One after another, so that one file at most is in memory.
		for (const image of new Set(images)) {
			const size = await this.#readSize(image, signal);
			if (size !== null) sizes.set(image, size);
		}
		return sizes;
	}

	async #readSize(image: string, signal: AbortSignal | undefined): Promise<Size | null> {
		const file = await this.store.get(image);
		if (file === undefined) return null;
		const size = await readFile(file).then(readUprightSize, () => null);
		if (size !== null) return size;
		const opened = await this.openStored(image, signal);
		opened?.shown.close();
		return opened?.shown ?? null;
	}

	/** The imported samples as PNG, encoded once. */
	async export(): Promise<ExportedPicture> {
		const { width, height, rgba, png } = await this.readImported();
		this.#encoded ??= png
			? Promise.resolve(png)
			: this.jobRunner.run({ type: "encode", picture: { width, height, rgba } });
		const encoded = await this.#encoded;
		// A copy, because the caller may transfer its bytes to a worker.
		return { png: encoded.slice(), width, height };
	}
}

function maskedBitmap(picture: ImageBitmap, alpha: ImageBitmap): Promise<ImageBitmap> {
	const { width, height } = picture;
	const canvas = Object.assign(document.createElement("canvas"), { width, height });
	const context = canvas.getContext("2d");
	context?.drawImage(picture, 0, 0);
	if (context) context.globalCompositeOperation = "destination-in";
	context?.drawImage(alpha, 0, 0);
	return createImageBitmap(canvas);
}
