// One round brush dab: its coverage by distance from the centre, and stamping it onto the bytes of a tile.
// It uses only sums, products, quotients and square roots, which IEEE 754 defines exactly, so that every browser gives
// the same bytes.
import { type Rect, TILE_SIZE } from "./coverage";

export interface Dab {
	/** The centre, in picture pixels. The middle of the first pixel is (0.5, 0.5). */
	readonly x: number;
	readonly y: number;
	readonly radius: number;
	/** 1 gives an edge one pixel wide; 0 falls off from the centre. */
	readonly hardness: number;
	/** The coverage at the centre, 1 to 255. */
	readonly peak: number;
	/** 0 to 1: the share of the difference to its value that one dab adds. Default 1. */
	readonly flow?: number;
}

/** The bounds of the pixels that a dab can change. */
export function dabRect(dab: Dab): Rect {
	const { x, y } = dabCentre(dab);
	const reach = outerRadius(dab);
	return {
		left: Math.floor(x - reach),
		top: Math.floor(y - reach),
		right: Math.ceil(x + reach),
		bottom: Math.ceil(y + reach),
	};
}

/** A dab smaller than two pixels is centred on the pixel under the pointer, so that a brush of 1 px fills that pixel. */
function dabCentre(dab: Dab): { x: number; y: number } {
	if (dab.radius >= 1) return dab;
	return { x: Math.floor(dab.x) + 0.5, y: Math.floor(dab.y) + 0.5 };
}

function outerRadius(dab: Dab): number {
	return Math.max(dab.radius, 0.5) + 0.5;
}

/** The width of the soft edge from full coverage to none, at least one pixel. */
export function dabFalloff(radius: number, hardness: number): number {
	return Math.max(1, (1 - hardness) * radius);
}

/**
 * Shortcuts compare distances by other arithmetic than valueAt, which may round differently. This many pixels at each
 * border of a shortcut are therefore left to valueAt.
 */
const EXACT_MARGIN = 2;

/** Dabs of at least this radius use a lookup table. For smaller dabs building the table would cost as much as the dab. */
const LOOKUP_MIN_RADIUS = 64;

/**
 * Raises `bytes`, the pixels of `tile`, to the dab's values where those are higher; with a flow below 1 by that share of
 * the difference. Returns whether a byte changed. `before` is a dab that these bytes already contain: pixels where this
 * dab cannot be higher are skipped.
 */
export function stampDab(bytes: Uint8Array, tile: Rect, dab: Dab, before: Dab | null = null): boolean {
	const { x, y } = dabCentre(dab);
	const profile = profileOf(dab);
	const { outer, innerSquared, peak } = profile;
	const other = before !== null && hasSameProfile(dab, before) ? dabCentre(before) : null;
	let hasChanged = false;

	const firstRow = Math.max(tile.top, Math.floor(y - outer));
	const endRow = Math.min(tile.bottom, Math.ceil(y + outer));
	for (let row = firstRow; row < endRow; row++) {
		const dy = row + 0.5 - y;
		const chordSquared = outer * outer - dy * dy;
		if (chordSquared <= 0) continue;
		const chord = Math.sqrt(chordSquared);
		let first = Math.max(tile.left, Math.floor(x - chord));
		let end = Math.min(tile.right, Math.ceil(x + chord));
		let stampedFrom = end;
		let stampedTo = end;
		if (other !== null) {
			// Pixels nearer to the other dab than to this one already have at least this dab's value.
			const border = (x + other.x) / 2 - ((row + 0.5 - (y + other.y) / 2) * (y - other.y)) / (x - other.x);
			if (x > other.x) first = Math.max(first, Math.floor(border) - EXACT_MARGIN);
			else if (x < other.x) end = Math.min(end, Math.ceil(border) + EXACT_MARGIN);
			const fullSquared = innerSquared - (row + 0.5 - other.y) ** 2;
			if (fullSquared > 0) {
				const full = Math.sqrt(fullSquared);
				stampedFrom = Math.ceil(other.x - full) + EXACT_MARGIN;
				stampedTo = Math.floor(other.x + full) - EXACT_MARGIN;
			}
		}
		if (first >= end) continue;
		const start = (row - tile.top) * TILE_SIZE - tile.left;
		const fullSquared = innerSquared - dy * dy;
		const full = fullSquared > 0 && profile.flow === 1 ? Math.sqrt(fullSquared) : 0;
		const fullFrom = Math.max(first, Math.ceil(x - full) + EXACT_MARGIN);
		const fullTo = Math.min(end, Math.floor(x + full) - EXACT_MARGIN);
		if (full === 0 || fullFrom >= fullTo) {
			if (stampSpan(bytes, start + first, start + end, first + 0.5 - x, dy * dy, profile)) hasChanged = true;
			continue;
		}
		if (stampSpan(bytes, start + first, start + fullFrom, first + 0.5 - x, dy * dy, profile)) hasChanged = true;
		if (stampSpan(bytes, start + fullTo, start + end, fullTo + 0.5 - x, dy * dy, profile)) hasChanged = true;
		const isStamped = stampedFrom < stampedTo;
		if (raiseTo(bytes, peak, start + fullFrom, start + (isStamped ? Math.min(stampedFrom, fullTo) : fullTo)))
			hasChanged = true;
		if (isStamped && raiseTo(bytes, peak, start + Math.max(stampedTo, fullFrom), start + fullTo)) hasChanged = true;
	}
	return hasChanged;
}

/** Stamps the bytes `from` to `to` of one row. The first lies `x` pixels to the right of the centre. */
function stampSpan(
	bytes: Uint8Array,
	from: number,
	to: number,
	x: number,
	dySquared: number,
	profile: Profile,
): boolean {
	const { peak, flow, limits } = profile;
	if (flow === 1 && limits !== null) return lookUpSpan(bytes, from, to, x, dySquared, limits, peak);
	let hasChanged = false;
	// `| 0` tells JavaScript engines that the counters are 32-bit integers, which makes this loop several times as fast.
	const end = to | 0;
	for (let i = from | 0, dx = x; i < end; i++, dx++) {
		const before = bytes[i] as number;
		if (before >= peak) continue;
		const value = valueAt(profile, dx * dx + dySquared);
		const raised = flow < 1 ? before + Math.floor(((peak - before) * flow * value) / peak + 0.5) : value;
		if (raised > before) {
			bytes[i] = raised;
			hasChanged = true;
		}
	}
	return hasChanged;
}

function lookUpSpan(
	bytes: Uint8Array,
	from: number,
	to: number,
	x: number,
	dySquared: number,
	limits: Float64Array,
	peak: number,
): boolean {
	let hasChanged = false;
	let value = 0;
	const end = to | 0;
	for (let i = from | 0, dx = x; i < end; i++, dx++) {
		const before = bytes[i] as number;
		if (before >= peak) continue;
		const distanceSquared = dx * dx + dySquared;
		while (distanceSquared <= (limits[value + 1] as number)) value++;
		while (distanceSquared > (limits[value] as number)) value--;
		if (value > before) {
			bytes[i] = value;
			hasChanged = true;
		}
	}
	return hasChanged;
}

/** Two dabs with full flow that have the same values at the same distances. */
function hasSameProfile(dab: Dab, other: Dab): boolean {
	const { radius, hardness, peak, flow = 1 } = dab;
	return (
		flow === 1 &&
		other.radius === radius &&
		other.hardness === hardness &&
		other.peak === peak &&
		other.flow === dab.flow
	);
}

/** The values of a dab by distance from its centre, shared by all dabs of one brush. */
interface Profile extends Required<Pick<Dab, "radius" | "hardness" | "peak" | "flow">> {
	readonly outer: number;
	readonly falloff: number;
	readonly innerSquared: number;
	/** For each value the largest squared distance that still has it; null for small dabs. */
	readonly limits: Float64Array | null;
}

/** A cache of one: consecutive dabs share a profile unless a pen's pressure changes between them. */
let lastProfile: Profile | null = null;

function profileOf(dab: Dab): Profile {
	const { radius, hardness, peak, flow = 1 } = dab;
	const last = lastProfile;
	const isSame = last?.radius === radius && last.hardness === hardness && last.peak === peak && last.flow === flow;
	if (last !== null && isSame) return last;
	const outer = outerRadius(dab);
	const falloff = dabFalloff(radius, hardness);
	const profile = { radius, hardness, peak, flow, outer, falloff, innerSquared: (outer - falloff) ** 2, limits: null };
	lastProfile = radius < LOOKUP_MIN_RADIUS ? profile : { ...profile, limits: distanceLimits(profile) };
	return lastProfile;
}

function valueAt({ outer, falloff, innerSquared, peak }: Profile, distanceSquared: number): number {
	if (distanceSquared <= innerSquared) return peak;
	if (distanceSquared >= outer * outer) return 0;
	const t = (outer - Math.sqrt(distanceSquared)) / falloff;
	return Math.floor(peak * t * t * (3 - 2 * t) + 0.5);
}

/** Finds by bisection, to the last bit, the largest squared distance at which each value occurs. */
function distanceLimits(profile: Profile): Float64Array {
	const { peak } = profile;
	const limits = new Float64Array(peak + 2);
	limits[0] = Number.POSITIVE_INFINITY;
	limits[peak + 1] = Number.NEGATIVE_INFINITY;
	for (let value = 1; value <= peak; value++) {
		let inside = profile.innerSquared;
		let outside = profile.outer * profile.outer;
		for (;;) {
			const middle = (inside + outside) / 2;
			if (middle === inside || middle === outside) break;
			if (valueAt(profile, middle) >= value) inside = middle;
			else outside = middle;
		}
		limits[value] = inside;
	}
	return limits;
}

/** Raises bytes below `peak` to it and returns whether any changed. */
function raiseTo(bytes: Uint8Array, peak: number, from: number, to: number): boolean {
	let lower = from;
	while (lower < to && (bytes[lower] as number) >= peak) lower++;
	if (lower >= to) return false;
	if (peak === 255) bytes.fill(255, lower, to);
	else for (let i = lower; i < to; i++) if ((bytes[i] as number) < peak) bytes[i] = peak;
	return true;
}
