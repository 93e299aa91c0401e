// Makes the picture that an edit sends: bands of rows are cut out and scaled side by side in workers, one of which encodes
// them, with references drawn over it.
import { readFile } from "../codec";
import type { DocumentTree, ReferenceLayer } from "../document";
import type { PatchCache } from "../images/patchCache";
import { type EditPlan, sourceRows } from "../plan";
import type { PrepareWatch } from "../types";
import { placementOf } from "./sentReferences";

/** More bands than workers, so that one is read while another is scaled. */
const BANDS_PER_WORKER = 3;

/** Rows of a band at least; a thinner one would mostly read rows that its neighbours read too. */
const MIN_ROWS = 128;

export interface BegunPicture {
	/** Resolves when the picture is cut, scaled and given to the worker that encodes it, or has failed. */
	readonly cut: Promise<void>;
	/** A PNG. */
	readonly png: Promise<Uint8Array<ArrayBuffer>>;
}

/** `drawn`: the references to draw over the picture, from bottom to top. */
export function beginSentPicture(
	document: DocumentTree,
	plan: EditPlan,
	drawn: readonly ReferenceLayer[],
	patches: PatchCache,
	{ signal, onProgress }: PrepareWatch,
): BegunPicture {
	const { source, content, sent } = plan;
	let markCut = () => {};
	const cut = new Promise<void>((resolve) => {
		markCut = resolve;
	});
	const png = patches.jobRunner.runOwned(
		async () => {
			const bands = await extractBands(document, plan, patches, { signal, onProgress });
			const placed = await readPlaced(drawn, patches);
			onProgress?.({ stage: "encoding", share: 0 });
			return { type: "sentPicture", ...sent, bands, content, source, placed };
		},
		{ signal, onProgress: (share) => onProgress?.({ stage: "encoding", share }), onPosted: markCut },
	);
	return { cut, png: png.finally(markCut) };
}

async function extractBands(
	document: DocumentTree,
	plan: EditPlan,
	patches: PatchCache,
	{ signal, onProgress }: PrepareWatch,
): Promise<readonly Uint8Array[]> {
	const { jobRunner } = patches;
	const { left, right, top } = plan.source;
	const { height } = plan.sent;
	const count = Math.max(1, Math.min(jobRunner.parallel * BANDS_PER_WORKER, Math.floor(height / MIN_ROWS)));
	let reading: Promise<unknown> = Promise.resolve();
	let done = 0;
	onProgress?.({ stage: "cutting", share: 0 });
	const bands = Array.from({ length: count }, async (_, i) => {
		const from = Math.floor((i * height) / count);
		const to = Math.floor(((i + 1) * height) / count);
		const rows = sourceRows(plan, from, to);
		const read = () => {
			signal?.throwIfAborted();
			// A copy of our own, which may be transferred.
			return patches.readRegion(document, { left, right, top: top + rows.first, bottom: top + rows.end });
		};
		const { rgba } = await jobRunner.runOwned(
			async () => {
				// One after the other, so that the first band is being scaled while the second is read.
				const region = reading.then(read);
				reading = region.catch(() => undefined);
				return { type: "sentRows", plan, from, to, source: await region };
			},
			{ signal },
		);
		onProgress?.({ stage: "cutting", share: ++done / count });
		return rgba;
	});
	return Promise.all(bands);
}

/** A reference whose file is missing is not on the canvas either. */
async function readPlaced(drawn: readonly ReferenceLayer[], { store }: Pick<PatchCache, "store">) {
	const files = await Promise.all(drawn.map(async (layer) => ({ layer, file: await store.get(layer.image) })));
	const found = files.flatMap(({ layer, file }) => (file === undefined ? [] : [{ layer, file }]));
	return Promise.all(found.map(async ({ layer, file }) => ({ ...placementOf(layer), bytes: await readFile(file) })));
}
