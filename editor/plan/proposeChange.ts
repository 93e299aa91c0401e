// Proposes the part of an answer that truly changed: where it differs from the picture in CIE Lab, after the shift and the
// tone of the whole answer are undone, by more than the noise that a model leaves everywhere.
import {
	buildCoverage,
	type Coverage,
	countEdited,
	deltaE,
	emptyCoverage,
	fillHoles,
	grow,
	intersectRects,
	isEmptyRect,
	labOf,
	moveRect,
	type Rect,
	readCoverageRow,
	rectOf,
	removeSpecks,
	type Size,
	type Steps,
	sizeOf,
} from "../raster";
import { type AnswerComparison, answerRows, pasteTransform } from "./answerRows";
import type { Tone } from "./applyTone";
import type { EditPlan } from "./editPlan";
import { median, robustTone, spreadAround } from "./robustTone";

export interface ProposedChange {
	/** Over the plan's picture; 0 outside the area that was sent. */
	readonly coverage: Coverage;
	/** `everything`: answer and picture have too little in common to tell a changed part from the rest. */
	readonly found: "part" | "nothing" | "everything";
}

/** In samples. Larger areas are subsampled. */
const MAX_EDGE = 2048;
/** The tone and the noise are measured on about this many samples in each direction. */
const MEASURED_EDGE = 256;

/** Planes hold Delta E in units of this. */
const UNIT = 1 / 4;
/** Delta E; smaller differences are not seen side by side. */
const LEAST = 4;
/** Robust standard deviations above the median difference. */
const DEVIATIONS = 6;
/** If half of all pixels differ by more than this Delta E, the answer is another picture. */
const MOST_NOISE = 12;
/** The share of the sent area above which the rest is too small to be a picture of its own. */
const MOST_CHANGED = 0.95;
/** Samples. Smaller areas are no change that a person would ask for. */
const SPECK = 48;

/** In the middle of 0 to 100; this many steps more halve the least difference that counts as a change. */
const USUAL_SENSITIVITY = 50;
const HALVING = 25;

/**
 * `margin`, in picture pixels, is added around what changed: the paste edge runs inside it. `sensitivity`, 0 to 100: higher
 * values find fainter changes.
 */
export function* proposeChange(
	plan: EditPlan,
	compared: Omit<AnswerComparison, "pasteCoverage">,
	margin: number,
	sensitivity = USUAL_SENSITIVITY,
): Steps<ProposedChange> {
	const area = intersectRects(plan.source, rectOf(plan.picture));
	const nothing = { coverage: emptyCoverage(plan.picture), found: "nothing" } as const;
	if (isEmptyRect(area)) return nothing;
	const { width: across, height: down } = sizeOf(area);
	const step = Math.ceil(Math.max(across, down) / MAX_EDGE);
	const size = { width: Math.ceil(across / step), height: Math.ceil(down / step) };
	const plane = yield* differences(plan, compared, area, size, step);
	const floor = noiseFloor(plane);
	if (floor === null) return { ...nothing, found: "everything" };
	const least = Math.min(254, floor * 2 ** ((USUAL_SENSITIVITY - sensitivity) / HALVING));
	const hard = yield* threshold(yield* averaged(plane, size), size, least);
	const whole = yield* fillHoles(yield* removeSpecks(hard, SPECK));
	const edited = countEdited(whole);
	if (edited === 0) return nothing;
	if (edited > MOST_CHANGED * size.width * size.height) return { ...nothing, found: "everything" };
	const reach = Math.ceil(margin / step);
	const grown = reach === 0 ? whole : yield* grow(whole, reach);
	return { coverage: yield* enlarged(grown, plan.picture, area, step), found: "part" };
}

/** Delta E of each sample; the full range where one of both is transparent. */
function* differences(
	plan: EditPlan,
	compared: Omit<AnswerComparison, "pasteCoverage">,
	area: Rect,
	{ width, height }: Size,
	step: number,
): Steps<Uint8Array> {
	const { picture, left, top, answer, transform = pasteTransform(plan, answer) } = compared;
	const pictureAt = (y: number) => ((area.top + y * step - top) * picture.width + area.left - left) * 4;
	const pairs: number[] = [];
	const sparse = Math.ceil(Math.max(width, height) / MEASURED_EDGE);
	const measured = answerRows(plan, answer, area, transform);
	for (let y = 0; y < height; y += sparse) {
		const { bytes, at } = measured.row(y * step);
		for (let x = 0; x < width; x += sparse) {
			const [p, a] = [pictureAt(y) + x * step * 4, at + x * step * 4];
			if ((picture.rgba[p + 3] as number) < 128 || (bytes[a + 3] as number) < 128) continue;
			for (let i = 0; i < 3; i++) pairs.push(picture.rgba[p + i] as number, bytes[a + i] as number);
		}
		yield;
	}
	const tone = robustTone(Uint8Array.from(pairs));
	yield;
	const rows = answerRows(plan, answer, area, transform);
	const plane = new Uint8Array(width * height);
	// An answer that is moved back leaves a strip of the area that it does not show.
	const shown = moveRect(plan.source, transform.offsetX - plan.source.left, transform.offsetY - plan.source.top);
	const [from, to] = [Math.ceil((shown.left - area.left) / step), Math.ceil((shown.right - area.left) / step)];
	for (let y = 0; y < height; y++) {
		const { bytes, at } = rows.row(y * step);
		if (area.top + y * step < shown.top || area.top + y * step >= shown.bottom) continue;
		for (let x = Math.max(0, from); x < Math.min(width, to); x++) {
			plane[y * width + x] = difference(picture.rgba, pictureAt(y) + x * step * 4, bytes, at + x * step * 4, tone);
		}
		yield;
	}
	return plane;
}

/** Between a pixel of the picture and one of the answer, in plane units. */
function difference(a: Uint8Array, atA: number, b: Uint8Array, atB: number, tone: Tone): number {
	const [isClearA, isClearB] = [(a[atA + 3] as number) < 128, (b[atB + 3] as number) < 128];
	if (isClearA || isClearB) return isClearA === isClearB ? 0 : 255;
	let [wordA, wordB] = [0, 0];
	for (let i = 0; i < 3; i++) {
		const [wanted, raw] = [a[atA + i] as number, b[atB + i] as number];
		const toned = (tone[i] as Uint8Array)[raw] as number;
		// A clipped channel stands for all values beyond it.
		const isClipped = (raw === 255 && wanted > toned) || (raw === 0 && wanted < toned);
		wordA |= wanted << (8 * i);
		wordB |= (isClipped ? wanted : toned) << (8 * i);
	}
	return wordA === wordB ? 0 : Math.min(255, Math.round(deltaE(labOf(wordA), labOf(wordB)) / UNIT));
}

/** In plane units; null: most of the answer is another picture. */
function noiseFloor(plane: Uint8Array): number | null {
	const every = Math.max(1, Math.floor(plane.length / MEASURED_EDGE ** 2));
	const samples = Float32Array.from({ length: Math.floor(plane.length / every) }, (_, i) => plane[i * every] as number);
	const usual = median(samples);
	if (usual * UNIT > MOST_NOISE) return null;
	return Math.max(LEAST / UNIT, usual + DEVIATIONS * spreadAround(samples, usual));
}

/** The mean over 3 by 3 samples, which leaves areas and takes away noise. */
function* averaged(plane: Uint8Array, { width, height }: Size): Steps<Uint8Array> {
	const mean = new Uint8Array(plane.length);
	for (let y = 0; y < height; y++) {
		const rows = [Math.max(0, y - 1), y, Math.min(height - 1, y + 1)].map((row) => row * width);
		for (let x = 0; x < width; x++) {
			const [before, after] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)];
			let sum = 0;
			for (const row of rows) {
				sum += (plane[row + before] as number) + (plane[row + x] as number) + (plane[row + after] as number);
			}
			mean[y * width + x] = Math.round(sum / 9);
		}
		yield;
	}
	return mean;
}

function threshold(plane: Uint8Array, size: Size, above: number): Steps<Coverage> {
	return buildCoverage(size, ({ left, top }) => (y, into) => {
		const from = (top + y) * size.width + left;
		for (let i = 0; i < into.length; i++) into[i] = (plane[from + i] as number) > above ? 255 : 0;
	});
}

/** Each sample covers `step` by `step` pixels of the area. */
function enlarged(coverage: Coverage, picture: Size, area: Rect, step: number): Steps<Coverage> {
	const row = new Uint8Array(coverage.width);
	return buildCoverage(picture, ({ left, top }) => (y, into) => {
		if (top + y < area.top || top + y >= area.bottom) return;
		readCoverageRow(coverage, Math.floor((top + y - area.top) / step), 0, row.length, row);
		for (let x = Math.max(left, area.left); x < Math.min(left + into.length, area.right); x++) {
			into[x - left] = row[Math.floor((x - area.left) / step)] as number;
		}
	});
}
