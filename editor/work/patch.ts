// Pastes an answer into the picture and returns only the part that changes, with the measured shift and drift. Every
// byte of it outside the paste coverage is the picture's.
import { decodeTolerantly } from "../codec";
import {
	computePasteCoverage,
	type Drift,
	type EditPlan,
	measureDrift,
	measureShift,
	measureTone,
	NO_SHIFT,
	type PasteOptions,
	pasteArea,
	pasteOnto,
	pastePlan,
	type Shift,
	undoShift,
} from "../plan";
import {
	buildMipLevels,
	type Coverage,
	copyPixels,
	fullCoverage,
	moveRect,
	type Rect,
	type RgbaImage,
	rectCoverage,
	type Size,
	type Steps,
	transparentImage,
	union,
} from "../raster";
import { EditorError } from "../types";
import { decodeCoveragePng } from "./coveragePng";
import { inSlices, MAIN_SLICE } from "./slices";

export interface PatchInput {
	readonly plan: EditPlan;
	/** The edit coverage: a file of `encodeCoveragePng`, or repainted coverage; null for everything. */
	readonly coverage: Uint8Array<ArrayBuffer> | Coverage | null;
	/** The user's choices that override the plan. */
	readonly paste?: PasteOptions | undefined;
	/** The file that the model returned. */
	readonly answer: Uint8Array<ArrayBuffer>;
	/**
	 * The picture's pixels under the plan's source; (left, top) is their origin in picture space. Transparent where the
	 * source reaches beyond the picture.
	 */
	readonly base: RgbaImage;
	readonly left: number;
	readonly top: number;
	/**
	 * Areas where references were drawn: the answer is not compared with the picture there, whether it is pasted or not.
	 */
	readonly drawn?: readonly Rect[] | undefined;
}

export interface Patch {
	/** In picture space; null if no pixel changes. */
	readonly rect: Rect | null;
	readonly pixels: RgbaImage & { readonly mip: readonly RgbaImage[] };
	/** The share of the answer that each pixel takes, in canvas space. */
	readonly paste: Coverage;
	/** The measured shift of the answer's content, which was undone. */
	readonly shift: Shift;
	readonly drift: Drift;
	readonly answer: Size;
	readonly isAnswerDamaged: boolean;
}

export async function makePatch(input: PatchInput): Promise<Patch> {
	const { base, left, top, paste: options = {}, drawn = [] } = input;
	const plan = pastePlan(input.plan, options.edges);
	const painted = await paintedCoverage(plan, input.coverage);
	const answer = await decodeAnswer(input);
	return inSlices(patchSteps(), MAIN_SLICE);

	function* patchSteps(): Steps<Patch> {
		const paste = yield* computePasteCoverage(plan, painted);
		const compared = { picture: base, left, top, answer, pasteCoverage: withDrawn(plan, paste, drawn) };
		const shift = options.isAligned === false ? NO_SHIFT : yield* measureShift(plan, compared);
		const transform = undoShift(plan, answer, shift);
		const drift = yield* measureDrift(plan, { ...compared, transform });
		const matched = { ...compared, pasteCoverage: paste, transform };
		const tone = options.isMatched ? yield* measureTone(plan, matched) : null;
		const rect = pasteArea(plan, paste);
		const place = rect ?? { left, top, right: left, bottom: top };
		const pixels = transparentImage(place);
		yield* copyPixels(pixels, place, base, { left, top });
		const onto = { base: pixels, left: place.left, top: place.top };
		yield* pasteOnto(plan, { ...onto, answer, coverage: paste, transform, tone });
		yield;
		const { width, height } = answer;
		return {
			rect,
			pixels: { ...pixels, mip: rect === null ? [] : buildMipLevels(pixels) },
			paste,
			shift,
			drift,
			answer: { width, height },
			isAnswerDamaged: answer.notes.includes("damaged-file"),
		};
	}
}

/** An answer with an edge below this share of the sent size is refused. */
const MIN_SIZE_SHARE = 1 / 8;

async function decodeAnswer({
	plan: { sent },
	answer: bytes,
}: PatchInput): Promise<Awaited<ReturnType<typeof decodeTolerantly>>> {
	const answer = await decodeTolerantly(bytes).catch((error: unknown) => {
		throw error instanceof EditorError ? new EditorError("answer-unreadable", {}, { cause: error }) : error;
	});
	const { width, height, rgba } = answer;
	if (width < sent.width * MIN_SIZE_SHARE || height < sent.height * MIN_SIZE_SHARE) {
		const wanted = { wantedWidth: sent.width, wantedHeight: sent.height };
		throw new EditorError("answer-tiny", { width, height, ...wanted });
	}
	for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 0) return answer;
	throw new EditorError("answer-transparent");
}

async function paintedCoverage({ picture }: EditPlan, coverage: PatchInput["coverage"]): Promise<Coverage> {
	if (coverage === null) return fullCoverage(picture);
	return coverage instanceof Uint8Array ? decodeCoveragePng(coverage, picture) : coverage;
}

function withDrawn({ canvas }: EditPlan, paste: Coverage, drawn: readonly Rect[]): Coverage {
	const covers = drawn.map((rect) => rectCoverage(paste, moveRect(rect, -canvas.left, -canvas.top)));
	return union(paste, [paste, ...covers]);
}
