// How much of an answer is taken, to be looked at: the paste coverage over what goes out, as a grey PNG.
import { encodeGreyPng } from "../codec";
import { type EditPlan, pasteCoverage } from "../plan";
import { cropCoverage, fullCoverage, moveRect, type Steps } from "../raster";
import { flatten, readCoverageImage } from "./coverageImage";
import { inSlices, MAIN_SLICE } from "./slices";

export interface PasteImageOrder {
	readonly plan: EditPlan;
	/** What was painted, as `coverageImage` made it; null: everything. */
	readonly coverage: Uint8Array<ArrayBuffer> | null;
}

export async function pasteImage({ plan, coverage }: PasteImageOrder): Promise<Uint8Array<ArrayBuffer>> {
	const painted = coverage === null ? fullCoverage(plan.picture) : await readCoverageImage(coverage, plan.picture);
	const { source, canvas } = plan;
	const size = { width: source.right - source.left, height: source.bottom - source.top };
	return encodeGreyPng(size, await inSlices(steps(), MAIN_SLICE));

	function* steps(): Steps<Uint8Array> {
		const paste = yield* pasteCoverage(plan, painted);
		return yield* flatten(yield* cropCoverage(paste, moveRect(source, -canvas.left, -canvas.top)));
	}
}
