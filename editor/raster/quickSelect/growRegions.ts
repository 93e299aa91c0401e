// Decides which superpixels a stroke adds or takes away: colours like the stroke's against colours like the other side's,
// nearness along paths without edges, and a border that follows strong edges and is short. It never touches anything that
// is not connected with the stroke.
import { type ColourModel, fitColourModel, logLikelihood } from "./colourModel";
import { MinimumCut } from "./maxFlow";
import { labDistance, type RegionGraph } from "./regionGraph";
import type { Superpixels } from "./superpixels";

export interface Regions extends Superpixels {
	readonly graph: RegionGraph;
}

export interface Growth {
	/** 1: the superpixel can change sides. */
	readonly domain: Uint8Array;
	/** 1: under the stroke; these change sides in any case. */
	readonly seeds: Uint8Array;
	/** 1: already on the stroke's side. */
	readonly own: Uint8Array;
	/** By superpixel, how surely it belongs to the other side, from 0 to 1. Those of 1 never change sides. */
	readonly opposite: Float32Array;
	/** The weight of samples that are on the stroke's side already, against those under the stroke. */
	readonly ownWeight: number;
	/** The advantage of one pixel where nothing else tells. */
	readonly eagerness: number;
}

/** The cost of a border of one pixel without any contrast, against one pixel on the less likely side. */
const SMOOTHNESS = 24;
/** The cost that remains at the strongest edge. */
const MIN_EDGE = 0.02;
/** The largest advantage that colour gives one pixel. */
const MAX_COLOUR = 3;
/** The disadvantage of one pixel for each unit of the path to the stroke: growth stays near. */
const FARNESS = 0.01;
/** The advantage of being much nearer to the stroke than to the other side. */
const NEARNESS = 2;
/** Of samples of everything that can change sides, which is mostly the other side. */
const BASE_WEIGHT = 1;

const CERTAIN = 1e9;

/** Returns 1 for each superpixel that changes sides. */
export function growRegions(regions: Regions, growth: Growth): Uint8Array {
	const { count, areas, means, graph } = regions;
	const { domain, seeds, own, opposite, ownWeight, eagerness } = growth;
	const stroked = modelOf(regions, (region) => (seeds[region] === 1 ? 1 : own[region] === 1 ? ownWeight : 0));
	const other = modelOf(regions, (region) =>
		seeds[region] === 1 || own[region] === 1 ? 0 : BASE_WEIGHT + 8 * (opposite[region] as number),
	);
	const colours = { stroked, other };
	const near = pathLengths(regions, (region) => seeds[region] === 1);
	const far = pathLengths(regions, (region) => (opposite[region] as number) >= 0.5 && seeds[region] === 0);
	const cut = new MinimumCut(count, graph.lengths.length);
	for (let region = 0; region < count; region++) {
		const area = areas[region] as number;
		if (seeds[region] === 1 || (own[region] === 1 && domain[region] === 0)) cut.addScore(region, CERTAIN);
		else if (domain[region] === 0 || (opposite[region] as number) >= 1) cut.addScore(region, -CERTAIN);
		else {
			const colour = colourAdvantage(colours, means, region);
			const a = near[region] as number;
			const b = far[region] as number;
			const nearness = Number.isFinite(b) ? (b - a) / (a + b + 1) : 0;
			cut.addScore(region, area * (eagerness + colour + NEARNESS * nearness - FARNESS * a));
		}
	}
	for (let pair = 0; pair < graph.lengths.length; pair++) {
		const contrast = graph.contrasts[pair] as number;
		const weight = Math.exp((-contrast * contrast) / (2 * graph.meanSquare)) + MIN_EDGE;
		const capacity = SMOOTHNESS * (graph.lengths[pair] as number) * weight;
		cut.addEdge(graph.pairs[pair * 2] as number, graph.pairs[pair * 2 + 1] as number, capacity);
	}
	cut.solve();
	// Under a stroke on its own side nothing changes, so nothing grows from there: such a stroke is a hint.
	const starts = seeds.map((seed, region) => (own[region] === 1 ? 0 : seed));
	return connected(regions, starts, (region) => domain[region] === 1 && cut.isSource(region));
}

interface ColourSides {
	readonly stroked: ColourModel | null;
	readonly other: ColourModel | null;
}

/** The advantage that a colour, the entry `at` of `lab`, gives one pixel on the stroke's side over the other. */
function colourAdvantage({ stroked, other }: ColourSides, lab: Float32Array, at: number): number {
	if (stroked === null || other === null) return 0;
	const ratio = logLikelihood(stroked, lab, at) - logLikelihood(other, lab, at);
	return Math.max(-MAX_COLOUR, Math.min(MAX_COLOUR, ratio));
}

function modelOf({ count, means, areas }: Regions, weightOf: (region: number) => number): ColourModel | null {
	const weights = new Float32Array(count);
	for (let region = 0; region < count; region++) weights[region] = weightOf(region) * (areas[region] as number);
	return fitColourModel(means, weights);
}

/** The length of a step between two alike superpixels, in Lab distance. */
const STEP_LENGTH = 1.5;

/** By superpixel, the length of the shortest path from one of the sources; crossing an edge is long. */
function pathLengths({ count, means, graph }: Regions, isSource: (region: number) => boolean): Float64Array {
	const lengths = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
	const heap = new Heap();
	for (let region = 0; region < count; region++) {
		if (!isSource(region)) continue;
		lengths[region] = 0;
		heap.add(0, region);
	}
	for (;;) {
		const length = heap.firstKey;
		const region = heap.take();
		if (region === undefined) return lengths;
		if (length > (lengths[region] as number)) continue;
		for (let at = graph.firstPair[region] as number; at < (graph.firstPair[region + 1] as number); at++) {
			const pair = graph.pairsOf[at] as number;
			const a = graph.pairs[pair * 2] as number;
			const next = a === region ? (graph.pairs[pair * 2 + 1] as number) : a;
			const step = labDistance(means, region, means, next) + STEP_LENGTH;
			if (length + step >= (lengths[next] as number)) continue;
			lengths[next] = length + step;
			heap.add(length + step, next);
		}
	}
}

/** A queue that gives the smallest key first. */
class Heap {
	readonly #keys: number[] = [];
	readonly #values: number[] = [];

	add(key: number, value: number): void {
		const [keys, values] = [this.#keys, this.#values];
		let at = keys.length;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			if ((keys[parent] as number) <= key) break;
			keys[at] = keys[parent] as number;
			values[at] = values[parent] as number;
			at = parent;
		}
		keys[at] = key;
		values[at] = value;
	}

	get firstKey(): number {
		return this.#keys[0] ?? Number.POSITIVE_INFINITY;
	}

	/** Undefined where it is empty. */
	take(): number | undefined {
		const [keys, values] = [this.#keys, this.#values];
		const first = values[0];
		const key = keys.pop();
		const value = values.pop();
		if (key === undefined || value === undefined || keys.length === 0) return first;
		let at = 0;
		for (let child = 1; child < keys.length; child = 2 * at + 1) {
			if (child + 1 < keys.length && (keys[child + 1] as number) < (keys[child] as number)) child++;
			if ((keys[child] as number) >= key) break;
			keys[at] = keys[child] as number;
			values[at] = values[child] as number;
			at = child;
		}
		keys[at] = key;
		values[at] = value;
		return first;
	}
}

/** Returns 1 for the members that are connected with a start through members. */
export function connected(
	{ count, graph }: Regions,
	starts: Uint8Array,
	isMember: (region: number) => boolean,
): Uint8Array {
	const found = new Uint8Array(count);
	const waiting: number[] = [];
	const visit = (region: number) => {
		if (found[region] === 1 || !isMember(region)) return;
		found[region] = 1;
		waiting.push(region);
	};
	for (let region = 0; region < count; region++) if (starts[region] === 1) visit(region);
	for (let region = waiting.pop(); region !== undefined; region = waiting.pop()) {
		for (let at = graph.firstPair[region] as number; at < (graph.firstPair[region + 1] as number); at++) {
			const pair = graph.pairsOf[at] as number;
			visit(graph.pairs[pair * 2] as number);
			visit(graph.pairs[pair * 2 + 1] as number);
		}
	}
	return found;
}
