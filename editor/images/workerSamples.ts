// Runs jobs on the exact samples of the picture in one worker, which keeps them: they are sent once for each version of the
// picture, in bands, and again only where the worker has lost them.
import { type DocumentTree, pictureLayers, type ResultLayer } from "../document";
import { makeId } from "../makeId";
import type { PictureSource } from "../tools";
import { EditorError } from "../types";
import type { Job, JobRunner } from "../work";
import type { PatchCache } from "./patchCache";
import { layersKey } from "./patchKeys";

type SampledJob = Extract<Job, { readonly type: "operateOnPicture" | "select" | "findPath" | "reducedPicture" }>;
type SampledResult<J extends SampledJob> = NonNullable<Awaited<ReturnType<typeof runSampled<J>>>>;

const LANE = "samples";

/** Pixels of a band: 16 MiB, which the main thread composes in slices. */
const BAND_PIXELS = 1 << 22;

export class WorkerSamples {
	/** Prevents that two editors of one page take each other's samples for their own. */
	readonly #owner = makeId();
	/** The version that was sent last; it may still be on its way. */
	#sent: { readonly key: string; readonly done: Promise<void> } | null = null;

	constructor(
		readonly patches: PatchCache,
		readonly jobRunner: JobRunner,
	) {}

	/** `makeJob` gets the key of the samples. Rejects with EditorError, or with the signal's reason. */
	async run<J extends SampledJob>(
		document: DocumentTree,
		source: PictureSource,
		makeJob: (samples: string) => J,
		signal: AbortSignal,
	): Promise<SampledResult<J>> {
		const layers = layersOf(document, source);
		const key = this.keyOf(document, source);
		// A second time where the worker has died or another picture has taken the place.
		for (let attempt = 0; attempt < 2; attempt++) {
			await this.#send(key, document, layers);
			signal.throwIfAborted();
			const result = await runSampled(this.jobRunner, makeJob(key), signal);
			if (result !== null) return result as SampledResult<J>;
			if (this.#sent?.key === key) this.#sent = null;
		}
		throw new EditorError("operation-failed");
	}

	/** Identifies the version of the picture. */
	keyOf(document: DocumentTree, source: PictureSource): string {
		const layers = layersKey(document, layersOf(document, source));
		const { width, height } = document.picture;
		return `${this.#owner} ${document.id} ${width}x${height} ${pictureKey(document)} ${layers}`;
	}

	/** Frees the memory of the samples. */
	drop(): void {
		if (this.#sent === null) return;
		this.#sent = null;
		this.jobRunner.run({ type: "dropSamples" }, undefined, LANE).catch(() => undefined);
	}

	/** Not cancelled together with a job: the next job needs the same samples. */
	#send(key: string, document: DocumentTree, layers: readonly ResultLayer[]): Promise<void> {
		if (this.#sent?.key === key) return this.#sent.done;
		const done = this.#sendBands(key, document, layers);
		const sent = { key, done };
		this.#sent = sent;
		done.catch(() => {
			if (this.#sent === sent) this.#sent = null;
		});
		return done;
	}

	async #sendBands(samples: string, document: DocumentTree, layers: readonly ResultLayer[]): Promise<void> {
		const { width, height } = document.picture;
		const rows = Math.max(1, Math.floor(BAND_PIXELS / width));
		for (let top = 0; top < height; top += rows) {
			const rect = { left: 0, top, right: width, bottom: Math.min(height, top + rows) };
			await this.jobRunner.runOwned(
				async () => {
					const { rgba } = await this.patches.readRegion(document, rect, layers);
					return { type: "keepSamples", samples, width, height, top, rgba };
				},
				{ lane: LANE },
			);
			// Another version is on its way.
			if (this.#sent?.key !== samples) return;
		}
	}
}

function runSampled<J extends SampledJob>(jobRunner: JobRunner, job: J, signal: AbortSignal) {
	return jobRunner.run(job, signal, LANE);
}

/** "visible": with the candidates that are shown over the picture. */
function layersOf(document: DocumentTree, source: PictureSource): readonly ResultLayer[] {
	const layers = pictureLayers(document);
	return source === "picture" ? layers : [...layers, ...document.results.filter(({ isVisible }) => isVisible)];
}

/** Cropping, turning and straightening change the samples too. */
function pictureKey({ picture: { image, imported, orientation } }: DocumentTree): string {
	return JSON.stringify({ image, imported, orientation });
}
