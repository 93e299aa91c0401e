// Holds the decoded pictures of the open document: the imported samples, and results that are shown whole. Of references it
// holds the size, because they are drawn and sent from their files. It decodes and encodes in the worker and stores files through the
// image store; it knows nothing of masks or history.
import { hasIgnoredOrientation, type ImportedPicture, readFile } from "../codec";
import type { Size } from "../raster";
import { EditorError, type ExportedPicture, type ImageStore, type MaskPolarity, type PictureNote } from "../types";
import type { JobRunner, MaskReading } from "../work";
import type { MipPicture } from "./mipPicture";

const NO_NOTES: readonly PictureNote[] = [];

export class PictureStore {
	#imported: ImportedPicture | null = null;
	#encoded: Promise<Uint8Array<ArrayBuffer>> | null = null;
	/** By image id. Pictures of results that are undone stay, because redo shows them again. */
	readonly #pictures = new Map<string, MipPicture>();
	readonly #referenceSizes = new Map<string, Size>();

	constructor(
		readonly store: ImageStore,
		readonly jobRunner: JobRunner,
	) {}

	get imported(): ImportedPicture | null {
		return this.#imported;
	}

	get notes(): readonly PictureNote[] {
		return this.#imported?.notes ?? NO_NOTES;
	}

	/** Rejects with EditorError. */
	async decode(bytes: Blob, signal?: AbortSignal): Promise<ImportedPicture> {
		return this.jobRunner.run({ type: "decode", bytes: await readFile(bytes) }, signal);
	}

	async readMask(bytes: Blob, size: Size, polarity: MaskPolarity | null): Promise<MaskReading> {
		const { width, height } = size;
		return this.jobRunner.run({ type: "readMask", bytes: await readFile(bytes), size: { width, height }, polarity });
	}

	/** Drops every picture but this one, the picture to be edited; null: drops all. */
	reset(image: string | null, imported: ImportedPicture | null): void {
		this.#imported = imported;
		this.#encoded = null;
		this.#pictures.clear();
		this.#referenceSizes.clear();
		if (image !== null && imported !== null) this.add(image, imported);
	}

	add(image: string, picture: MipPicture): void {
		this.#pictures.set(image, picture);
	}

	addReference(image: string, { width, height }: Size): void {
		this.#referenceSizes.set(image, { width, height });
	}

	/** All samples; undefined for references. */
	get(image: string): MipPicture | undefined {
		return this.#pictures.get(image);
	}

	/** In the picture's own pixels. */
	sizeOf(image: string): Size | undefined {
		return this.#pictures.get(image) ?? this.#referenceSizes.get(image);
	}

	/** A bitmap of another size, made by the browser's own decoder where that shows the file upright. For display only. */
	async createBitmap(image: string, { width, height }: Size): Promise<ImageBitmap> {
		const bytes = await this.store.get(image);
		if (bytes === undefined) throw new EditorError("no-picture");
		const resize = { resizeWidth: width, resizeHeight: height, resizeQuality: "high" } as const;
		if (!hasIgnoredOrientation(await readFile(bytes))) {
			try {
				return await createImageBitmap(bytes, resize);
			} catch {
				// A damaged file, or a format of ours alone.
			}
		}
		const { rgba, ...size } = await this.decode(bytes);
		return createImageBitmap(new ImageData(new Uint8ClampedArray(rgba), size.width, size.height), resize);
	}

	/** Null for a picture that is missing or damaged, so that the rest of a document can still be opened. */
	async fetch(image: string, signal?: AbortSignal): Promise<ImportedPicture | null> {
		const bytes = await this.store.get(image);
		if (bytes === undefined) return null;
		try {
			return await this.decode(bytes, signal);
		} catch (error) {
			if (!(error instanceof EditorError)) throw error;
			return null;
		}
	}

	/** The imported samples as PNG, encoded once. */
	async export(): Promise<ExportedPicture> {
		if (this.#imported === null) throw new EditorError("no-picture");
		const { width, height, rgba, png } = this.#imported;
		this.#encoded ??= png
			? Promise.resolve(png)
			: this.jobRunner.run({ type: "encode", picture: { width, height, rgba } });
		const encoded = await this.#encoded;
		// A copy, because the caller may transfer its bytes to a worker.
		return { png: encoded.slice(), width, height };
	}
}
