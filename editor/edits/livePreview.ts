// The preview of an answer that is still being generated, placed inside the mask that was sent. It is only shown: the
// document does not contain it, and the final answer takes its place.
import { canvasWithResult, type DocumentTree, lastStraightened } from "../document";
import { placementAt } from "../images/patchKeys";
import { type Placement, type Rect, type Size, sizeOf } from "../raster";
import type { PartialResult } from "../resultSource";
import type { EditorContext } from "../state/editorContext";
import type { SavedEdit } from "../types";
import { movedSince } from "./editRequests";

export interface PlacedPreview {
	/** As large as the picture that was sent, transparent where it is to be kept. */
	readonly picture: OffscreenCanvas;
	/** The part of `picture`, from its top left corner, that shows the canvas; the rest is padding. */
	readonly content: Size;
	/** The size of the sent part of the picture, and its placement on the canvas. */
	readonly size: Size;
	readonly placement: Placement;
	/** The canvas with the area that the edit adds around it. */
	readonly canvas: Rect;
}

interface MaskedPreview {
	readonly result: PartialResult;
	readonly picture: OffscreenCanvas;
}

export class LivePreview {
	#requested: PartialResult | undefined;
	#masked: MaskedPreview | undefined;

	constructor(readonly context: EditorContext) {}

	/** undefined: no answer is being generated. A preview that cannot be decoded is skipped; the one before it stays. */
	async update(result: PartialResult | undefined): Promise<void> {
		if (result?.preview === this.#requested?.preview) return;
		this.#requested = result;
		const masked = result && (await maskPreview(result).catch(() => this.#masked));
		if (this.#requested !== result || this.#masked === masked) return;
		this.#masked = masked;
		this.context.redraw("pictures", "masks", "cursor");
	}

	/** The edit whose preview is shown. */
	get edit(): SavedEdit | undefined {
		return this.#masked?.result.edit;
	}

	get(document: DocumentTree): PlacedPreview | null {
		if (this.#masked === undefined) return null;
		const { result, picture } = this.#masked;
		if (result.edit.basis !== lastStraightened(document)) return null;
		const { source, content } = result.edit.plan;
		const moved = movedSince(result.edit, document);
		const canvas = canvasWithResult(document.picture, { edit: result.edit, ...moved });
		return { picture, content, size: sizeOf(source), placement: placementAt(source, moved), canvas };
	}
}

async function maskPreview(result: PartialResult): Promise<MaskedPreview> {
	const { width, height } = result.edit.plan.sent;
	const [preview, mask] = await Promise.all([createImageBitmap(result.preview), createImageBitmap(result.mask)]);
	const picture = new OffscreenCanvas(width, height);
	const context = picture.getContext("2d");
	context?.drawImage(preview, 0, 0, width, height);
	if (context) context.globalCompositeOperation = "destination-out";
	// The mask is opaque where the picture is to be kept.
	context?.drawImage(mask, 0, 0, width, height);
	preview.close();
	mask.close();
	return { result, picture };
}
