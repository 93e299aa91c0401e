// The mask of a placed picture, from the active mask and back to it, where tools paint it. Each is one history step.
import { readFile } from "../codec";
import { activeMask, boxBounds } from "../document";
import { outward } from "../plan";
import { type Coverage, differingTiles, fullCoverage, intersectRects, isEmpty, rectOf, sizeOf } from "../raster";
import type { EditorContext } from "../state/editorContext";
import { setMaskTiles } from "../tools";
import { EditorError } from "../types";
import { storeMask } from "./placeLayer";
import { placementOf } from "./sentReferences";

/** To be called from within an enqueued change. "take": from the active mask; "release": to it. */
export function changeObjectMask(context: EditorContext, id: string, way: "take" | "release"): void {
	if (way === "take") takeMask(context, id);
	else releaseMask(context, id);
}

function takeMask(context: EditorContext, id: string): void {
	const { document, queue, pictures } = context;
	const layer = document?.references.find((one) => one.id === id);
	const size = layer && pictures.sizeOf(layer.image);
	if (document === null || layer === undefined || size === undefined) return;
	const mask = activeMask(document);
	if (isEmpty(mask.coverage)) {
		context.notify(new EditorError("nothing-masked"));
		return;
	}
	queue.runAsync(
		() => storeMask(context, layer, size, mask.coverage),
		(coverage) => {
			context.notify(null);
			// The mask has become the layer's: what is painted next is another one.
			context.commit([
				{ type: "reference.set", reference: id, changes: { coverage, isPart: true } },
				...(mask.isLocked ? [] : setMaskTiles(mask, differingTiles(mask.coverage, { ...mask.coverage, tiles: {} }))),
			]);
			context.redraw("pictures", "masks");
		},
		(error) => notifyFailure(context, error),
	);
}

function releaseMask(context: EditorContext, id: string): void {
	const { document, queue, pictures } = context;
	const layer = document?.references.find((one) => one.id === id);
	if (document === null || layer === undefined) return;
	const mask = activeMask(document);
	if (mask.isLocked) {
		context.notify(new EditorError("mask-locked"));
		return;
	}
	const { coverage: file } = layer;
	queue.runAsync(
		async (): Promise<Coverage> => {
			const canvas = sizeOf(rectOf(document.picture));
			if (file === undefined) return fullCoverage(canvas);
			const blob = await pictures.store.get(file);
			if (blob === undefined) throw new EditorError("placed-missing");
			const area = intersectRects(outward(boxBounds(layer)), rectOf(canvas));
			const [bytes, placement] = [await readFile(blob), placementOf(layer)];
			return pictures.jobRunner.run({ type: "partCoverage", ...placement, bytes, canvas, area });
		},
		(coverage) => {
			context.notify(null);
			context.setViewState({ mask: true });
			context.commit(setMaskTiles(mask, differingTiles(mask.coverage, coverage)));
			context.redraw("masks");
		},
		(error) => notifyFailure(context, error),
	);
}

function notifyFailure(context: EditorContext, cause: unknown): void {
	context.notify(cause instanceof EditorError ? cause : new EditorError("operation-failed", {}, { cause }));
}
