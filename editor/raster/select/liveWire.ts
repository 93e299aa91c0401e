// Live wire: the cheapest path between two points, where a step costs little along an edge of the picture (intelligent
// scissors). All paths from one point are kept, so that following the pointer costs no search.
import type { Point, Rect } from "../coverage";
import type { Corner } from "../polygon";
import { intersectRects, rectOf } from "../rects";
import type { Steps } from "../steps";
import { lightnessOf } from "./lab";
import { type PictureSamples, remembered } from "./samples";

export interface LiveWireInput {
	readonly from: Point;
	readonly to: Point;
	/** Picture pixels around `to` among which the strongest edge is taken. */
	readonly reach: number;
}

/** Half the side of the searched square at least, and at most: a longer path continues straight. */
const SMALLEST = 96;
const LARGEST = 768;
/** A step away from any edge costs this much more than one along the strongest. */
const WEIGHT = 60;
/** Nodes between two yields. */
const PACE = 1 << 15;

/** All paths from one point, in a window of the picture. */
interface Tree {
	readonly window: Rect;
	readonly width: number;
	/** By pixel of the window: the strength of the edge, 0 to 255. */
	readonly edges: Uint8Array;
	/** By pixel: 1 + the direction to the previous pixel of the path; 0: not reached. */
	readonly back: Uint8Array;
}

/** Returns the points from one end to the other, at the centres of pixels, smoothed; the first is `from`. */
export function* liveWire(samples: PictureSamples, { from, to, reach }: LiveWireInput): Steps<readonly Corner[]> {
	const distance = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) + reach;
	let half = SMALLEST;
	while (half < distance * 1.25 && half < LARGEST) half *= 2;
	const start = { x: Math.floor(from.x), y: Math.floor(from.y) };
	const window = intersectRects(rectOf(samples), {
		left: start.x - half,
		top: start.y - half,
		right: start.x + half + 1,
		bottom: start.y + half + 1,
	});
	if (start.x < 0 || start.y < 0 || start.x >= samples.width || start.y >= samples.height) return [from, to];
	// The promise of the memory is synchronous: the tree is computed first where it is not kept.
	const key = JSON.stringify([start, half]);
	const known = samples.memory.get("liveWire");
	const tree = known?.key === key ? (known.value as Tree) : yield* growTree(samples, window, start);
	remembered(samples, "liveWire", key, () => tree);
	const end = strongestNear(tree, to, reach);
	const path = smoothed([from, ...pathTo(tree, end)]);
	const isBeyond = to.x < window.left || to.y < window.top || to.x >= window.right || to.y >= window.bottom;
	return isBeyond ? [...path, to] : path;
}

function* edgeStrengths({ words, width }: PictureSamples, window: Rect): Steps<Uint8Array> {
	const across = window.right - window.left;
	const down = window.bottom - window.top;
	const lightness = new Float32Array(across * down);
	for (let y = 0; y < down; y++) {
		const from = (window.top + y) * width + window.left;
		for (let x = 0; x < across; x++) lightness[y * across + x] = lightnessOf(words[from + x] as number);
		if (y % 32 === 0) yield;
	}
	const at = (x: number, y: number) =>
		lightness[Math.min(down - 1, Math.max(0, y)) * across + Math.min(across - 1, Math.max(0, x))] as number;
	const strengths = new Uint8Array(across * down);
	for (let y = 0; y < down; y++) {
		for (let x = 0; x < across; x++) {
			const [nw, n, ne, w] = [at(x - 1, y - 1), at(x, y - 1), at(x + 1, y - 1), at(x - 1, y)];
			const [e, sw, s, se] = [at(x + 1, y), at(x - 1, y + 1), at(x, y + 1), at(x + 1, y + 1)];
			const dx = ne + 2 * e + se - nw - 2 * w - sw;
			const dy = sw + 2 * s + se - nw - 2 * n - ne;
			// A step of 25 in L* is as strong as any.
			strengths[y * across + x] = Math.min(255, Math.round(Math.hypot(dx, dy) * 2.55));
		}
		if (y % 32 === 0) yield;
	}
	return strengths;
}

const DIRECTIONS = [
	[1, 0],
	[-1, 0],
	[0, 1],
	[0, -1],
	[1, 1],
	[1, -1],
	[-1, 1],
	[-1, -1],
] as const;
/** Lengths of straight and diagonal steps, times 5. */
const STRAIGHT = 5;
const DIAGONAL = 7;

function* growTree(samples: PictureSamples, window: Rect, start: Point): Steps<Tree> {
	const edges = yield* edgeStrengths(samples, window);
	const width = window.right - window.left;
	const height = window.bottom - window.top;
	const costs = new Uint32Array(width * height).fill(0xffffffff);
	const back = new Uint8Array(width * height);
	const isDone = new Uint8Array(width * height);
	// A queue of buckets by cost: no step costs more than there are buckets.
	const buckets: number[][] = Array.from({ length: DIAGONAL * (WEIGHT + 2) + 1 }, () => []);
	const first = (start.y - window.top) * width + start.x - window.left;
	costs[first] = 0;
	buckets[0]?.push(first);
	let waiting = 1;
	let count = 0;
	for (let cost = 0; waiting > 0; cost++) {
		const bucket = buckets[cost % buckets.length] as number[];
		for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
			waiting--;
			if (isDone[node] === 1) continue;
			isDone[node] = 1;
			const x = node % width;
			const y = (node - x) / width;
			for (let i = 0; i < 8; i++) {
				const [dx, dy] = DIRECTIONS[i] as (typeof DIRECTIONS)[number];
				const toX = x + dx;
				const toY = y + dy;
				if (toX < 0 || toY < 0 || toX >= width || toY >= height) continue;
				const other = toY * width + toX;
				if (isDone[other] === 1) continue;
				const away = 255 - (edges[other] as number);
				const step = (i < 4 ? STRAIGHT : DIAGONAL) * (1 + Math.round((WEIGHT * away * away) / 65025));
				const total = cost + step;
				if (total >= (costs[other] as number)) continue;
				costs[other] = total;
				back[other] = 1 + i;
				buckets[total % buckets.length]?.push(other);
				waiting++;
			}
			if (++count % PACE === 0) yield;
		}
	}
	return { window, width, edges, back };
}

/** An index of the window. */
function strongestNear({ window, width, edges }: Tree, to: Point, reach: number): number {
	const clamped = (value: number, least: number, end: number) => Math.min(end - 1, Math.max(least, Math.floor(value)));
	const centreX = clamped(to.x, window.left, window.right);
	const centreY = clamped(to.y, window.top, window.bottom);
	const index = (x: number, y: number) => (y - window.top) * width + x - window.left;
	let best = index(centreX, centreY);
	let most = -1;
	for (
		let y = clamped(centreY - reach, window.top, window.bottom);
		y <= clamped(centreY + reach, window.top, window.bottom);
		y++
	) {
		for (
			let x = clamped(centreX - reach, window.left, window.right);
			x <= clamped(centreX + reach, window.left, window.right);
			x++
		) {
			const distance = Math.hypot(x - centreX, y - centreY);
			if (distance > reach) continue;
			// Of edges that are alike the nearest.
			const strength = (edges[index(x, y)] as number) * (1 - (0.5 * distance) / (reach + 1));
			if (strength > most) {
				most = strength;
				best = index(x, y);
			}
		}
	}
	return best;
}

function pathTo({ window, width, back }: Tree, end: number): readonly Corner[] {
	const points: Corner[] = [];
	for (let at = end; ; ) {
		const x = at % width;
		const y = (at - x) / width;
		points.push({ x: x + window.left + 0.5, y: y + window.top + 0.5 });
		const direction = DIRECTIONS[(back[at] as number) - 1];
		if (direction === undefined) return points.reverse();
		at -= direction[1] * width + direction[0];
	}
}

/** Takes the stairs out of a path of pixels; its ends stay. */
function smoothed(points: readonly Corner[]): readonly Corner[] {
	return points.map((point, i) => {
		const [before, after] = [points[i - 1], points[i + 1]];
		if (before === undefined || after === undefined) return point;
		return { x: (before.x + 2 * point.x + after.x) / 4, y: (before.y + 2 * point.y + after.y) / 4 };
	});
}
