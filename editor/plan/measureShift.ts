// Whether an answer came back moved by a few pixels: compared with the picture in a few places where it has detail and
// nothing of the answer is pasted. Said only where moving it back is clearly better than leaving it.
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
import { answerRows, type PasteTransform, pasteTransform } from "./answerRows";
import type { EditPlan } from "./editPlan";

/** In answer pixels, each way. */
const REACH = 16;
/** In samples: the edge of a place that is compared, how many there are at most, of how many that are looked at. */
const BLOCK = 64;
const MOST_BLOCKS = 16;
const GRID = 10;
/** A difference beyond it counts no more: there the model has drawn something else. */
const MOST_DIFFERENCE = 48;
/** What moving back must bring: this share of the difference left, and so many levels less. */
const CLEARLY = { share: 0.6, levels: 1.5 };

export interface Shift {
	/** In picture pixels: how far the answer's content lies to the right and below of where it belongs. */
	readonly x: number;
	readonly y: number;
}

export const NO_SHIFT: Shift = { x: 0, y: 0 };

export interface ShiftComparison {
	/** The part of the picture from (left, top) on, with all of the plan's source that lies in the picture. */
	readonly picture: RgbaImage;
	readonly left: number;
	readonly top: number;
	readonly answer: RgbaImage;
	/** In canvas space: where nothing can be compared. */
	readonly pasteCoverage: Coverage;
}

/** With what was measured of it. */
export function undoShift(plan: EditPlan, answer: RgbaImage, { x, y }: Shift): PasteTransform {
	const transform = pasteTransform(plan, answer);
	return { ...transform, offsetX: transform.offsetX - x, offsetY: transform.offsetY - y };
}

export function* measureShift(plan: EditPlan, compared: ShiftComparison): Steps<Shift> {
	const { scaleX, scaleY } = pasteTransform(plan, compared.answer);
	// Where an answer pixel is several of the picture's, there is nothing to be seen in between.
	const step = Math.max(1, Math.round(Math.max(scaleX, scaleY)));
	const blocks = yield* chooseBlocks(plan, compared, step);
	if (blocks.length === 0) return NO_SHIFT;
	const side = 2 * REACH + 1;
	const costs = new Float64Array(side * side);
	for (const block of blocks) yield* addCosts(plan, compared, block, step, costs);
	const samples = blocks.length * (BLOCK / 2) ** 2;
	return clearlyBest(costs, side, samples, step);
}

function clearlyBest(costs: Float64Array, side: number, samples: number, step: number): Shift {
	const still = (costs[REACH * side + REACH] as number) / samples;
	let best = 0;
	for (let i = 1; i < costs.length; i++) if ((costs[i] as number) < (costs[best] as number)) best = i;
	const [x, y] = [(best % side) - REACH, Math.floor(best / side) - REACH];
	const cost = (costs[best] as number) / samples;
	const isAtEnd = Math.abs(x) === REACH || Math.abs(y) === REACH;
	if (isAtEnd || cost > still * CLEARLY.share || cost > still - CLEARLY.levels) return NO_SHIFT;
	// Where another place would do nearly as well, the pattern repeats and nothing is known.
	for (const [i, other] of costs.entries()) {
		const away = Math.max(Math.abs((i % side) - REACH - x), Math.abs(Math.floor(i / side) - REACH - y));
		if (away > 3 && other / samples < cost + (still - cost) * 0.25 && isLowest(costs, side, i)) return NO_SHIFT;
	}
	return { x: x * step, y: y * step };
}

/** Of those next to it. On the slope to another it says nothing of its own. */
function isLowest(costs: Float64Array, side: number, at: number): boolean {
	const [x, y] = [at % side, Math.floor(at / side)];
	for (let v = Math.max(0, y - 1); v <= Math.min(side - 1, y + 1); v++) {
		for (let u = Math.max(0, x - 1); u <= Math.min(side - 1, x + 1); u++) {
			if ((costs[v * side + u] as number) < (costs[at] as number)) return false;
		}
	}
	return true;
}

interface Block extends Rect {
	/** Levels from one sample to the next, added up. */
	readonly detail: number;
}

/** The places with most detail among those that lie apart from the mask, with room to move in. */
function* chooseBlocks(
	plan: EditPlan,
	{ picture, left, top, pasteCoverage }: ShiftComparison,
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
		.slice(0, MOST_BLOCKS);
}

/** A stroke thinner than the steps here is not worth leaving a place out for. */
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
			const level = lightness(rgba, here);
			sum += Math.abs(lightness(rgba, here + 4 * step) - level);
			sum += Math.abs(lightness(rgba, here + stride * step) - level);
		}
	}
	return sum;
}

/** What a pixel adds to what is seen: 0 to 255, nothing where it is transparent. */
function lightness(rgba: Uint8Array, at: number): number {
	const sum = 2 * (rgba[at] as number) + 5 * (rgba[at + 1] as number) + (rgba[at + 2] as number);
	return (sum * (rgba[at + 3] as number)) / 2040;
}

/** To each way of moving, the difference that is left in this block. */
function* addCosts(
	plan: EditPlan,
	{ picture, left, top, answer }: ShiftComparison,
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
	const came = new Float32Array(wide * wide);
	const rows = answerRows(plan, answer, around, pasteTransform(plan, answer));
	for (let y = 0; y < wide; y++) {
		const { bytes, at } = rows.row(y * step);
		for (let x = 0; x < wide; x++) came[y * wide + x] = lightness(bytes, at + x * step * 4);
		yield;
	}
	const half = BLOCK / 2;
	const here = new Float32Array(half * half);
	for (let y = 0; y < half; y++) {
		const from = (block.top - top + y * 2 * step) * picture.width + block.left - left;
		for (let x = 0; x < half; x++) here[y * half + x] = lightness(picture.rgba, (from + x * 2 * step) * 4);
	}
	const mean = here.reduce((sum, level) => sum + level, 0) / here.length;
	const side = 2 * REACH + 1;
	for (let y = 0; y < side; y++) {
		for (let x = 0; x < side; x++) {
			// Models come back a little brighter or darker all over: on a slope that alone would look like a way.
			let meanThere = 0;
			for (let v = 0; v < half; v++) {
				const row = (y + 2 * v) * wide + x;
				for (let u = 0; u < half; u++) meanThere += came[row + 2 * u] as number;
			}
			const brighter = meanThere / here.length - mean;
			let sum = 0;
			for (let v = 0; v < half; v++) {
				const row = (y + 2 * v) * wide + x;
				for (let u = 0; u < half; u++) {
					const difference = Math.abs((came[row + 2 * u] as number) - (here[v * half + u] as number) - brighter);
					sum += difference < MOST_DIFFERENCE ? difference : MOST_DIFFERENCE;
				}
			}
			costs[y * side + x] = (costs[y * side + x] as number) + sum;
		}
		yield;
	}
}
