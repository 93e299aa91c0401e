// Where a mask can come from besides a stroke: a file, the picture itself, the mask that was there before, an operation on
// the one that is there. Each is one step of the history.
import {
	acceptedPartMask,
	activeMask,
	createAcceptedPartMask,
	editCoverage,
	type ResultLayer,
} from "../document/index";
import {
	type Coverage,
	combineTiles,
	coverageFromSamples,
	cropCoverage,
	differingTiles,
	fullCoverage,
	isEmpty,
	moveRect,
	rectOf,
} from "../raster/index";
import { isUnedited } from "../state/documentChange";
import type { EditorContext } from "../state/editorContext";
import { type Effect, setMaskTiles } from "../tools/index";
import { type Editor, EditorError, type MaskPolarity } from "../types";
import type { MaskReading } from "../work/index";

type ImportMaskOptions = NonNullable<Parameters<Editor["importMask"]>[1]>;

export class MaskSources {
	/** What was sent last, or was on the picture before. */
	#previous: Coverage | null = null;

	constructor(readonly context: EditorContext) {}

	remember(): void {
		const { document } = this.context;
		const coverage = document && editCoverage(document);
		if (coverage !== null && !isEmpty(coverage)) this.#previous = coverage;
	}

	get canReuse(): boolean {
		const picture = this.context.document?.picture;
		const mask = this.#previous;
		return picture !== undefined && mask?.width === picture.width && mask.height === picture.height;
	}

	reuse(): void {
		if (this.canReuse && this.#previous !== null) this.#add(this.#previous);
	}

	/** One step of the history, on the active mask. */
	#add(coverage: Coverage, isReplacing = false): void {
		const { document } = this.context;
		if (document === null) return;
		const mask = activeMask(document);
		if (mask.isLocked) {
			this.context.notify(new EditorError("mask-locked"));
			return;
		}
		this.context.setViewState({ mask: true });
		const tiles = isReplacing
			? differingTiles(mask.coverage, coverage)
			: combineTiles(mask.coverage, "union", coverage.tiles);
		this.context.commit(setMaskTiles(mask, tiles));
	}

	/** What a file would mask; null: what it says about itself. Rejects with EditorError. */
	async read(bytes: Blob, meaning: MaskPolarity | null): Promise<MaskReading> {
		const picture = this.context.document?.picture;
		if (picture === undefined) throw new EditorError("no-picture");
		return this.context.pictures.readMask(bytes, picture, meaning);
	}

	/** In its turn, if the picture is still one that the mask fits. */
	add(coverage: Coverage, isReplacing: boolean): void {
		this.context.queue.enqueue(() => {
			const picture = this.context.document?.picture;
			if (picture?.width !== coverage.width || picture.height !== coverage.height) return;
			this.context.notify(null);
			this.#add(coverage, isReplacing);
			this.context.notifyChange();
		});
	}

	async import(bytes: Blob, { meaning, isReplacing = false }: ImportMaskOptions = {}): Promise<void> {
		const asked = this.context.document?.id;
		const reading = await this.read(bytes, meaning ?? null);
		if (reading.meaning === null) throw new EditorError("mask-unclear");
		const { document } = this.context;
		if (document === null || document.id !== asked) return;
		if (activeMask(document).isLocked) throw new EditorError("mask-locked");
		this.add(reading.coverage, isReplacing);
	}

	/** What was painted for an edit, where it lies now: added to the active mask. */
	async addFromEdit(layer: ResultLayer): Promise<void> {
		if (layer.edit === undefined || layer.edit.coverage === null) return;
		const painted = await this.#painted(layer);
		if (painted !== null) this.add(painted, false);
	}

	/** Tools paint from now on what is taken of an answer, which begins as what is taken of it already. */
	async editAcceptedPart(result: string): Promise<void> {
		const asked = this.context.document;
		const layer = [...(asked?.accepted ?? []), ...(asked?.results ?? [])].find(({ id }) => id === result);
		if (asked === null || !layer?.edit) return;
		const painted = acceptedPartMask(asked, result) ? null : await this.#painted(layer);
		this.context.queue.enqueue(() => {
			const { document } = this.context;
			if (document === null) return;
			const known = acceptedPartMask(document, result);
			this.context.setViewState({ mask: true, results: true, maskOnly: false, compare: "none", asOf: null });
			if (known) this.context.selectMask(known.id);
			else if (painted?.width === document.picture.width && painted.height === document.picture.height) {
				this.context.commit([{ type: "mask.add", mask: createAcceptedPartMask(result, painted) }]);
			}
			this.context.redraw("masks", "pictures", "cursor");
		});
	}

	/** null: it cannot be had, and that was said. */
	async #painted({ edit, moved = { x: 0, y: 0 } }: ResultLayer): Promise<Coverage | null> {
		const { document, pictures } = this.context;
		if (document === null || edit === undefined) return null;
		const { width, height } = document.picture;
		const now = moveRect(rectOf({ width, height }), -moved.x, -moved.y);
		try {
			if (edit.coverage === null) {
				return await pictures.jobRunner.runOnMainThread(cropCoverage(fullCoverage(edit.plan.picture), now));
			}
			const bytes = await pictures.store.get(edit.coverage);
			if (bytes === undefined) throw new EditorError("result-missing");
			const { coverage } = await pictures.readMask(bytes, edit.plan.picture, "light");
			return await pictures.jobRunner.runOnMainThread(cropCoverage(coverage, now));
		} catch (error) {
			if (error instanceof EditorError) this.context.notify(error);
			else this.#failed(error);
			return null;
		}
	}

	operate({ operation, mask: id, values }: Extract<Effect, { type: "operate" }>): void {
		const { document, queue, pictures } = this.context;
		const mask = document?.masks.find((candidate) => candidate.id === id);
		if (mask === undefined) return;
		const { coverage } = mask;
		queue.runAsync(
			(signal) => pictures.jobRunner.run({ type: "operate", operation, values, coverage }, signal),
			(tiles) => this.context.commit([{ type: "mask.setTiles", mask: id, tiles }]),
			(error) => this.#failed(error),
		);
	}

	fromPicture(source: "alpha" | "luminance"): void {
		const { document, queue, patches, pictures } = this.context;
		const { imported, jobRunner } = pictures;
		if (document === null || imported === null) return;
		const meaning = source === "alpha" ? "transparent" : "light";
		queue.runAsync(
			async (signal) => {
				const samples = isUnedited(document) ? imported : await patches.readRegion(document, rectOf(document.picture));
				return jobRunner.runOnMainThread(coverageFromSamples(samples, meaning), signal);
			},
			(coverage) => {
				if (!isEmpty(coverage)) this.#add(coverage);
				else this.context.notify(new EditorError(source === "alpha" ? "nothing-transparent" : "nothing-light"));
			},
			(error) => this.#failed(error),
		);
	}

	#failed(cause: unknown): void {
		this.context.notify(new EditorError("operation-failed", {}, { cause }));
	}
}
