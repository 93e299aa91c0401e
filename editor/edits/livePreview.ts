// An answer that is still being made, where it will lie: what there is of it so far, inside what was sent as mask. Only to
// be looked at: the document knows nothing of it, and the answer itself takes its place.

import { type Surface, toDevice } from "../canvas/surface";
import type { DocumentTree } from "../document/index";
import { movedRect } from "../images/patchCache";
import type { PartialResult } from "../resultSource";
import type { EditorContext } from "../state/editorContext";
import { offsetSince } from "./editRequests";

interface Made {
	readonly of: PartialResult;
	/** As large as what was sent, transparent where nothing was asked for. */
	readonly picture: OffscreenCanvas;
}

export class LivePreview {
	#wanted: PartialResult | undefined;
	#made: Made | undefined;

	constructor(readonly context: EditorContext) {}

	/** undefined: none is on its way. A picture that cannot be shown is not shown; the one before it stays. */
	async update(wanted: PartialResult | undefined): Promise<void> {
		if (wanted?.preview === this.#wanted?.preview) return;
		this.#wanted = wanted;
		const made = wanted && (await make(wanted).catch(() => this.#made));
		if (this.#wanted !== wanted || this.#made === made) return;
		this.#made = made;
		this.context.redraw("pictures");
	}

	draw(surface: Surface, document: DocumentTree): void {
		if (this.#made === undefined) return;
		const { of, picture } = this.#made;
		const { source, content } = of.edit.plan;
		const place = toDevice(surface, movedRect(source, offsetSince(of.edit, document)));
		const { left, top, right, bottom } = place;
		surface.context.drawImage(picture, 0, 0, content.width, content.height, left, top, right - left, bottom - top);
	}
}

async function make(of: PartialResult): Promise<Made> {
	const { width, height } = of.edit.plan.sent;
	const [preview, mask] = await Promise.all([createImageBitmap(of.preview), createImageBitmap(of.mask)]);
	const picture = new OffscreenCanvas(width, height);
	const context = picture.getContext("2d");
	context?.drawImage(preview, 0, 0, width, height);
	if (context) context.globalCompositeOperation = "destination-out";
	// Opaque where nothing is to change.
	context?.drawImage(mask, 0, 0, width, height);
	preview.close();
	mask.close();
	return { of, picture };
}
