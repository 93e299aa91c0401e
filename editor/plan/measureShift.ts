// Measures whether the content of an answer is shifted by a few pixels, by block matching against the picture in places
// that have detail and where the answer is not pasted. Reports a shift only where undoing it is clearly an improvement.
import {
	type Coverage,
	containsRect,
	intersectRects,
	isEmptyRect,
	moveRect,
	type Rect,
	type RgbaImage,
	readCoverageRow,
	rectOf,
	type Steps,
	uniformValue,
} from "../raster";
import { type AnswerComparison, answerRows, type PasteTransform, pasteTransform } from "./answerRows";
import type { EditPlan } from "./editPlan";

/** The largest shift that is searched for, in answer pixels, in each direction. */
const REACH = 16;
/** The edge of a compared block, in samples. */
const BLOCK = 64;
const MAX_BLOCKS = 16;
/** The candidate blocks in each direction, from which those with most detail are chosen. */
const GRID = 10;
/** Differences are capped here, in levels: beyond it the model has drawn something else. */
const MAX_DIFFERENCE = 48;
/**
 * A shift counts only if at most this share of the difference remains, and the difference falls by this many levels.
 */
const REQUIRED_GAIN = { share: 0.6, levels: 1.5 };

export interface Shift {
	/** In picture pixels: how far the answer's content lies to the right of and below its right place. */
	readonly x: number;
	readonly y: number;
}

export const NO_SHIFT: Shift = { x: 0, y: 0 };

/** The plan's transform, corrected by a measured shift. */
export function undoShift(plan: EditPlan, answer: RgbaImage, { x, y }: Shift): PasteTransform {
	const transform = pasteTransform(plan, answer);
	return { ...transform, offsetX: transform.offsetX - x, offsetY: transform.offsetY - y };
}

export function* measureShift(plan: EditPlan, compared: AnswerComparison): Steps<Shift> {
	const { scaleX, scaleY } = pasteTransform(plan, compared.answer);
	// The picture is subsampled to about one pixel per answer pixel.
	const step = Math.max(1, Math.round(Math.max(scaleX, scaleY)));
	const blocks = yield* chooseBlocks(plan, compared, step);
	if (blocks.length === 0) return NO_SHIFT;
	const side = 2 * REACH + 1;
	const costs = new Float64Array(side * side);
	for (const block of blocks) yield* addCosts(plan, compared, block, step, costs);
	const samples = blocks.length * (BLOCK / 2) ** 2;
	return bestShift(costs, side, samples, step);
}

function bestShift(costs: Float64Array, side: number, samples: number, step: number): Shift {
	const unshifted = (costs[REACH * side + REACH] as number) / samples;
	let best = 0;
	for (let i = 1; i < costs.length; i++) if ((costs[i] as number) < (costs[best] as number)) best = i;
	const [x, y] = [(best % side) - REACH, Math.floor(best / side) - REACH];
	const cost = (costs[best] as number) / samples;
	const isAtEnd = Math.abs(x) === REACH || Math.abs(y) === REACH;
	if (isAtEnd || cost > unshifted * REQUIRED_GAIN.share || cost > unshifted - REQUIRED_GAIN.levels) return NO_SHIFT;
	// If a distant shift does nearly as well, the content repeats and the shift is ambiguous.
	for (const [i, other] of costs.entries()) {
		const away = Math.max(Math.abs((i % side) - REACH - x), Math.abs(Math.floor(i / side) - REACH - y));
		if (away > 3 && other / samples < cost + (unshifted - cost) * 0.25 && isLocalMinimum(costs, side, i))
			return NO_SHIFT;
	}
	return { x: x * step, y: y * step };
}

/** True if no neighbour has a lower cost. A value on the slope of another minimum is no minimum of its own. */
function isLocalMinimum(costs: Float64Array, side: number, at: number): boolean {
	const [x, y] = [at % side, Math.floor(at / side)];
	for (let v = Math.max(0, y - 1); v <= Math.min(side - 1, y + 1); v++) {
		for (let u = Math.max(0, x - 1); u <= Math.min(side - 1, x + 1); u++) {
			if ((costs[v * side + u] as number) < (costs[at] as number)) return false;
		}
	}
	return true;
}

interface Block extends Rect {
	/** The sum of the differences between neighbouring samples, in levels. */
	readonly detail: number;
}

/** The blocks with most detail that do not touch the pasted area and leave room for the search. */
function* chooseBlocks(
	plan: EditPlan,
	{ picture, left, top, pasteCoverage }: AnswerComparison,
	step: number,
): Steps<Block[]> {
	const room = REACH * step;
	const size = BLOCK * step;
	const shared = intersectRects(plan.source, rectOf(plan.picture));
	const area = {
		left: shared.left + room,
		top: shared.top + room,
		right: shared.right - room - size,
		bottom: shared.bottom - room - size,
	};
	if (isEmptyRect({ ...area, right: area.right + 1, bottom: area.bottom + 1 })) return [];
	const places = (from: number, to: number) => {
		const count = Math.max(1, Math.min(GRID, Math.floor((to - from) / size) + 1));
		return [...Array(count).keys()].map((i) => Math.round(from + (count === 1 ? 0.5 : i / (count - 1)) * (to - from)));
	};
	const blocks: Block[] = [];
	for (const y of places(area.top, area.bottom)) {
		for (const x of places(area.left, area.right)) {
			const block = { left: x, top: y, right: x + size, bottom: y + size };
			const onCanvas = moveRect(block, -plan.canvas.left, -plan.canvas.top);
			if (!containsRect(shared, block) || isPasted(pasteCoverage, onCanvas)) continue;
			const at = ((y - top) * picture.width + x - left) * 4;
			blocks.push({ ...block, detail: detailOf(picture.rgba, at, picture.width * 4, step) });
		}
		yield;
	}
	return blocks
		.filter(({ detail }) => detail > BLOCK * BLOCK)
		.sort((a, b) => b.detail - a.detail)
		.slice(0, MAX_BLOCKS);
}

/** Samples every fourth row: a thinner stroke does not disturb the comparison. */
function isPasted(coverage: Coverage, area: Rect): boolean {
	if (uniformValue(coverage, area) === 0) return false;
	const row = new Uint8Array(area.right - area.left);
	for (let y = area.top; y < area.bottom; y += 4) {
		readCoverageRow(coverage, y, area.left, row.length, row);
		if (row.some((value) => value > 0)) return true;
	}
	return false;
}

function detailOf(rgba: Uint8Array, at: number, stride: number, step: number): number {
	let sum = 0;
	for (let y = 0; y < BLOCK - 1; y += 2) {
		for (let x = 0; x < BLOCK - 1; x += 2) {
			const here = at + y * step * stride + x * step * 4;
			const level = luma(rgba, here);
			sum += Math.abs(luma(rgba, here + 4 * step) - level);
			sum += Math.abs(luma(rgba, here + stride * step) - level);
		}
	}
	return sum;
}

/** Luma weighted by alpha, 0 to 255. */
function luma(rgba: Uint8Array, at: number): number {
	const sum = 2 * (rgba[at] as number) + 5 * (rgba[at + 1] as number) + (rgba[at + 2] as number);
	return (sum * (rgba[at + 3] as number)) / 2040;
}

/** Adds this block's remaining difference to the cost of each shift. */
function* addCosts(
	plan: EditPlan,
	{ picture, left, top, answer }: AnswerComparison,
	block: Block,
	step: number,
	costs: Float64Array,
): Steps<void> {
	const reach = REACH * step;
	const around = {
		left: block.left - reach,
		top: block.top - reach,
		right: block.right + reach,
		bottom: block.bottom + reach,
	};
	const wide = BLOCK + 2 * REACH;
	const answerLuma = new Float32Array(wide * wide);
	const rows = answerRows(plan, answer, around, pasteTransform(plan, answer));
	for (let y = 0; y < wide; y++) {
		const { bytes, at } = rows.row(y * step);
		for (let x = 0; x < wide; x++) answerLuma[y * wide + x] = luma(bytes, at + x * step * 4);
		yield;
	}
	const half = BLOCK / 2;
	const pictureLuma = new Float32Array(half * half);
	for (let y = 0; y < half; y++) {
		const from = (block.top - top + y * 2 * step) * picture.width + block.left - left;
		for (let x = 0; x < half; x++) pictureLuma[y * half + x] = luma(picture.rgba, (from + x * 2 * step) * 4);
	}
	const mean = pictureLuma.reduce((sum, level) => sum + level, 0) / pictureLuma.length;
	const side = 2 * REACH + 1;
	for (let y = 0; y < side; y++) {
		for (let x = 0; x < side; x++) {
			// Answers are often a little brighter or darker overall. On a gradient that alone would look like a shift.
			let meanThere = 0;
			for (let v = 0; v < half; v++) {
				const row = (y + 2 * v) * wide + x;
				for (let u = 0; u < half; u++) meanThere += answerLuma[row + 2 * u] as number;
			}
			const brightness = meanThere / pictureLuma.length - mean;
			let sum = 0;
			for (let v = 0; v < half; v++) {
				const row = (y + 2 * v) * wide + x;
				for (let u = 0; u < half; u++) {
					const difference = Math.abs(
						(answerLuma[row + 2 * u] as number) - (pictureLuma[v * half + u] as number) - brightness,
					);
					sum += difference < MAX_DIFFERENCE ? difference : MAX_DIFFERENCE;
				}
			}
			costs[y * side + x] = (costs[y * side + x] as number) + sum;
		}
		yield;
	}
}
