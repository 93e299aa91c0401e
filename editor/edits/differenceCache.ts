// The difference between one edit's whole answer and the picture under it: computed when it is compared, and kept while it
// is the last one that was asked for.
import type { DocumentTree, ResultLayer } from "../document";
import type { MipPicture } from "../images/mipPicture";
import { type Layers, layersKey, layersUnder } from "../images/patchKeys";
import { NO_SHIFT, type Shift } from "../plan";
import type { Rect } from "../raster";
import { comparedEdit, documentAsOf } from "../state/compare";
import type { EditorContext } from "../state/editorContext";
import type { ViewState } from "../state/viewState";
import { readPictureUnder } from "./pictureUnder";

export interface PlacedDifference {
	/** On the canvas as it was when the edit was planned. */
	readonly planned: Rect;
	readonly pixels: MipPicture;
}

export class DifferenceCache {
	#key = "";
	/** null: it could not be computed, or the edit sent nothing; undefined: not computed yet. */
	#difference: PlacedDifference | null | undefined;

	constructor(readonly context: EditorContext) {}

	/** The difference of the edit that the view compares; null: none is compared. */
	getCompared(document: DocumentTree, view: ViewState): PlacedDifference | null | undefined {
		const edit = comparedEdit(document, view);
		return edit === undefined ? null : this.#get(document, edit);
	}

	#get(document: DocumentTree, layer: ResultLayer): PlacedDifference | null | undefined {
		const at = document.accepted.indexOf(layer);
		const under = layersUnder(document, layer);
		const compared = at < 0 ? document : documentAsOf(document, at + 1);
		const shift = this.context.patches.get(document, layer)?.shift ?? NO_SHIFT;
		const key = `${document.id} ${layersKey(document, under)} ${layer.id} ${shift.x} ${shift.y}`;
		if (key !== this.#key) {
			this.#key = key;
			this.#difference = undefined;
			void this.#compute(compared, under, layer, shift).then((difference) => {
				if (this.#key !== key) return;
				this.#difference = difference;
				this.context.redraw("pictures");
			});
		}
		return this.#difference;
	}

	async #compute(
		document: DocumentTree,
		under: Layers,
		layer: ResultLayer,
		shift: Shift,
	): Promise<PlacedDifference | null> {
		const { pictures } = this.context;
		if (layer.edit === undefined) return null;
		const { plan } = layer.edit;
		try {
			const stored = await pictures.store.get(layer.image);
			if (stored === undefined) return null;
			const base = await readPictureUnder(this.context, document, layer, plan, under);
			const { left, top } = plan.source;
			const answer = new Uint8Array(await stored.arrayBuffer());
			const { rect, pixels } = await pictures.jobRunner.run({
				type: "difference",
				plan,
				answer,
				base,
				left,
				top,
				shift,
			});
			return rect && { planned: rect, pixels };
		} catch {
			// An answer that cannot be decoded was reported when it arrived.
			return null;
		}
	}
}
