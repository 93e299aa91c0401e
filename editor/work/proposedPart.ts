// Proposes the part of an answer to keep: what truly changed, with room for the paste edge around it.
import { decodeTolerantly } from "../codec";
import {
	type EditPlan,
	measureShift,
	NO_SHIFT,
	PASTE_EDGES,
	type PasteOptions,
	type ProposedChange,
	proposeChange,
	undoShift,
} from "../plan";
import { emptyCoverage, type RgbaImage, type Steps, sizeOf } from "../raster";
import { inSlices, MAIN_SLICE } from "./slices";

export interface ProposedPartInput {
	readonly plan: EditPlan;
	readonly paste?: PasteOptions | undefined;
	/** The file that the model returned. */
	readonly answer: Uint8Array<ArrayBuffer>;
	/** The picture's pixels under the plan's source; (left, top) is their origin in picture space. */
	readonly base: RgbaImage;
	readonly left: number;
	readonly top: number;
	/** 0 to 100; default: 50. */
	readonly sensitivity?: number | undefined;
}

export async function makeProposedPart(input: ProposedPartInput): Promise<ProposedChange> {
	const { plan, paste, base, left, top } = input;
	const answer = await decodeTolerantly(input.answer);
	const { pasteErode, pasteFeather } = { ...PASTE_EDGES, ...paste?.edges };
	return inSlices(steps(), MAIN_SLICE);

	function* steps(): Steps<ProposedChange> {
		// Nothing is pasted yet: the whole answer is compared.
		const compared = { picture: base, left, top, answer, pasteCoverage: emptyCoverage(sizeOf(plan.canvas)) };
		const shift = paste?.isAligned === false ? NO_SHIFT : yield* measureShift(plan, compared);
		const transform = undoShift(plan, answer, shift);
		return yield* proposeChange(plan, { ...compared, transform }, pasteErode + pasteFeather, input.sensitivity);
	}
}
