// What leaves the document: the picture and the mask as files, what an edit sends; and what comes back for it.
import { activeMask, type DocumentTree, type EditPlan, importedRect, type ResultLayer } from "../document/index";
import { reportOn } from "../images/patchCache";
import { pastePlan } from "../plan/index";
import { type Rect, rectOf, sizeOf } from "../raster/index";
import { isUnedited } from "../state/documentChange";
import type { EditorContext } from "../state/editorContext";
import {
	type EditOptions,
	EditorError,
	type ExportedMask,
	type ExportedPicture,
	type PreparedEdit,
	type ResultReport,
	type SavedEdit,
} from "../types";
import { exportMask } from "./exportMask";
import { planEdits, prepareEdits } from "./prepareEdit";

export interface NumberedReference {
	readonly place: Rect;
	/** As words speak of it: the one that is edited is the first. */
	readonly number: number;
}

interface RequestPreview {
	readonly document: DocumentTree | null;
	/** Parts of the picture, where it is not all there is. */
	readonly areas: readonly EditPlan[];
	readonly references: readonly NumberedReference[];
}

const NOTHING: RequestPreview = { document: null, areas: [], references: [] };

function describe(document: DocumentTree, wishes: EditOptions): RequestPreview {
	const [first, ...more] = planEdits(document, wishes);
	const areas = [first, ...more].map(({ plan }) => plan).filter(({ extent }) => extent === "region");
	const references = document.references.filter(({ isVisible }) => isVisible);
	return { document, areas, references: references.map(({ place }, i) => ({ place, number: i + 2 })) };
}

export class EditRequests {
	#wishes: EditOptions | null = null;
	/** As it was when an edit was last prepared. */
	#sentFrom: DocumentTree | null = null;
	#shown: RequestPreview | null = null;

	constructor(
		readonly context: EditorContext,
		/** The masks as they are now have been sent. */
		readonly onSent: () => void,
	) {}

	async exportMask(allowEverything: boolean): Promise<ExportedMask> {
		const { pictures } = this.context;
		const mask = await exportMask(await this.whenSettled(), allowEverything, pictures.jobRunner);
		this.onSent();
		return mask;
	}

	async exportPicture(): Promise<ExportedPicture> {
		const { document, pictures, patches } = this.context;
		if (document === null || isUnedited(document)) return pictures.export();
		await patches.sync(document);
		const { width, height } = document.picture;
		const picture = await patches.readRegion(document, rectOf(document.picture));
		return { png: await pictures.jobRunner.run({ type: "encode", picture }), width, height };
	}

	planEdits(wishes: EditOptions): readonly EditPlan[] {
		return this.context.document === null ? [] : planEdits(this.context.document, wishes).map(({ plan }) => plan);
	}

	setPreviewOptions(wishes: EditOptions | null): void {
		this.#wishes = wishes;
		this.#shown = null;
		this.context.notifyChange();
		this.context.redraw("cursor");
	}

	/** What would go out now, worked out once a document. */
	get preview(): RequestPreview {
		const { document } = this.context;
		if (document === null || this.#wishes === null) return NOTHING;
		if (this.#shown?.document !== document) this.#shown = describe(document, this.#wishes);
		return this.#shown;
	}

	async prepareEdits(wishes: EditOptions): Promise<readonly PreparedEdit[]> {
		const document = await this.whenSettled();
		const prepared = await prepareEdits(document, this.context, wishes);
		this.#stillAt(document);
		this.#sentFrom = document;
		this.onSent();
		return prepared;
	}

	async exportPasteCoverage({ plan, coverage: painted }: SavedEdit): Promise<ExportedPicture> {
		const { store, jobRunner } = this.context.pictures;
		const stored = painted === null ? null : await store.get(painted);
		if (stored === undefined) throw new EditorError("result-missing");
		const coverage = stored && new Uint8Array(await stored.arrayBuffer());
		const pasted = painted === null ? plan : pastePlan(plan, this.context.pasteWishes?.edges);
		return { png: await jobRunner.run({ type: "pasteImage", plan: pasted, coverage }), ...sizeOf(plan.source) };
	}

	/** The answer to an edit. */
	async addAnswer(id: string, bytes: Blob, edit: SavedEdit): Promise<ResultReport> {
		const asked = this.context.document;
		if (asked === null) throw new EditorError("no-picture");
		const image = await this.context.pictures.store.put(bytes);
		// Made before it is shown: what cannot be opened is refused and leaves no trace.
		const { pasteWishes: paste } = this.context;
		const layer = { id, image, isVisible: true, edit, ...(paste ? { paste } : {}) };
		const layerOn = (document: DocumentTree) => ({ ...layer, ...offsetSince(edit, document) });
		const patch = await this.context.patches.render(asked, layerOn(asked)).catch((error: unknown) => {
			// Who has left the picture finds the answer with its task.
			if (error instanceof EditorError && error.code === "picture-left") return null;
			throw error;
		});
		const { document } = this.context;
		if (document?.id === asked.id) this.addResult(layerOn(document));
		return reportOn(patch);
	}

	addResult(result: ResultLayer): void {
		const { document, isComparing } = this.context;
		// The overlay would tint just what one wants to judge; the next stroke brings it back. Who has painted on since it
		// was sent is at the next edit already.
		const isPaintedOn = document?.id === this.#sentFrom?.id && document?.masks !== this.#sentFrom?.masks;
		this.context.setViewState({ results: true, ...(isPaintedOn ? {} : { mask: false }) });
		// Nobody's comparison is taken away, nor the candidate of which one paints what to take.
		const isTaking = document !== null && activeMask(document).of !== undefined;
		const isVisible = result.isVisible && !isComparing && !isTaking;
		this.context.commit([{ type: "result.add", result: { ...result, isVisible } }]);
		this.context.redraw("pictures", "cursor");
	}

	/** With all that was asked for so far. */
	async whenSettled(): Promise<DocumentTree> {
		const asked = this.context.document;
		if (asked === null) throw new EditorError("no-picture");
		await this.context.queue.whenIdle();
		return this.#stillAt(asked);
	}

	/** What is made of one picture is of no use to whoever looks at another. */
	#stillAt({ id }: DocumentTree): DocumentTree {
		const { document } = this.context;
		if (document?.id !== id) throw new EditorError("picture-left");
		return document;
	}
}

/** What was kept meanwhile may have added to the canvas on the left and at the top. */
export function offsetSince({ origin }: SavedEdit, { picture }: DocumentTree): Pick<ResultLayer, "moved"> {
	const { left, top } = importedRect(picture);
	const moved = { x: left - (origin?.x ?? left), y: top - (origin?.y ?? top) };
	return moved.x === 0 && moved.y === 0 ? {} : { moved };
}
