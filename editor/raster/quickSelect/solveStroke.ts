// One stroke on the plane: from the selection before it to the selection after it. An adding stroke only adds and a subtracting
// one only takes away, both connected with the stroke, so that nothing elsewhere flips.
import type { RgbaImage } from "../mip";
import type { Steps } from "../steps";
import { cutBand } from "./bandCut";
import { growRegions, type Regions } from "./growRegions";
import { type LabPlane, labPlane } from "./labPlane";
import { buildRegionGraph, labDistance } from "./regionGraph";
import { findSuperpixels } from "./superpixels";

/** Everything about a picture that no stroke changes. */
export interface QuickSelectPicture {
	readonly plane: LabPlane;
	readonly regions: Regions;
}

export function* prepareQuickSelect(image: RgbaImage): Steps<QuickSelectPicture> {
	const plane = yield* labPlane(image);
	const superpixels = yield* findSuperpixels(plane);
	return { plane, regions: { ...superpixels, graph: buildRegionGraph(plane, superpixels) } };
}

/** On the plane, 1 for each pixel that belongs to it. */
export interface PlaneStroke {
	readonly mode: "add" | "subtract";
	readonly selected: Uint8Array;
	readonly stroke: Uint8Array;
	/** The strokes before it that are still in force. */
	readonly inside: Uint8Array;
	readonly outside: Uint8Array;
	/** False: the border follows superpixels, which is faster. */
	readonly isExact: boolean;
}

/** A superpixel belongs to a stroke that covers this share of it. */
const SEED_SHARE = 0.4;
/** Of a sample of the other side: how far its colour must be from those of the stroke, in Lab. */
const OTHER_DISTANCE = 7;
/** The certainty, 0 to 1, that the picture's border is background. */
const BORDER_CERTAINTY = 0.6;
/** The certainty that the rest of a selection belongs to it when a stroke takes away. */
const REST_CERTAINTY = 0.3;

/** Of the selection's colours, where a stroke adds, against those under the stroke. */
const SELECTED_WEIGHT = 0.15;
/** A stroke that takes away may find the same colours on both sides: it then takes all up to the edges. */
const REMOVAL_EAGERNESS = 0.5;

/** Returns the selection after the stroke. */
export function solveStroke({ plane, regions }: QuickSelectPicture, stroke: PlaneStroke): Uint8Array {
	const { labels, count, graph } = regions;
	const side = stroke.mode === "add" ? 1 : 0;
	const selected = share(regions, stroke.selected);
	const touched = share(regions, stroke.stroke);
	const against = side === 1 ? stroke.outside : stroke.inside;
	const denied = share(regions, against);
	const seeds = new Uint8Array(count);
	for (let region = 0; region < count; region++) if ((touched[region] as number) >= SEED_SHARE) seeds[region] = 1;
	// A thin stroke covers no superpixel.
	if (!seeds.includes(1))
		for (let p = 0; p < labels.length; p++) if (stroke.stroke[p] === 1) seeds[labels[p] as number] = 1;
	const isLikeSeeds = likeSeeds(regions, seeds);
	const own = new Uint8Array(count);
	const domain = new Uint8Array(count);
	const opposite = new Float32Array(count);
	for (let region = 0; region < count; region++) {
		const isOwn = (selected[region] as number) >= 0.5 === (side === 1);
		own[region] = isOwn ? 1 : 0;
		domain[region] = isOwn && seeds[region] === 0 ? 0 : 1;
		if (seeds[region] === 1) continue;
		if ((denied[region] as number) >= SEED_SHARE) {
			opposite[region] = 1;
			domain[region] = 0;
			own[region] = 0;
		} else if (isOwn || isLikeSeeds(region)) continue;
		else if (side === 0) opposite[region] = REST_CERTAINTY;
		else if ((graph.borderPixels[region] as number) > 0) opposite[region] = BORDER_CERTAINTY;
	}
	const ownWeight = side === 1 ? SELECTED_WEIGHT : 0;
	const eagerness = side === 1 ? 0 : REMOVAL_EAGERNESS;
	const changed = growRegions(regions, { domain, seeds, own, opposite, ownWeight, eagerness });
	const isOn = (p: number) => stroke.selected[p] === side;
	const grown = new Uint8Array(labels.length);
	for (let p = 0; p < labels.length; p++) {
		const isGrown = changed[labels[p] as number] === 1 && against[p] === 0;
		if (stroke.stroke[p] === 1 || isGrown || isOn(p)) grown[p] = 1;
	}
	const isFixed = (p: number) => stroke.stroke[p] === 1 || isOn(p) || against[p] === 1;
	const final = stroke.isExact ? cutBand(plane, { grown, isFixed }) : grown;
	return side === 1 ? final : final.map((value) => 1 - value);
}

/** By superpixel, the share of its pixels that a mask of the plane covers. */
function share({ count, labels, areas }: Regions, mask: Uint8Array): Float32Array {
	const shares = new Float32Array(count);
	for (let p = 0; p < labels.length; p++) {
		const label = labels[p] as number;
		if (mask[p] === 1) shares[label] = (shares[label] as number) + 1;
	}
	for (let region = 0; region < count; region++)
		shares[region] = (shares[region] as number) / Math.max(1, areas[region] as number);
	return shares;
}

/** Returns true if a superpixel has nearly the colour of one under the stroke. */
function likeSeeds({ count, means }: Regions, seeds: Uint8Array): (region: number) => boolean {
	const cells = new Set<number>();
	const cellOf = (l: number, a: number, b: number) =>
		(Math.round(l / OTHER_DISTANCE) * 64 + Math.round(a / OTHER_DISTANCE) + 32) * 64 +
		Math.round(b / OTHER_DISTANCE) +
		32;
	const seedList: number[] = [];
	for (let region = 0; region < count; region++) {
		if (seeds[region] === 0) continue;
		const cell = cellOf(means[region * 3] as number, means[region * 3 + 1] as number, means[region * 3 + 2] as number);
		if (cells.has(cell)) continue;
		cells.add(cell);
		seedList.push(region);
	}
	return (region) => seedList.some((seed) => labDistance(means, region, means, seed) <= OTHER_DISTANCE);
}
