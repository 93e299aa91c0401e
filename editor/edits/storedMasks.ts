// Takes the active mask out of the document as plain data, and puts stored masks into it: at their own size or scaled to fit,
// joined to the active mask or as a new one. One history step each.
import {
	activeMask,
	type DocumentCommand,
	type DocumentTree,
	type MaskPort,
	type MaskPreview,
	type MaskRequest,
	type MaskUse,
	nextMask,
	previewMask,
	restoreMask,
	type StoredMask,
	storeMask,
} from "../document";
import {
	type Coverage,
	combineTiles,
	differingTiles,
	emptyCoverage,
	isEmpty,
	rectOf,
	type Size,
	type Tiles,
} from "../raster";
import type { EditorContext } from "../state/editorContext";
import type { Emitter } from "../state/emitter";
import { COMBINE_MODES, setMaskTiles } from "../tools";
import { EditorError } from "../types";

export class StoredMasks implements MaskPort {
	constructor(
		readonly context: EditorContext,
		readonly requests: Emitter<[MaskRequest]>,
		readonly cancelGesture: () => void,
	) {}

	read(): StoredMask | null {
		const { document } = this.context;
		const coverage = document && activeMask(document).coverage;
		return coverage === null || isEmpty(coverage) ? null : storeMask(coverage);
	}

	preview(mask: StoredMask, side: number): MaskPreview {
		return previewMask(restoreMask(mask) ?? emptyCoverage({ width: 1, height: 1 }), side);
	}

	onRequest(listener: (request: MaskRequest) => void): () => void {
		return this.requests.on(listener);
	}

	apply(mask: StoredMask, use: MaskUse): Promise<void> {
		const { queue } = this.context;
		return new Promise((resolve, reject) => {
			const fail = (cause: unknown) =>
				reject(cause instanceof EditorError ? cause : new EditorError("operation-failed", {}, { cause }));
			queue.enqueue(() => {
				const { document } = this.context;
				const coverage = restoreMask(mask);
				if (document === null) return fail(new EditorError("no-picture"));
				if (use.mode !== "layer" && activeMask(document).isLocked) return fail(new EditorError("mask-locked"));
				if (coverage === null) return fail(new TypeError("not a mask"));
				this.cancelGesture();
				queue.runAsync(
					(signal) => {
						// A cancelled operation has changed nothing.
						signal.addEventListener("abort", () => resolve(), { once: true });
						return this.#fitted(coverage, document.picture, use.fit, signal);
					},
					(tiles) => {
						this.#commit(tiles, use);
						resolve();
					},
					fail,
				);
			});
		});
	}

	/** The tiles of a mask on a canvas of another size. */
	async #fitted(coverage: Coverage, canvas: Size, fit: MaskUse["fit"], signal: AbortSignal): Promise<Tiles> {
		const { width, height } = canvas;
		if (width === coverage.width && height === coverage.height) return coverage.tiles;
		const from = rectOf(coverage);
		const transform = { from, place: fit === "scale" ? rectOf(canvas) : from, canvas: { width, height } };
		const job = { kind: "transformMask", input: { coverage, transform } } as const;
		return (await this.context.pictures.jobRunner.run({ type: "select", job, samples: null }, signal)) ?? {};
	}

	#commit(tiles: Tiles, use: MaskUse): void {
		const { document } = this.context;
		if (document === null) return;
		const commands = commandsOf(document, tiles, use);
		this.context.setViewState({ mask: true, asOf: null });
		if (commands.length > 0) this.context.commit(commands);
		this.context.redraw("masks", "cursor");
		this.context.notifyChange();
	}
}

function commandsOf(document: DocumentTree, tiles: Tiles, { mode, name = "" }: MaskUse): readonly DocumentCommand[] {
	const coverage = { ...emptyCoverage(document.picture), tiles };
	if (mode === "layer") return [{ type: "mask.add", mask: { ...nextMask(document), name, coverage } }];
	const mask = activeMask(document);
	if (mode === "replace") return setMaskTiles(mask, differingTiles(mask.coverage, coverage));
	return setMaskTiles(mask, combineTiles(mask.coverage, COMBINE_MODES[mode], tiles));
}
