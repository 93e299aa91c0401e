// Mask coverage from sources other than strokes: a file, the picture's own samples, the previous mask, an earlier edit, an
// operation on the current mask. Each is one history step.
import {
	acceptedPartMask,
	activeMask,
	type CoverageBeyond,
	createAcceptedPartMask,
	type DocumentTree,
	editCoverage,
	type ResultLayer,
	splitCoverage,
} from "../document";
import { movedRect, placementOf } from "../images/patchKeys";
import {
	type Coverage,
	combineOrientations,
	combineTiles,
	coverageFromSamples,
	differingTiles,
	fullCoverage,
	invertOrientation,
	isEmpty,
	type Orientation,
	orientationIn,
	orientCoverage,
	orientSize,
	rectOf,
	runToEnd,
	type Tiles,
	UPRIGHT,
} from "../raster";
import { isUnedited } from "../state/documentChange";
import type { EditorContext } from "../state/editorContext";
import { type Effect, type OptionValues, setMaskTiles } from "../tools";
import { readsPicture } from "../tools/operations";
import { type Editor, EditorError, type MaskPolarity } from "../types";
import type { MaskReading } from "../work";

type ImportMaskOptions = NonNullable<Parameters<Editor["importMask"]>[1]>;

interface PreviousMask {
	readonly coverage: Coverage;
	readonly document: string | undefined;
	readonly orientation: Orientation;
}

/** The area that an edit was sent with, on the canvas as it was then. */
interface SentArea extends ReturnType<typeof splitCoverage> {
	readonly picture: DocumentTree["picture"];
}

function findResult({ accepted, results }: DocumentTree, result: string): ResultLayer | undefined {
	return [...accepted, ...results].find(({ id }) => id === result);
}

/** The orientation from the picture as it was when the mask was remembered to the picture now; another picture is upright. */
function turnedSince({ document, orientation }: PreviousMask, now: DocumentTree): Orientation {
	if (document !== now.id) return UPRIGHT;
	return combineOrientations(invertOrientation(orientation), now.picture.orientation ?? UPRIGHT);
}

interface OperationInput {
	readonly operation: string;
	readonly values: OptionValues | undefined;
	readonly coverage: Coverage;
}

/** The tiles that a mask operation changes, computed in a worker. */
export function operateOn(
	{ pictures, samples }: Pick<EditorContext, "pictures" | "samples">,
	document: DocumentTree,
	input: OperationInput,
	signal: AbortSignal,
): Promise<Tiles> {
	if (!readsPicture(input.operation)) return pictures.jobRunner.run({ type: "operate", ...input }, signal);
	const makeJob = (key: string) => ({ type: "operateOnPicture", ...input, samples: key }) as const;
	return samples.run(document, "picture", makeJob, signal);
}

export class MaskSources {
	/** The mask that was sent last, or that of the picture before. */
	#previous: PreviousMask | null = null;
	/** By result. */
	readonly #sentAreas = new Map<string, SentArea>();
	#readingSentArea: ResultLayer | null = null;

	constructor(readonly context: EditorContext) {}

	/** Remembers the current mask for `reuse`. */
	remember(): void {
		const { document } = this.context;
		const coverage = document && editCoverage(document);
		if (coverage === null || isEmpty(coverage)) return;
		this.#previous = { coverage, document: document?.id, orientation: document?.picture.orientation ?? UPRIGHT };
	}

	get canReuse(): boolean {
		const { document } = this.context;
		if (document === null || this.#previous === null) return false;
		const { width, height } = orientSize(this.#previous.coverage, turnedSince(this.#previous, document));
		return width === document.picture.width && height === document.picture.height;
	}

	reuse(): void {
		const { document } = this.context;
		if (document === null || this.#previous === null || !this.canReuse) return;
		this.#commit(runToEnd(orientCoverage(this.#previous.coverage, turnedSince(this.#previous, document))));
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
		const picture = this.context.document?.picture;
		const whole = await this.#readEditCoverage(layer);
		if (whole !== null && picture !== undefined) this.add(splitCoverage(whole, picture).coverage, false);
	}

	/**
	 * Lets tools paint what is kept of an answer, beginning with what is kept now: at first everything that was sent. Strokes
	 * wait until then, so that none lands on the mask of the next edit. Must be called from within an enqueued change.
	 */
	editAcceptedPart(result: string, onBegun: () => void): void {
		const { document: before, queue } = this.context;
		const layer = before && findResult(before, result);
		if (before === null || !layer?.edit) return;
		const begin = (sent: SentArea | null): void => {
			const { document } = this.context;
			if (document === null) return;
			const existing = acceptedPartMask(document, result);
			this.context.setViewState({ mask: true, results: true, maskOnly: false, compare: "none", asOf: null });
			if (existing) this.context.selectMask(existing.id);
			else if (sent === null || sent.picture !== document.picture) return;
			else {
				const { coverage, beyond } = sent;
				const mask = { ...createAcceptedPartMask(result, coverage), ...(beyond ? { beyond } : {}) };
				this.context.commit([{ type: "mask.add", mask }]);
			}
			this.context.setViewState({ choosing: result });
			onBegun();
			this.context.redraw("masks", "pictures", "cursor");
			this.context.notifyChange();
		};
		const known = this.#knownSentArea(result);
		if (known) begin(known);
		else
			queue.runAsync(
				() => this.#readSentArea(layer),
				begin,
				(error) => this.#notifyFailure(error),
			);
	}

	/** Keeps everything that was sent, of the result whose kept part is being painted. */
	keepEverything(): void {
		const { document } = this.context;
		const mask = document && activeMask(document);
		const sent = mask?.of === undefined ? undefined : this.#knownSentArea(mask.of);
		if (mask && sent) this.context.commit(setMaskTiles(mask, differingTiles(mask.coverage, sent.coverage)));
	}

	/** The area that a result was sent with, on the canvas now; undefined: it is being read, and the masks are drawn again. */
	sentCoverage(result: string): Coverage | undefined {
		const known = this.#knownSentArea(result);
		const { document } = this.context;
		const layer = document && findResult(document, result);
		if (known || !layer || this.#readingSentArea === layer) return known?.coverage;
		this.#readingSentArea = layer;
		void this.#readSentArea(layer).then((area) => {
			if (area !== null) this.context.redraw("masks");
		});
		return undefined;
	}

	#knownSentArea(result: string): SentArea | undefined {
		const area = this.#sentAreas.get(result);
		return area?.picture === this.context.document?.picture ? area : undefined;
	}

	async #readSentArea(layer: ResultLayer): Promise<SentArea | null> {
		const picture = this.context.document?.picture;
		const whole = await this.#readEditCoverage(layer);
		if (whole === null || picture === undefined) return null;
		const area = { ...splitCoverage(whole, picture), picture };
		this.#sentAreas.set(layer.id, area);
		return area;
	}

	/** At its place on the canvas now. null: it cannot be read, and a notice says so. */
	async #readEditCoverage(layer: ResultLayer): Promise<CoverageBeyond | null> {
		const { document, pictures } = this.context;
		const { edit } = layer;
		if (document === null || edit === undefined) return null;
		const onCanvas = async (planned: Coverage) => ({
			coverage: await pictures.jobRunner.runOnMainThread(orientCoverage(planned, orientationIn(placementOf(layer)))),
			place: movedRect(rectOf(planned), layer),
		});
		try {
			if (edit.coverage === null) return await onCanvas(fullCoverage(edit.plan.picture));
			const bytes = await pictures.store.get(edit.coverage);
			if (bytes === undefined) throw new EditorError("result-missing");
			const { coverage } = await pictures.readMask(bytes, edit.plan.picture, "light");
			return await onCanvas(coverage);
		} catch (error) {
			if (error instanceof EditorError) this.context.notify(error);
			else this.#notifyFailure(error);
			return null;
		}
	}

	operate({ operation, mask: id, values }: Extract<Effect, { type: "operate" }>): void {
		const { document, queue } = this.context;
		const mask = document?.masks.find((candidate) => candidate.id === id);
		if (document === null || mask === undefined) return;
		const { coverage } = mask;
		queue.runAsync(
			(signal) => operateOn(this.context, document, { operation, values, coverage }, signal),
			(tiles) => this.context.commit([{ type: "mask.setTiles", mask: id, tiles }]),
			(error) => this.#notifyFailure(error),
		);
	}

	addFromPicture(source: "alpha" | "luminance"): void {
		const { document, queue, patches, pictures } = this.context;
		const { jobRunner } = pictures;
		if (document === null) return;
		const polarity = source === "alpha" ? "transparent" : "light";
		queue.runAsync(
			async (signal) => {
				const samples = isUnedited(document)
					? await pictures.readImported()
					: await patches.readRegion(document, rectOf(document.picture));
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
