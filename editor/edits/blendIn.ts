// Blends a placed picture in: computes its outline in the worker and commits one history step. Changes that arrive meanwhile
// wait.

import { readFile } from "../codec";
import { blendInCommands, blendMargin, boxBounds } from "../document";
import { outward } from "../plan";
import { intersectRects, isEmpty, rectOf, sizeOf } from "../raster";
import type { EditorContext } from "../state/editorContext";
import { EditorError } from "../types";
import { placementOf } from "./sentReferences";

/** To be called from within an enqueued change. */
export function blendIn(context: EditorContext, id: string, onDone: () => void): void {
	const { document, queue, pictures } = context;
	const layer = document?.references.find((one) => one.id === id);
	if (document === null || layer === undefined) return;
	queue.runAsync(
		async (signal) => {
			const file = await pictures.store.get(layer.image);
			if (file === undefined) throw new EditorError("placed-missing");
			const bytes = await readFile(file);
			const canvas = sizeOf(rectOf(document.picture));
			const area = intersectRects(outward(boxBounds(layer)), rectOf(canvas));
			const [placement, margin] = [placementOf(layer), blendMargin(layer)];
			return pictures.jobRunner.run({ type: "partOutline", ...placement, bytes, canvas, area, margin }, signal);
		},
		(outline) => {
			if (isEmpty(outline)) {
				context.notify(new EditorError("nothing-to-blend"));
				return;
			}
			context.notify(null);
			context.setViewState({ mask: true });
			context.commit(blendInCommands(document, id, outline));
			onDone();
		},
		(error) =>
			context.notify(error instanceof EditorError ? error : new EditorError("operation-failed", {}, { cause: error })),
	);
}
