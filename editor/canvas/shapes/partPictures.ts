// Draws placed pictures that are part of the picture: cut off at the edges of the canvas, and faint beyond them.
import type { ReferenceLayer } from "../../document";
import { boxBounds } from "../../document";
import { containsRect, rectOf, type Size } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { clipTo, type Surface, toDevice } from "../surface";
import { DisplayBitmaps } from "./displayBitmaps";
import { drawPlacedPicture } from "./placedPictures";

/** The opacity of what lies beyond the canvas, and is neither sent nor exported. */
const FAINT = 0.3;

export class PartPictures {
	readonly #bitmaps: DisplayBitmaps;

	constructor(
		readonly session: Pick<EditorSession, "pictures">,
		/** Called when a picture can be drawn better than before. */
		redraw: () => void,
	) {
		this.#bitmaps = new DisplayBitmaps(session.pictures, redraw);
	}

	draw(surface: Surface, canvas: Size, parts: readonly ReferenceLayer[]): void {
		const { context } = surface;
		for (const part of parts) {
			const picture = this.session.pictures.sizeOf(part.image);
			if (picture === undefined) continue;
			context.save();
			context.globalAlpha *= part.opacity;
			context.globalCompositeOperation = compositeOperation(part);
			if (!containsRect(rectOf(canvas), boxBounds(part))) {
				context.save();
				clipBeyond(surface, canvas);
				context.globalAlpha *= FAINT;
				drawPlacedPicture(surface, part, picture, this.#bitmaps);
				context.restore();
				clipTo(surface, rectOf(canvas));
			}
			drawPlacedPicture(surface, part, picture, this.#bitmaps);
			context.restore();
		}
	}

	/** Releases the bitmaps of parts that are gone. */
	keep(parts: readonly ReferenceLayer[]): void {
		this.#bitmaps.keep(parts.map(({ id }) => id));
	}

	dispose(): void {
		this.#bitmaps.dispose();
	}
}

function compositeOperation({ blend = "normal" }: ReferenceLayer): GlobalCompositeOperation {
	return blend === "normal" ? "source-over" : blend;
}

function clipBeyond(surface: Surface, canvas: Size): void {
	const { context, width, height } = surface;
	const { left, top, right, bottom } = toDevice(surface, rectOf(canvas));
	context.beginPath();
	context.rect(0, 0, width, height);
	context.rect(left, top, right - left, bottom - top);
	context.clip("evenodd");
}
