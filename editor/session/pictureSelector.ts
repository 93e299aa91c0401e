// Carries out what tools select by content: the preview of the latest selection while a gesture is under way, and at its end
// one history step, for which later changes wait in the edit queue like those behind a mask operation.
import { activeMask, type DocumentTree } from "../document";
import { combineTiles, differingTiles, type Tiles, withTiles } from "../raster";
import { LatestJob } from "../state/latestJob";
import { COMBINE_MODES, type ImagePoint, type PathRequest, type Preview, type Selection, setMaskTiles } from "../tools";
import { EditorError } from "../types";
import type { SessionCore } from "./sessionCore";

interface SelectorPort {
	showPreview(preview: Preview | null): void;
	/** The answer to the latest request for a path. */
	onPath(request: PathRequest, path: readonly ImagePoint[]): void;
}

export class PictureSelector {
	readonly #selections: LatestJob<Selection, Tiles>;
	readonly #paths: LatestJob<PathRequest, readonly ImagePoint[]>;

	constructor(
		readonly core: SessionCore,
		readonly port: SelectorPort,
	) {
		const fail = (error: unknown) => this.#fail(error);
		this.#selections = new LatestJob(
			(selection, signal) => this.#run(selection, signal),
			(selection, tiles) => this.#show(selection, tiles),
			fail,
		);
		this.#paths = new LatestJob(
			({ job, source }, signal) =>
				core.samples.run(this.#document, source, (samples) => ({ type: "findPath", job, samples }), signal),
			(request, path) => port.onPath(request, path),
			fail,
		);
	}

	get #document(): DocumentTree {
		const { document } = this.core;
		if (document === null) throw new EditorError("no-picture");
		return document;
	}

	preview(selection: Selection): void {
		this.#selections.ask(selection);
	}

	/** Runs a job for what it keeps with the samples. A failure shows with the selection that needs it. */
	prepare(selection: Selection): void {
		this.#run(selection, new AbortController().signal).catch(() => undefined);
	}

	async #run({ job, source }: Selection, signal: AbortSignal): Promise<Tiles> {
		const { samples, pictures } = this.core;
		if (source === "mask") return (await pictures.jobRunner.run({ type: "select", job, samples: null }, signal)) ?? {};
		return samples.run(this.#document, source, (key) => ({ type: "select", job, samples: key }), signal);
	}

	ask(request: PathRequest): void {
		this.#paths.ask(request);
	}

	/** Must be called from within an enqueued change. The preview stays until the step is made. */
	commit(selection: Selection): void {
		this.#paths.cancel();
		this.core.queue.runAsync(
			(signal) => {
				signal.addEventListener("abort", () => this.port.showPreview(null), { once: true });
				return this.#selections.take(selection, signal);
			},
			(tiles) => {
				const mask = activeMask(this.#document);
				this.core.documents.commit(setMaskTiles(mask, selectedTiles(this.#document, selection, tiles)));
				this.cancel();
			},
			(error) => {
				this.cancel();
				this.#fail(error);
			},
		);
	}

	/** Leaves no trace of a preview. */
	cancel(): void {
		this.#selections.cancel();
		this.#paths.cancel();
		this.port.showPreview(null);
	}

	#show(selection: Selection, tiles: Tiles): void {
		const { document } = this.core;
		if (document === null) return;
		const shown = selectedTiles(document, selection, tiles);
		this.port.showPreview({
			mask: activeMask(document).id,
			tiles: shown,
			changed: new Set(Object.keys(shown).map(Number)),
		});
	}

	#fail(cause: unknown): void {
		this.core.notify(new EditorError("operation-failed", {}, { cause }));
	}
}

/** The tiles of the active mask that a selection changes. */
function selectedTiles(document: DocumentTree, { mode, onto }: Selection, tiles: Tiles): Tiles {
	const { coverage } = activeMask(document);
	const base = onto ?? coverage;
	const combined = combineTiles(base, COMBINE_MODES[mode], tiles);
	return base === coverage ? combined : differingTiles(coverage, withTiles(base, combined));
}
