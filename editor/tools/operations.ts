// The registry of mask operations, in the order of the menu. It imports neither tools nor document, because a worker
// loads it.
import {
	type Coverage,
	type CoverageSteps,
	differingTiles,
	type PictureSamples,
	type Steps,
	type Tiles,
} from "../raster";
import { selectBackground, selectSubject } from "./actions/borderSelection";
import { clearMask } from "./actions/clearMask";
import { featherMask } from "./actions/featherMask";
import { fillMaskHoles } from "./actions/fillHoles";
import { fillMask } from "./actions/fillMask";
import { growMask } from "./actions/growMask";
import { invertMask } from "./actions/invertMask";
import type { MaskOperation } from "./actions/maskOperation";
import { refineMaskEdge } from "./actions/refineEdge";
import { removeMaskSpecks } from "./actions/removeSpecks";
import { shrinkMask } from "./actions/shrinkMask";
import { smoothMask } from "./actions/smoothMask";
import { ALIGN_MASK, ORIENT_MASK } from "./actions/transformMask";
import type { OptionValues } from "./option";

export { ALIGN_MASK, ORIENT_MASK };

export const MASK_OPERATIONS: readonly MaskOperation[] = [
	fillMask,
	invertMask,
	clearMask,
	growMask,
	shrinkMask,
	featherMask,
	smoothMask,
	refineMaskEdge,
	removeMaskSpecks,
	fillMaskHoles,
	selectSubject,
	selectBackground,
	...ORIENT_MASK,
	...ALIGN_MASK,
];

export function readsPicture(id: string): boolean {
	return MASK_OPERATIONS.some((operation) => operation.id === id && "pictureSteps" in operation);
}

/** Returns the tiles that an operation changes; none if there is no operation of this id. `samples`: of the picture. */
export function* operationTiles(
	id: string,
	coverage: Coverage,
	values: OptionValues | undefined,
	samples?: PictureSamples,
): Steps<Tiles> {
	const operation = MASK_OPERATIONS.find((candidate) => candidate.id === id);
	if (operation === undefined) return {};
	return differingTiles(coverage, yield* resultOf(operation, coverage, values, samples));
}

function* resultOf(
	operation: MaskOperation,
	coverage: Coverage,
	values: OptionValues | undefined,
	samples: PictureSamples | undefined,
): CoverageSteps {
	if ("apply" in operation) return operation.apply(coverage);
	if ("steps" in operation) return yield* operation.steps(coverage, values);
	return samples === undefined ? coverage : yield* operation.pictureSteps(coverage, values, samples);
}
