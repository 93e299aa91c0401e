// Encodes the paste coverage under the plan's source as a grey PNG, for display: 255 = the answer is taken.
import { encodeGreyPng } from "../codec";
import { computePasteCoverage, type EditPlan } from "../plan";
import { cropCoverage, fullCoverage, moveRect, type Steps } from "../raster";
import { coverageSamples, decodeCoveragePng } from "./coveragePng";
import { inSlices, MAIN_SLICE } from "./slices";

export interface PasteCoverageInput {
	readonly plan: EditPlan;
	/** The edit coverage as a file of `encodeCoveragePng`; null for everything. */
	readonly coverage: Uint8Array<ArrayBuffer> | null;
}

export async function encodePasteCoverage({ plan, coverage }: PasteCoverageInput): Promise<Uint8Array<ArrayBuffer>> {
	const painted = coverage === null ? fullCoverage(plan.picture) : await decodeCoveragePng(coverage, plan.picture);
	const { source, canvas } = plan;
	const size = { width: source.right - source.left, height: source.bottom - source.top };
	return encodeGreyPng(size, await inSlices(steps(), MAIN_SLICE));

	function* steps(): Steps<Uint8Array> {
		const paste = yield* computePasteCoverage(plan, painted);
		return yield* coverageSamples(yield* cropCoverage(paste, moveRect(source, -canvas.left, -canvas.top)));
	}
}
