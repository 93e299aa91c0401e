// An answer put where it belongs: the part of the picture that it changes, as a picture of its own, and how far it strayed
// elsewhere. Every byte of it outside the paste coverage is the picture's.
import { decodeSamples } from "../codec";
import {
	type Drift,
	type EditPlan,
	measureDrift,
	measureShift,
	measureTone,
	movedBack,
	NO_SHIFT,
	type PasteOptions,
	pasteArea,
	pasteCoverage,
	pasteOnto,
	pastePlan,
	type Shift,
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
import { readCoverageImage } from "./coverageImage";
import { inSlices, MAIN_SLICE } from "./slices";

export interface PatchOrder {
	readonly plan: EditPlan;
	/** What was painted, as `coverageImage` made it or, painted anew, as it is; null: everything. */
	readonly coverage: Uint8Array<ArrayBuffer> | Coverage | null;
	/** Where the person chose otherwise than planned. */
	readonly paste?: PasteOptions | undefined;
	/** The answer as it came. */
	readonly answer: Uint8Array<ArrayBuffer>;
	/** The picture under the plan's source, from (left, top) on; transparent where the source reaches beyond it. */
	readonly base: RgbaImage;
	readonly left: number;
	readonly top: number;
	/** Where the answer was never to be the picture, whether or not it is pasted. */
	readonly drawn?: readonly Rect[] | undefined;
}

export interface Patch {
	/** In picture space; null: nothing is changed. */
	readonly rect: Rect | null;
	readonly pixels: RgbaImage & { readonly mip: readonly RgbaImage[] };
	/** How much of the answer is taken, in the plan's canvas. */
	readonly paste: Coverage;
	/** How far it was moved back. */
	readonly shift: Shift;
	readonly drift: Drift;
	readonly answer: Size;
}

export async function makePatch(order: PatchOrder): Promise<Patch> {
	const { base, left, top, paste: wishes = {}, drawn = [] } = order;
	const plan = pastePlan(order.plan, wishes.edges);
	const painted = await paintedCoverage(plan, order.coverage);
	const answer = await openAnswer(order);
	return inSlices(patchSteps(), MAIN_SLICE);

	function* patchSteps(): Steps<Patch> {
		const paste = yield* pasteCoverage(plan, painted);
		const compared = { picture: base, left, top, answer, pasteCoverage: withDrawn(plan, paste, drawn) };
		const shift = wishes.isAligned === false ? NO_SHIFT : yield* measureShift(plan, compared);
		const transform = movedBack(plan, answer, shift);
		const drift = yield* measureDrift(plan, { ...compared, transform });
		const matched = { ...compared, pasteCoverage: paste, transform };
		const tone = wishes.isMatched ? yield* measureTone(plan, matched) : null;
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
		};
	}
}

/** A side of less than this share of what was asked for is no answer to it. */
const LEAST_SHARE = 1 / 8;

async function openAnswer({ plan: { sent }, answer: bytes }: PatchOrder): Promise<RgbaImage> {
	const answer = await decodeSamples(bytes).catch((error: unknown) => {
		throw error instanceof EditorError ? new EditorError("answer-unreadable", {}, { cause: error }) : error;
	});
	const { width, height, rgba } = answer;
	if (width < sent.width * LEAST_SHARE || height < sent.height * LEAST_SHARE) {
		const wanted = { wantedWidth: sent.width, wantedHeight: sent.height };
		throw new EditorError("answer-tiny", { width, height, ...wanted });
	}
	for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 0) return answer;
	throw new EditorError("answer-transparent");
}

async function paintedCoverage({ picture }: EditPlan, coverage: PatchOrder["coverage"]): Promise<Coverage> {
	if (coverage === null) return fullCoverage(picture);
	return coverage instanceof Uint8Array ? readCoverageImage(coverage, picture) : coverage;
}

function withDrawn({ canvas }: EditPlan, paste: Coverage, drawn: readonly Rect[]): Coverage {
	const covers = drawn.map((rect) => rectCoverage(paste, moveRect(rect, -canvas.left, -canvas.top)));
	return union(paste, [paste, ...covers]);
}
