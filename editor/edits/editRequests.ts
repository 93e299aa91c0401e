// What leaves the document: the picture and the mask as files, what an edit sends; and what comes back for it.
import { activeMask, type DocumentTree, type EditPlan, importedRect, type ResultLayer } from "../document/index";
import { reportOn } from "../images/patches";
import { pastePlan } from "../plan/index";
import { type Rect, rectOf, sizeOf } from "../raster/index";
import { isAsImported } from "../state/documentChange";
import type { Desk } from "../state/editorContext";
import {
	EditorError,
	type EditWishes,
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

interface Shown {
	readonly document: DocumentTree | null;
	/** Parts of the picture, where it is not all there is. */
	readonly areas: readonly EditPlan[];
	readonly references: readonly NumberedReference[];
}

const NOTHING: Shown = { document: null, areas: [], references: [] };

function describe(document: DocumentTree, wishes: EditWishes): Shown {
	const [first, ...more] = planEdits(document, wishes);
	const areas = [first, ...more].map(({ plan }) => plan).filter(({ extent }) => extent === "region");
	const references = document.references.filter(({ isVisible }) => isVisible);
	return { document, areas, references: references.map(({ place }, i) => ({ place, number: i + 2 })) };
}

export class Outgoing {
	#wishes: EditWishes | null = null;
	/** As it was when an edit was last prepared. */
	#sentFrom: DocumentTree | null = null;
	#shown: Shown | null = null;

	constructor(
		readonly desk: Desk,
		/** The masks as they are now have been sent. */
		readonly sent: () => void,
	) {}

	async exportMask(allowEverything: boolean): Promise<ExportedMask> {
		const { pictures } = this.desk;
		const mask = await exportMask(await this.settled(), allowEverything, pictures.workshop);
		this.sent();
		return mask;
	}

	async exportPicture(): Promise<ExportedPicture> {
		const { document, pictures, patches } = this.desk;
		if (document === null || isAsImported(document)) return pictures.export();
		await patches.sync(document);
		const { width, height } = document.picture;
		const picture = await patches.part(document, rectOf(document.picture));
		return { png: await pictures.workshop.run({ type: "encode", picture }), width, height };
	}

	planEdits(wishes: EditWishes): readonly EditPlan[] {
		return this.desk.document === null ? [] : planEdits(this.desk.document, wishes).map(({ plan }) => plan);
	}

	show(wishes: EditWishes | null): void {
		this.#wishes = wishes;
		this.#shown = null;
		this.desk.changed();
		this.desk.redraw("cursor");
	}

	/** What would go out now, worked out once a document. */
	get shown(): Shown {
		const { document } = this.desk;
		if (document === null || this.#wishes === null) return NOTHING;
		if (this.#shown?.document !== document) this.#shown = describe(document, this.#wishes);
		return this.#shown;
	}

	async prepareEdits(wishes: EditWishes): Promise<readonly PreparedEdit[]> {
		const document = await this.settled();
		const prepared = await prepareEdits(document, this.desk, wishes);
		this.#stillAt(document);
		this.#sentFrom = document;
		this.sent();
		return prepared;
	}

	async pasteOf({ plan, coverage: painted }: SavedEdit): Promise<ExportedPicture> {
		const { store, workshop } = this.desk.pictures;
		const stored = painted === null ? null : await store.get(painted);
		if (stored === undefined) throw new EditorError("result-missing");
		const coverage = stored && new Uint8Array(await stored.arrayBuffer());
		const pasted = painted === null ? plan : pastePlan(plan, this.desk.pasteWishes?.edges);
		return { png: await workshop.run({ type: "pasteImage", plan: pasted, coverage }), ...sizeOf(plan.source) };
	}

	/** The answer to an edit. */
	async showAnswer(id: string, bytes: Blob, edit: SavedEdit): Promise<ResultReport> {
		const asked = this.desk.document;
		if (asked === null) throw new EditorError("no-picture");
		const image = await this.desk.pictures.store.put(bytes);
		// Made before it is shown: what cannot be opened is refused and leaves no trace.
		const { pasteWishes: paste } = this.desk;
		const layer = { id, image, isVisible: true, edit, ...(paste ? { paste } : {}) };
		const layerOn = (document: DocumentTree) => ({ ...layer, ...movedSince(edit, document) });
		const patch = await this.desk.patches.of(asked, layerOn(asked)).catch((error: unknown) => {
			// Who has left the picture finds the answer with its task.
			if (error instanceof EditorError && error.code === "picture-left") return null;
			throw error;
		});
		const { document } = this.desk;
		if (document?.id === asked.id) this.showResult(layerOn(document));
		return reportOn(patch);
	}

	showResult(result: ResultLayer): void {
		const { document, isComparing } = this.desk;
		// The overlay would tint just what one wants to judge; the next stroke brings it back. Who has painted on since it
		// was sent is at the next edit already.
		const isPaintedOn = document?.id === this.#sentFrom?.id && document?.masks !== this.#sentFrom?.masks;
		this.desk.show({ results: true, ...(isPaintedOn ? {} : { mask: false }) });
		// Nobody's comparison is taken away, nor the candidate of which one paints what to take.
		const isTaking = document !== null && activeMask(document).of !== undefined;
		const isVisible = result.isVisible && !isComparing && !isTaking;
		this.desk.commit([{ type: "result.add", result: { ...result, isVisible } }]);
		this.desk.redraw("pictures", "cursor");
	}

	/** With all that was asked for so far. */
	async settled(): Promise<DocumentTree> {
		const asked = this.desk.document;
		if (asked === null) throw new EditorError("no-picture");
		await this.desk.turns.whenDone();
		return this.#stillAt(asked);
	}

	/** What is made of one picture is of no use to whoever looks at another. */
	#stillAt({ id }: DocumentTree): DocumentTree {
		const { document } = this.desk;
		if (document?.id !== id) throw new EditorError("picture-left");
		return document;
	}
}

/** What was kept meanwhile may have added to the canvas on the left and at the top. */
export function movedSince({ origin }: SavedEdit, { picture }: DocumentTree): Pick<ResultLayer, "moved"> {
	const { left, top } = importedRect(picture);
	const moved = { x: left - (origin?.x ?? left), y: top - (origin?.y ?? top) };
	return moved.x === 0 && moved.y === 0 ? {} : { moved };
}
