// The difference of one edit's whole answer from the picture, made when it is looked at and kept while it is.

import { PictureTiles } from "../canvas/shapes/pictureTiles";
import type { DocumentTree, ResultLayer } from "../document/index";
import { chainOf, movedRect } from "../images/patchCache";
import { NO_SHIFT, type Shift } from "../plan/index";
import type { Rect } from "../raster/index";
import { documentAsOf } from "../state/compare";
import type { EditorContext } from "../state/editorContext";

export interface PlacedDifference {
	/** In picture space as it was when the edit was planned. */
	readonly planned: Rect;
	readonly display: PictureTiles;
}

export class DifferenceCache {
	#key = "";
	/** null: it could not be made, or nothing was sent. undefined: not there yet. */
	#made: PlacedDifference | null | undefined;

	constructor(readonly context: EditorContext) {}

	get(document: DocumentTree, layer: ResultLayer): PlacedDifference | null | undefined {
		const at = document.accepted.indexOf(layer);
		const before = at < 0 ? document.accepted : document.accepted.slice(0, at);
		const then = at < 0 ? document : documentAsOf(document, at + 1);
		const shift = this.context.patches.get(document, layer)?.shift ?? NO_SHIFT;
		const key = `${document.id} ${chainOf(document, before)} ${layer.id} ${shift.x} ${shift.y}`;
		if (key !== this.#key) {
			this.#key = key;
			this.#made = undefined;
			void this.#make(then, before, layer, shift).then((made) => {
				if (this.#key !== key) return;
				this.#made = made;
				this.context.redraw("pictures");
			});
		}
		return this.#made;
	}

	async #make(
		then: DocumentTree,
		before: readonly ResultLayer[],
		layer: ResultLayer,
		shift: Shift,
	): Promise<PlacedDifference | null> {
		const { pictures, patches } = this.context;
		if (layer.edit === undefined) return null;
		const { plan } = layer.edit;
		try {
			const answer = await pictures.store.get(layer.image);
			if (answer === undefined) return null;
			await patches.sync(then);
			const base = await patches.readRegion({ ...then, accepted: before }, movedRect(plan.source, layer));
			const { left, top } = plan.source;
			const bytes = new Uint8Array(await answer.arrayBuffer());
			const made = await pictures.jobRunner.run({ type: "difference", plan, answer: bytes, base, left, top, shift });
			const { rect, pixels } = made;
			return rect && { planned: rect, display: new PictureTiles(pixels, pixels.mip) };
		} catch {
			// What cannot be opened was said when it came.
			return null;
		}
	}
}
