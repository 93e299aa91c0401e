// The decoded pictures of the document at work: the imported samples, and what is shown of every picture. It decodes and
// encodes through the job runner, stores through the store, and knows nothing of masks or history.

import { PictureTiles } from "../canvas/shapes/pictureTiles";
// Not through the room's door: the page needs nothing else of what the worker has.
import { readFile } from "../codec/decode/limits";
import type { ImportedPicture } from "../codec/index";
import type { Size } from "../raster/index";
import { EditorError, type ExportedPicture, type ImageStore, type MaskPolarity, type PictureNote } from "../types";
import type { JobRunner, MaskReading } from "../work/index";

const NONE: readonly PictureNote[] = [];

export class PictureStore {
	#imported: ImportedPicture | null = null;
	#encoded: Promise<Uint8Array<ArrayBuffer>> | null = null;
	/** By image id. Results stay when they are undone: redo shows them again. */
	readonly #displays = new Map<string, PictureTiles>();

	constructor(
		readonly store: ImageStore,
		readonly jobRunner: JobRunner,
	) {}

	get imported(): ImportedPicture | null {
		return this.#imported;
	}

	get notes(): readonly PictureNote[] {
		return this.#imported?.notes ?? NONE;
	}

	/** Rejects as the job runner does. */
	async decode(bytes: Blob, signal?: AbortSignal): Promise<ImportedPicture> {
		return this.jobRunner.run({ type: "decode", bytes: await readFile(bytes) }, signal);
	}

	async readMask(bytes: Blob, size: Size, meaning: MaskPolarity | null): Promise<MaskReading> {
		const { width, height } = size;
		return this.jobRunner.run({ type: "readMask", bytes: await readFile(bytes), size: { width, height }, meaning });
	}

	/** Forgets everything but this one, the picture that is edited; null: everything. */
	reset(image: string | null, imported: ImportedPicture | null): void {
		this.#imported = imported;
		this.#encoded = null;
		this.#displays.clear();
		if (image !== null && imported !== null) this.show(image, imported);
	}

	show(image: string, picture: ImportedPicture): void {
		this.#displays.set(image, new PictureTiles(picture, picture.mip));
	}

	display(image: string): PictureTiles | undefined {
		return this.#displays.get(image);
	}

	/** Those that are missing or damaged are left out: the rest of a document is not lost with them. */
	async fetchAll(images: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, ImportedPicture>> {
		const found = new Map<string, ImportedPicture>();
		for (const image of images) {
			const bytes = await this.store.get(image);
			if (bytes === undefined) continue;
			try {
				found.set(image, await this.decode(bytes, signal));
			} catch (error) {
				if (!(error instanceof EditorError)) throw error;
			}
		}
		return found;
	}

	async export(): Promise<ExportedPicture> {
		if (this.#imported === null) throw new EditorError("no-picture");
		const { width, height, rgba, png } = this.#imported;
		this.#encoded ??= png
			? Promise.resolve(png)
			: this.jobRunner.run({ type: "encode", picture: { width, height, rgba } });
		const encoded = await this.#encoded;
		// The caller may hand its bytes to a worker; ours stay.
		return { png: encoded.slice(), width, height };
	}
}
