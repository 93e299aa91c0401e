// Proposes what truly changed as the kept part of an answer that was sent without a mask; the person repaints it. One step.
import { acceptedPartMask, activeMask, type DocumentTree, type ResultLayer, splitCoverage } from "../document";
import { layersUnder, movedRect, placementOf } from "../images/patchKeys";
import type { ProposedChange } from "../plan";
import { differingTiles, orientationIn, orientCoverage, rectOf } from "../raster";
import type { EditorContext } from "../state/editorContext";
import { setMaskTiles } from "../tools";
import { EditorError } from "../types";
import { readPictureUnder } from "./pictureUnder";

/** `sensitivity`: 0 to 100. Consecutive proposals for one answer are one history step. */
export function keepChangedPart(context: EditorContext, sensitivity: number): void {
	const { document, queue } = context;
	const result = document && activeMask(document).of;
	const layer = document && [...document.accepted, ...document.results].find(({ id }) => id === result);
	if (document === null || !layer?.edit) return;
	queue.runAsync(
		(signal) => propose(context, document, layer, sensitivity, signal),
		({ coverage, found }) => {
			if (found !== "part") {
				context.notify(new EditorError(found === "nothing" ? "nothing-changed" : "everything-changed"));
				return;
			}
			const mask = context.document && acceptedPartMask(context.document, layer.id);
			if (!mask) return;
			context.setViewState({ mask: true });
			context.commit(setMaskTiles(mask, differingTiles(mask.coverage, coverage)), `changed ${layer.id}`);
		},
		(error) =>
			context.notify(error instanceof EditorError ? error : new EditorError("operation-failed", {}, { cause: error })),
	);
}

/** On the canvas now. */
async function propose(
	context: EditorContext,
	document: DocumentTree,
	layer: ResultLayer,
	sensitivity: number,
	signal: AbortSignal,
): Promise<ProposedChange> {
	const { jobRunner, store } = context.pictures;
	const stored = await store.get(layer.image);
	if (stored === undefined || layer.edit === undefined) throw new EditorError("result-missing");
	const { plan } = layer.edit;
	const base = await readPictureUnder(context, document, layer, plan, layersUnder(document, layer), signal);
	const answer = new Uint8Array(await stored.arrayBuffer());
	const { left, top } = plan.source;
	const job = { type: "proposedPart", plan, paste: layer.paste, answer, base, left, top, sensitivity } as const;
	const { coverage, found } = await jobRunner.run(job, signal);
	const turned = await jobRunner.runOnMainThread(orientCoverage(coverage, orientationIn(placementOf(layer))), signal);
	const place = movedRect(rectOf(plan.picture), layer);
	return { found, ...splitCoverage({ coverage: turned, place }, document.picture) };
}
