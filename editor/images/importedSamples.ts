// The imported samples of the open picture. They are read from the stored file by the exact decoder, in the worker, when
// something needs them: an edit that is sent, an answer that is pasted, an export.
import { type ImportedPicture, importBitmap, readFile } from "../codec";
import { EditorError, type ImageStore } from "../types";
import type { JobRunner } from "../work";
import type { OpenedPicture } from "./shownPicture";

/** A page that paints on and on is never idle. */
const IDLE_TIMEOUT_MS = 3000;

interface ImportedSamplesPorts {
	readonly image: string;
	readonly store: ImageStore;
	readonly jobRunner: JobRunner;
	/** Called when the samples are read. Their notes may tell of damage that the file's structure did not. */
	readonly onRead: () => void;
}

export class ImportedSamples {
	#reading: Promise<ImportedPicture> | null = null;
	#isReadingSoon = false;
	#notes: ImportedPicture["notes"];
	readonly #closing = new AbortController();

	constructor(
		readonly opened: OpenedPicture,
		readonly ports: ImportedSamplesPorts,
	) {
		this.#notes = opened.notes;
		if (opened.samples !== null) this.#reading = Promise.resolve(opened.samples);
	}

	/** Of the file's structure until the samples are read. */
	get notes(): ImportedPicture["notes"] {
		return this.#notes;
	}

	/** Reads the samples once; a failure is repeated with the next call. Rejects with EditorError, or when it is closed. */
	read(): Promise<ImportedPicture> {
		this.#reading ??= this.#read().catch((error: unknown) => {
			this.#reading = null;
			throw error;
		});
		return this.#reading;
	}

	/** Reads the samples when the page is idle, because whoever edits a picture sends it. A failure is told by `read`. */
	readSoon(): void {
		if (this.#isReadingSoon) return;
		this.#isReadingSoon = true;
		const read = () => void this.read().catch(() => undefined);
		if (typeof requestIdleCallback === "function") requestIdleCallback(read, { timeout: IDLE_TIMEOUT_MS });
		else setTimeout(read);
	}

	close(): void {
		this.#closing.abort(new EditorError("picture-left"));
	}

	async #read(): Promise<ImportedPicture> {
		const { signal } = this.#closing;
		signal.throwIfAborted();
		const samples = await this.#decode(signal);
		signal.throwIfAborted();
		this.opened.shown.setSamples(samples);
		this.#notes = samples.notes;
		this.ports.onRead();
		return samples;
	}

	async #decode(signal: AbortSignal): Promise<ImportedPicture> {
		const { image, store, jobRunner } = this.ports;
		const { shown } = this.opened;
		const file = await store.get(image);
		if (file === undefined) throw new EditorError("no-picture");
		try {
			const samples = await jobRunner.run({ type: "decode", bytes: await readFile(file) }, signal);
			if (samples.width === shown.width && samples.height === shown.height) return samples;
			throw new EditorError("damaged-image");
		} catch (error) {
			const isDamaged = error instanceof EditorError && error.code === "damaged-image";
			// A picture that is shown and was painted on must not become unusable.
			if (isDamaged && shown.bitmap !== null) return importBitmap(shown.bitmap);
			throw error;
		}
	}
}
