// Carries out what tools select by content: the preview of the latest selection while a gesture is under way, and at its end
// one history step, for which later changes wait in the edit queue like those behind a mask operation. Until another step is
// made, a changed tolerance selects again in its place.
import { activeMask, type DocumentTree, type HistoryEntry, type MaskLayer } from "../document";
import { type Coverage, combineTiles, differingTiles, type Tiles, withTiles } from "../raster";
import { LatestJob } from "../state/latestJob";
import {
	COMBINE_MODES,
	type ImagePoint,
	type PathRequest,
	type Preview,
	type Selection,
	setMaskTiles,
	type Tool,
	type ToolContext,
} from "../tools";
import { EditorError } from "../types";
import type { SessionCore } from "./sessionCore";

interface SelectorPort {
	showPreview(preview: Preview | null): void;
	/** The answer to the latest request for a path. */
	onPath(request: PathRequest, path: readonly ImagePoint[]): void;
}

/** The selection of the last history step. */
interface SelectedStep {
	readonly tool: string;
	readonly selection: Selection;
	readonly entry: HistoryEntry;
	readonly mask: string;
	/** The mask before the step. */
	readonly before: Coverage;
}

export class PictureSelector {
	#last: SelectedStep | null = null;
	/** The selection that is to take the place of the last step; a newer one replaces it while it waits. */
	#adjusted: Selection | null = null;
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
	commit(tool: string, selection: Selection): void {
		this.#paths.cancel();
		this.core.queue.runAsync(
			(signal) => {
				signal.addEventListener("abort", () => this.port.showPreview(null), { once: true });
				return this.#selections.take(selection, signal);
			},
			(tiles) => {
				const mask = activeMask(this.#document);
				const entry = this.#lastEntry;
				this.core.documents.commit(setMaskTiles(mask, selectedTiles(mask.coverage, selection, tiles)));
				this.cancel();
				this.#remember(tool, selection, mask, entry);
			},
			(error) => {
				this.cancel();
				this.#fail(error);
			},
		);
	}

	/** Selects again with other options, in place of the last step if that was made by the tool's selection. */
	adjust(tool: Tool, context: ToolContext | null): void {
		const last = this.#adjustable(tool.id);
		if (last === null || context === null) return;
		const selection = tool.adjust?.(this.#adjusted ?? last.selection, context) ?? null;
		if (selection === null) return;
		this.#adjusted = selection;
		this.core.queue.enqueue(() => this.#runAdjusted(tool.id, selection));
	}

	/** Must be called from within an enqueued change. Of several that wait only the latest is computed. */
	#runAdjusted(tool: string, selection: Selection): void {
		if (selection !== this.#adjusted) return;
		const last = this.#adjustable(tool);
		if (last === null) {
			this.#adjusted = null;
			return;
		}
		const finish = () => {
			if (this.#adjusted === selection) this.#adjusted = null;
		};
		this.core.queue.runAsync(
			(signal) => {
				signal.addEventListener("abort", finish, { once: true });
				return this.#run(selection, signal);
			},
			(tiles) => {
				finish();
				const mask = activeMask(this.#document);
				const before = { ...mask, coverage: last.before };
				this.core.documents.commitInstead(setMaskTiles(before, selectedTiles(last.before, selection, tiles)));
				this.#remember(tool, selection, before, last.entry);
			},
			(error) => {
				finish();
				this.#fail(error);
			},
		);
	}

	get #lastEntry(): HistoryEntry | undefined {
		return this.core.documents.history?.past.at(-1);
	}

	/** `entry`: the last one before the step. */
	#remember(tool: string, selection: Selection, mask: MaskLayer, entry: HistoryEntry | undefined): void {
		const made = this.#lastEntry;
		this.#last =
			made === undefined || made === entry
				? null
				: { tool, selection, entry: made, mask: mask.id, before: mask.coverage };
	}

	#adjustable(tool: string): SelectedStep | null {
		const last = this.#last;
		if (last === null || last.tool !== tool || last.entry !== this.#lastEntry) return null;
		return activeMask(this.#document).id === last.mask ? last : null;
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
		const shown = selectedTiles(activeMask(document).coverage, selection, tiles);
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

/** The tiles of the mask that a selection changes. */
function selectedTiles(coverage: Coverage, { mode, onto }: Selection, tiles: Tiles): Tiles {
	const base = onto ?? coverage;
	const combined = combineTiles(base, COMBINE_MODES[mode], tiles);
	return base === coverage ? combined : differingTiles(coverage, withTiles(base, combined));
}
