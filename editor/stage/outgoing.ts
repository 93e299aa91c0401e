// What leaves the document: the picture and the mask as files, what an edit sends; and what comes back for it.
import type { DocumentTree, EditPlan, ResultLayer } from "../document";
import { rectOf } from "../raster";
import {
	EditorError,
	type EditWishes,
	type ExportedMask,
	type ExportedPicture,
	type PreparedEdit,
	type ResultReport,
	type SavedEdit,
} from "../types";
import type { Desk } from "./desk";
import { isAsImported } from "./documentChange";
import { exportMask } from "./exportMask";
import { reportOn } from "./patches";
import { planEdit, prepareEdit } from "./prepareEdit";

export class Outgoing {
	constructor(
		readonly desk: Desk,
		/** The masks as they are now have been sent. */
		readonly sent: () => void,
	) {}

	async exportMask(allowEverything: boolean): Promise<ExportedMask> {
		const { pictures } = this.desk;
		const mask = await exportMask(await this.#settled(), allowEverything, pictures.workshop);
		this.sent();
		return mask;
	}

	async exportPicture(): Promise<ExportedPicture> {
		const { document, pictures, patches } = this.desk;
		if (document === null || isAsImported(document)) return pictures.export();
		await patches.sync(document);
		const { width, height } = document.picture;
		const { workshop } = pictures;
		const picture = await workshop.runHere(patches.cut(document, rectOf(document.picture)));
		return { png: await workshop.run({ type: "encode", picture }), width, height };
	}

	planEdit(wishes: EditWishes): EditPlan | null {
		return this.desk.document && planEdit(this.desk.document, wishes).plan;
	}

	async prepareEdit(wishes: EditWishes): Promise<PreparedEdit> {
		const prepared = await prepareEdit(await this.#settled(), this.desk.patches, wishes);
		this.sent();
		return prepared;
	}

	/** The answer to an edit. */
	async showAnswer(id: string, bytes: Blob, edit: SavedEdit): Promise<ResultReport> {
		const asked = this.desk.document;
		if (asked === null) throw new EditorError("no-picture");
		const image = await this.desk.pictures.store.put(bytes);
		// Made before it is shown: what cannot be opened is refused and leaves no trace.
		const layer = { id, image, isVisible: true, edit };
		const patch = await this.desk.patches.of(asked, layer);
		if (this.desk.document?.id === asked.id) this.showResult(layer);
		return reportOn(patch);
	}

	showResult(result: ResultLayer): void {
		// The overlay would tint just what one wants to judge; the next stroke brings it back.
		this.desk.show({ mask: false, results: true });
		this.desk.commit([{ type: "result.add", result }]);
		this.desk.redraw("pictures");
	}

	/** With all that was asked for so far. */
	async #settled(): Promise<DocumentTree> {
		await this.desk.turns.whenDone();
		if (this.desk.document === null) throw new EditorError("no-picture");
		return this.desk.document;
	}
}
