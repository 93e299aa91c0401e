// Mask coverage from sources other than strokes: a file, the picture's own samples, the previous mask, an earlier edit, an
// operation on the current mask. Each is one history step.
import { acceptedPartMask, activeMask, createAcceptedPartMask, editCoverage, type ResultLayer } from "../document";
import { offsetOf } from "../images/patchKeys";
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
} from "../raster";
import { isUnedited } from "../state/documentChange";
import type { EditorContext } from "../state/editorContext";
import { type Effect, setMaskTiles } from "../tools";
import { type Editor, EditorError, type MaskPolarity } from "../types";
import type { MaskReading } from "../work";

type ImportMaskOptions = NonNullable<Parameters<Editor["importMask"]>[1]>;

export class MaskSources {
	/** The mask that was sent last, or that of the picture before. */
	#previous: Coverage | null = null;

	constructor(readonly context: EditorContext) {}

	/** Remembers the current mask for `reuse`. */
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
		if (this.canReuse && this.#previous !== null) this.#commit(this.#previous);
	}

	/** Adds to the active mask, or replaces its coverage. */
	#commit(coverage: Coverage, isReplacing = false): void {
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

	/** Reads the coverage of a mask file; a null polarity is detected from the file. Rejects with EditorError. */
	async read(bytes: Blob, polarity: MaskPolarity | null): Promise<MaskReading> {
		const picture = this.context.document?.picture;
		if (picture === undefined) throw new EditorError("no-picture");
		return this.context.pictures.readMask(bytes, picture, polarity);
	}

	/** Enqueued; it does nothing if the picture has another size by then. */
	add(coverage: Coverage, isReplacing: boolean): void {
		this.context.queue.enqueue(() => {
			const picture = this.context.document?.picture;
			if (picture?.width !== coverage.width || picture.height !== coverage.height) return;
			this.context.notify(null);
			this.#commit(coverage, isReplacing);
			this.context.notifyChange();
		});
	}

	async import(bytes: Blob, { polarity, isReplacing = false }: ImportMaskOptions = {}): Promise<void> {
		const documentId = this.context.document?.id;
		const reading = await this.read(bytes, polarity ?? null);
		if (reading.polarity === null) throw new EditorError("mask-unclear");
		const { document } = this.context;
		if (document === null || document.id !== documentId) return;
		if (activeMask(document).isLocked) throw new EditorError("mask-locked");
		this.add(reading.coverage, isReplacing);
	}

	/** Adds the mask that an edit was sent with, at its place on the current canvas. */
	async addFromEdit(layer: ResultLayer): Promise<void> {
		if (layer.edit === undefined || layer.edit.coverage === null) return;
		const coverage = await this.#readEditCoverage(layer);
		if (coverage !== null) this.add(coverage, false);
	}

	/** Lets tools paint which part of an answer is accepted, beginning with the part that is accepted now. */
	async editAcceptedPart(result: string): Promise<void> {
		const before = this.context.document;
		const layer = [...(before?.accepted ?? []), ...(before?.results ?? [])].find(({ id }) => id === result);
		if (before === null || !layer?.edit) return;
		const coverage = acceptedPartMask(before, result) ? null : await this.#readEditCoverage(layer);
		this.context.queue.enqueue(() => {
			const { document } = this.context;
			if (document === null) return;
			const existing = acceptedPartMask(document, result);
			this.context.setViewState({ mask: true, results: true, maskOnly: false, compare: "none", asOf: null });
			if (existing) this.context.selectMask(existing.id);
			else if (coverage?.width === document.picture.width && coverage.height === document.picture.height) {
				this.context.commit([{ type: "mask.add", mask: createAcceptedPartMask(result, coverage) }]);
			}
			this.context.redraw("masks", "pictures", "cursor");
		});
	}

	/** null: it cannot be read, and a notice says so. */
	async #readEditCoverage(layer: ResultLayer): Promise<Coverage | null> {
		const { document, pictures } = this.context;
		const { edit } = layer;
		if (document === null || edit === undefined) return null;
		const { width, height } = document.picture;
		const { x, y } = offsetOf(layer);
		const canvasNow = moveRect(rectOf({ width, height }), -x, -y);
		try {
			if (edit.coverage === null) {
				return await pictures.jobRunner.runOnMainThread(cropCoverage(fullCoverage(edit.plan.picture), canvasNow));
			}
			const bytes = await pictures.store.get(edit.coverage);
			if (bytes === undefined) throw new EditorError("result-missing");
			const { coverage } = await pictures.readMask(bytes, edit.plan.picture, "light");
			return await pictures.jobRunner.runOnMainThread(cropCoverage(coverage, canvasNow));
		} catch (error) {
			if (error instanceof EditorError) this.context.notify(error);
			else this.#notifyFailure(error);
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
			(error) => this.#notifyFailure(error),
		);
	}

	addFromPicture(source: "alpha" | "luminance"): void {
		const { document, queue, patches, pictures } = this.context;
		const { imported, jobRunner } = pictures;
		if (document === null || imported === null) return;
		const polarity = source === "alpha" ? "transparent" : "light";
		queue.runAsync(
			async (signal) => {
				const samples = isUnedited(document) ? imported : await patches.readRegion(document, rectOf(document.picture));
				return jobRunner.runOnMainThread(coverageFromSamples(samples, polarity), signal);
			},
			(coverage) => {
				if (!isEmpty(coverage)) this.#commit(coverage);
				else this.context.notify(new EditorError(source === "alpha" ? "nothing-transparent" : "nothing-light"));
			},
			(error) => this.#notifyFailure(error),
		);
	}

	#notifyFailure(cause: unknown): void {
		this.context.notify(new EditorError("operation-failed", {}, { cause }));
	}
}
