// Asks the embedding program's segmentation model for objects: sends the picture scaled down, once for each version of it, and
// the latest prompt in its pixels.
import type { DocumentTree } from "../document";
import type { ObjectMaskInput } from "../raster";
import type { SegmentationPrompt, SegmentationSource } from "../segmentationSource";
import type { ObjectPrompt } from "../tools";
import { EditorError } from "../types";
import type { SessionCore } from "./sessionCore";

interface SegmenterPort {
	/** The answer to the latest prompt. */
	onCandidates(prompt: ObjectPrompt, candidates: readonly ObjectMaskInput[]): void;
	/** There is no answer; the user has been told why. */
	onFailed(): void;
}

interface ReducedPicture {
	readonly file: Blob;
	/** Its pixels in a pixel of the picture. */
	readonly scaleX: number;
	readonly scaleY: number;
}

interface RunningPrompt {
	readonly prompt: ObjectPrompt;
	readonly controller: AbortController;
}

export class ObjectSegmenter {
	#source: SegmentationSource | null = null;
	#running: RunningPrompt | null = null;
	#reduced: { readonly key: string; readonly picture: ReducedPicture } | null = null;

	constructor(
		readonly core: SessionCore,
		readonly port: SegmenterPort,
	) {}

	use(source: SegmentationSource): void {
		this.#source = source;
		source.subscribe(() => this.core.events.notifyChange());
	}

	get readiness(): "none" | "unset" | "ready" {
		if (this.#source === null) return "none";
		return this.#source.isReady() ? "ready" : "unset";
	}

	/** Tells the user what to do if there is no model. */
	checkReady(): boolean {
		if (this.readiness === "ready") return true;
		this.core.notify(new EditorError("no-segmentation-model"));
		return false;
	}

	/** Shows where a model is named. */
	setUp(): void {
		this.#source?.setUp();
	}

	/** Replaces the prompt before it; null: none is wanted any more. */
	ask(prompt: ObjectPrompt | null): void {
		if (prompt !== null && this.#running?.prompt === prompt) return;
		this.#running?.controller.abort();
		this.#running = null;
		const { document } = this.core;
		if (prompt === null || document === null || this.#source === null) return;
		const running = { prompt, controller: new AbortController() };
		this.#running = running;
		this.#segment(this.#source, document, prompt, running.controller.signal).then(
			(candidates) => this.#end(running, candidates),
			(cause) => {
				if (this.#running !== running) return;
				this.core.notify(new EditorError("operation-failed", {}, { cause }));
				this.#end(running, null);
			},
		);
	}

	#end(running: RunningPrompt, candidates: readonly ObjectMaskInput[] | null): void {
		if (this.#running !== running) return;
		this.#running = null;
		if (candidates === null) this.port.onFailed();
		else this.port.onCandidates(running.prompt, candidates);
	}

	async #segment(source: SegmentationSource, document: DocumentTree, prompt: ObjectPrompt, signal: AbortSignal) {
		const picture = await this.#reduce(document, prompt, source.pictureSide, signal);
		return source.segment(picture.file, scaled(prompt, picture), signal);
	}

	async #reduce(document: DocumentTree, { source }: ObjectPrompt, side: number, signal: AbortSignal) {
		const { samples, pictures } = this.core;
		const key = samples.keyOf(document, source);
		if (this.#reduced?.key === key) return this.#reduced.picture;
		const reduced = await samples.run(
			document,
			source,
			(kept) => ({ type: "reducedPicture", samples: kept, side }),
			signal,
		);
		const { width, height } = reduced;
		const png = await pictures.jobRunner.run({ type: "encode", picture: reduced }, signal);
		const picture = {
			file: new Blob([png], { type: "image/png" }),
			scaleX: width / document.picture.width,
			scaleY: height / document.picture.height,
		};
		this.#reduced = { key, picture };
		return picture;
	}
}

function scaled(prompt: ObjectPrompt, { scaleX, scaleY }: ReducedPicture): SegmentationPrompt {
	if (prompt.kind === "point") return { kind: "point", x: prompt.x * scaleX, y: prompt.y * scaleY };
	const { left, top, right, bottom } = prompt;
	return {
		kind: "box",
		left: left * scaleX,
		top: top * scaleY,
		right: right * scaleX,
		bottom: bottom * scaleY,
	};
}
