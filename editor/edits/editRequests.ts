// Edit requests of the open document: plans and prepares them, previews them on the canvas, adds their answers as results,
// and exports the picture and the mask as files.
import {
	activeMask,
	type DocumentTree,
	type EditPlan,
	lastStraightened,
	pictureLayers,
	placementSince,
	type ResultLayer,
	sentReferences,
} from "../document";
import { createResultReport, type PlacedPatch } from "../images/patch";
import { pastePlan } from "../plan";
import { isUnmoved, type Rect, type RgbaImage, rectOf, sizeOf } from "../raster";
import { isUnedited } from "../state/documentChange";
import type { EditorContext } from "../state/editorContext";
import {
	type EditOptions,
	EditorError,
	type ExportedMask,
	type ExportedPicture,
	type ExportWatch,
	type PixelKind,
	type PreparedEdit,
	type PrepareWatch,
	type ResultReport,
	type SavedEdit,
} from "../types";
import { exportMask } from "./exportMask";
import { PreparedParts } from "./preparedParts";
import { planEdits, prepareEdits } from "./prepareEdit";

export interface NumberedReference {
	readonly place: Rect;
	/** The number by which a prompt names it; 1 is the edited picture. */
	readonly number: number;
}

interface RequestPreview {
	readonly document: DocumentTree | null;
	/** The plans that send a part of the picture; a plan that sends the whole is left out. */
	readonly areas: readonly EditPlan[];
	readonly references: readonly NumberedReference[];
}

const EMPTY_PREVIEW: RequestPreview = { document: null, areas: [], references: [] };

export class EditRequests {
	#previewOptions: EditOptions | null = null;
	/** The document as it was when an edit was last prepared. */
	#sentDocument: DocumentTree | null = null;
	#preview: RequestPreview | null = null;
	readonly #parts = new PreparedParts();

	constructor(
		readonly context: EditorContext,
		/** The current masks have been sent. */
		readonly onSent: () => void,
	) {}

	async exportMask(allowEverything: boolean): Promise<ExportedMask> {
		const { pictures } = this.context;
		const mask = await exportMask(await this.whenSettled(), allowEverything, pictures.jobRunner);
		this.onSent();
		return mask;
	}

	async readPixels(kind: PixelKind, signal?: AbortSignal): Promise<RgbaImage> {
		const document = await this.whenSettled();
		const { pictures, patches } = this.context;
		const shown = kind === "edited" ? { ...document, references: [], adjustments: [] } : document;
		if (kind === "imported" || isUnedited(shown)) return pictures.readImported();
		await patches.sync(document);
		signal?.throwIfAborted();
		return patches.readRegion(document, rectOf(document.picture), pictureLayers(shown));
	}

	async exportPicture(kind: PixelKind, { signal, onProgress }: ExportWatch = {}): Promise<ExportedPicture> {
		const { document, pictures, patches } = this.context;
		const shown = document && (kind === "edited" ? { ...document, references: [], adjustments: [] } : document);
		if (document === null || shown === null || isUnedited(shown)) return pictures.export();
		await patches.sync(document);
		const { width, height } = document.picture;
		signal?.throwIfAborted();
		// A copy of our own, which may be transferred.
		const makeJob = async () =>
			({
				type: "encode",
				picture: await patches.readRegion(document, rectOf(document.picture), pictureLayers(shown)),
			}) as const;
		return { png: await pictures.jobRunner.runOwned(makeJob, { signal, onProgress }), width, height };
	}

	/** The plan of one request for all areas; null without a picture. */
	planEdit(options: EditOptions): EditPlan | null {
		return this.planEdits({ ...options, isPerArea: false })[0] ?? null;
	}

	planEdits(options: EditOptions): readonly EditPlan[] {
		return this.context.document === null ? [] : planEdits(this.context.document, options).map(({ plan }) => plan);
	}

	/** null: shows no preview. */
	setPreviewOptions(options: EditOptions | null): void {
		this.#previewOptions = options;
		this.#preview = null;
		this.context.notifyChange();
		this.context.redraw("cursor");
	}

	/** The areas and references that a request would send now, computed once per version of the document. */
	get preview(): RequestPreview {
		const { document } = this.context;
		if (document === null || this.#previewOptions === null) return EMPTY_PREVIEW;
		if (this.#preview?.document !== document) this.#preview = previewRequest(document, this.#previewOptions);
		return this.#preview;
	}

	/** Prepares one request for all areas. */
	async prepareEdit(options: EditOptions): Promise<PreparedEdit> {
		const [prepared] = await this.prepareEdits({ ...options, isPerArea: false });
		if (prepared === undefined) throw new EditorError("no-picture");
		return prepared;
	}

	async prepareEdits(options: EditOptions, watch: PrepareWatch = {}): Promise<readonly PreparedEdit[]> {
		const document = await this.whenSettled();
		if (this.#sentDocument?.id !== document.id) this.#parts.clear();
		const { pictures, patches } = this.context;
		const prepared = await prepareEdits(document, { pictures, patches, parts: this.#parts }, options, watch);
		this.#currentVersionOf(document);
		this.#sentDocument = document;
		this.onSent();
		return prepared;
	}

	async exportPasteCoverage({ plan, coverage: sent }: SavedEdit): Promise<ExportedPicture> {
		const { store, jobRunner } = this.context.pictures;
		const stored = sent === null ? null : await store.get(sent);
		if (stored === undefined) throw new EditorError("result-missing");
		const coverage = stored && new Uint8Array(await stored.arrayBuffer());
		const pasted = sent === null ? plan : pastePlan(plan, this.context.pasteOptions?.edges);
		return { png: await jobRunner.run({ type: "pasteImage", plan: pasted, coverage }), ...sizeOf(plan.source) };
	}

	/** Adds the answer to an edit as a result. An answer that cannot be used is rejected and leaves no trace. */
	async addAnswer(id: string, bytes: Blob, edit: SavedEdit): Promise<ResultReport> {
		const before = this.context.document;
		if (before === null) throw new EditorError("no-picture");
		if (edit.basis !== lastStraightened(before)) throw new EditorError("straightened-since");
		const image = await this.context.pictures.store.put(bytes);
		const { pasteOptions: paste } = this.context;
		const layer = { id, image, isVisible: true, edit, ...(paste ? { paste } : {}) };
		const layerOn = (document: DocumentTree) => ({ ...layer, ...movedSince(edit, document) });
		// Rendered before it is added, so that a failure is known first.
		const patch = await this.#render(before, layerOn(before));
		const { document } = this.context;
		if (document?.id === before.id) {
			if (edit.basis !== lastStraightened(document)) throw new EditorError("straightened-since");
			this.addResult(layerOn(document));
			if (patch?.isAnswerDamaged) this.context.showImportNotes(["damaged-file"]);
		}
		return createResultReport(patch);
	}

	/** The masks were painted on since they were sent: they belong to the next edit and stay visible. */
	get isMaskOfNextEdit(): boolean {
		const { document } = this.context;
		return document?.id === this.#sentDocument?.id && document?.masks !== this.#sentDocument?.masks;
	}

	/** Shows the answer as the browser decodes it until its patch is rendered. */
	async #render(document: DocumentTree, layer: ResultLayer): Promise<PlacedPatch | null> {
		const { patches, answers } = this.context;
		answers.arrive(layer);
		try {
			return await patches.render(document, layer);
		} catch (error) {
			// The document was closed meanwhile: the answer stays with its task.
			if (error instanceof EditorError && error.code === "picture-left") return null;
			throw error;
		} finally {
			answers.delete(layer.id);
			this.context.redraw("pictures");
		}
	}

	addResult(result: ResultLayer): void {
		const { document, isComparing } = this.context;
		// The mask overlay would tint the new result, so it is hidden until the next stroke.
		this.context.setViewState({ results: true, ...(this.isMaskOfNextEdit ? {} : { mask: false }) });
		// A new result replaces neither the one that is being compared nor the one whose accepted part is being painted.
		const isPaintingPart = document !== null && activeMask(document).of !== undefined;
		const isVisible = result.isVisible && !isComparing && !isPaintingPart;
		const shown = { ...result, isVisible };
		// An answer was paid for: undo does not take it away. A picture that the user adds is a step.
		if (result.edit) this.context.addArrival(shown);
		else this.context.commit([{ type: "result.add", result: shown }]);
		this.context.redraw("pictures", "cursor");
	}

	/** The document after every change that was enqueued so far. */
	async whenSettled(): Promise<DocumentTree> {
		const before = this.context.document;
		if (before === null) throw new EditorError("no-picture");
		await this.context.queue.whenIdle();
		return this.#currentVersionOf(before);
	}

	/** Throws if another document is open by now. */
	#currentVersionOf({ id }: DocumentTree): DocumentTree {
		const { document } = this.context;
		if (document?.id !== id) throw new EditorError("picture-left");
		return document;
	}
}

function previewRequest(document: DocumentTree, options: EditOptions): RequestPreview {
	const areas = planEdits(document, options)
		.map(({ plan }) => plan)
		.filter(({ extent }) => extent === "region");
	const references = sentReferences(document.references);
	return { document, areas, references: references.map(({ place }, i) => ({ place, number: i + 2 })) };
}

/** The placement by which the canvas was cropped, enlarged, turned and mirrored since the edit was planned. */
export function movedSince({ origin }: SavedEdit, { picture }: DocumentTree): Pick<ResultLayer, "moved"> {
	if (origin === undefined) return {};
	const moved = placementSince(origin, picture);
	return isUnmoved(moved) ? {} : { moved };
}
