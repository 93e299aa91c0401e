// One round dab of a brush: how much it covers each pixel around its centre, and its stamp onto tile bytes.
// Only sums, products and square roots, which IEEE 754 fixes: the same bytes in every browser.
import { type Rect, TILE_SIZE } from "./coverage";

export interface Dab {
	/** Centre, in picture pixels: the middle of the first pixel is (0.5, 0.5). */
	readonly x: number;
	readonly y: number;
	readonly radius: number;
	/** 1: an edge one pixel wide. 0: falls off from the centre on. */
	readonly hardness: number;
	/** What the middle covers at most, 1-255. */
	readonly peak: number;
	/** 0 to 1: how much of the way there one dab goes. Absent: all of it. */
	readonly flow?: number;
}

/** The pixels that a dab can change. */
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

/** A brush of one pixel fills the pixel it points at, wherever in it the pointer is. */
function dabCentre(dab: Dab): { x: number; y: number } {
	if (dab.radius >= 1) return dab;
	return { x: Math.floor(dab.x) + 0.5, y: Math.floor(dab.y) + 0.5 };
}

function outerRadius(dab: Dab): number {
	return Math.max(dab.radius, 0.5) + 0.5;
}

/** How wide the edge is, from full to nothing; never sharper than a pixel. */
export function dabFalloff(radius: number, hardness: number): number {
	return Math.max(1, (1 - hardness) * radius);
}

/** Where distances are compared by other arithmetic, so many pixels are left to the exact one. */
const RIM = 2;

/** From this radius on a dab's values are looked up: working out which distances have which takes as long as a small dab. */
const LOOKED_UP = 64;

/**
 * Raises `bytes`, those of `tile`, to the dab's values where those are higher; with less than full flow, by a part of what
 * is missing to the peak. What `before` is stamped with already is not looked at where this dab cannot be higher.
 */
export function stampDab(bytes: Uint8Array, tile: Rect, dab: Dab, before: Dab | null = null): boolean {
	const { x, y } = dabCentre(dab);
	const profile = profileOf(dab);
	const { outer, innerSquared, peak } = profile;
	const other = before !== null && isAlike(dab, before) ? dabCentre(before) : null;
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
		let doneFrom = end;
		let doneTo = end;
		if (other !== null) {
			// What is nearer to the other dab than to this one is as high already.
			const border = (x + other.x) / 2 - ((row + 0.5 - (y + other.y) / 2) * (y - other.y)) / (x - other.x);
			if (x > other.x) first = Math.max(first, Math.floor(border) - RIM);
			else if (x < other.x) end = Math.min(end, Math.ceil(border) + RIM);
			const fullSquared = innerSquared - (row + 0.5 - other.y) ** 2;
			if (fullSquared > 0) {
				const full = Math.sqrt(fullSquared);
				doneFrom = Math.ceil(other.x - full) + RIM;
				doneTo = Math.floor(other.x + full) - RIM;
			}
		}
		if (first >= end) continue;
		const start = (row - tile.top) * TILE_SIZE - tile.left;
		const fullSquared = innerSquared - dy * dy;
		const full = fullSquared > 0 && profile.flow === 1 ? Math.sqrt(fullSquared) : 0;
		const fullFrom = Math.max(first, Math.ceil(x - full) + RIM);
		const fullTo = Math.min(end, Math.floor(x + full) - RIM);
		if (full === 0 || fullFrom >= fullTo) {
			if (stampSpan(bytes, start + first, start + end, first + 0.5 - x, dy * dy, profile)) hasChanged = true;
			continue;
		}
		if (stampSpan(bytes, start + first, start + fullFrom, first + 0.5 - x, dy * dy, profile)) hasChanged = true;
		if (stampSpan(bytes, start + fullTo, start + end, fullTo + 0.5 - x, dy * dy, profile)) hasChanged = true;
		const isDone = doneFrom < doneTo;
		if (raiseTo(bytes, peak, start + fullFrom, start + (isDone ? Math.min(doneFrom, fullTo) : fullTo)))
			hasChanged = true;
		if (isDone && raiseTo(bytes, peak, start + Math.max(doneTo, fullFrom), start + fullTo)) hasChanged = true;
	}
	return hasChanged;
}

/** The bytes from `from` to `to` lie in a row; the first of them `x` to the right of the centre. */
function stampSpan(
	bytes: Uint8Array,
	from: number,
	to: number,
	x: number,
	dySquared: number,
	profile: Profile,
): boolean {
	const { peak, flow, reaches } = profile;
	if (flow === 1 && reaches !== null) return lookUpSpan(bytes, from, to, x, dySquared, reaches, peak);
	let hasChanged = false;
	// Whole numbers, and known to be: engines count through a row several times as fast.
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
	reaches: Float64Array,
	peak: number,
): boolean {
	let hasChanged = false;
	let value = 0;
	const end = to | 0;
	for (let i = from | 0, dx = x; i < end; i++, dx++) {
		const before = bytes[i] as number;
		if (before >= peak) continue;
		const distanceSquared = dx * dx + dySquared;
		while (distanceSquared <= (reaches[value + 1] as number)) value++;
		while (distanceSquared > (reaches[value] as number)) value--;
		if (value > before) {
			bytes[i] = value;
			hasChanged = true;
		}
	}
	return hasChanged;
}

/** Two of which neither is higher than the other at the same distance. */
function isAlike(dab: Dab, other: Dab): boolean {
	const { radius, hardness, peak, flow = 1 } = dab;
	return (
		flow === 1 &&
		other.radius === radius &&
		other.hardness === hardness &&
		other.peak === peak &&
		other.flow === dab.flow
	);
}

/** What dabs of one brush have in common. */
interface Profile extends Required<Pick<Dab, "radius" | "hardness" | "peak" | "flow">> {
	readonly outer: number;
	readonly falloff: number;
	readonly innerSquared: number;
	/** By value, the largest squared distance that has it; null: not worth it. */
	readonly reaches: Float64Array | null;
}

/** A brush's dabs are alike; only a pen's differ from one to the next. */
let lastProfile: Profile | null = null;

function profileOf(dab: Dab): Profile {
	const { radius, hardness, peak, flow = 1 } = dab;
	const last = lastProfile;
	const isSame = last?.radius === radius && last.hardness === hardness && last.peak === peak && last.flow === flow;
	if (last !== null && isSame) return last;
	const outer = outerRadius(dab);
	const falloff = dabFalloff(radius, hardness);
	const shape = { radius, hardness, peak, flow, outer, falloff, innerSquared: (outer - falloff) ** 2, reaches: null };
	lastProfile = radius < LOOKED_UP ? shape : { ...shape, reaches: reachesOf(shape) };
	return lastProfile;
}

function valueAt({ outer, falloff, innerSquared, peak }: Profile, distanceSquared: number): number {
	if (distanceSquared <= innerSquared) return peak;
	if (distanceSquared >= outer * outer) return 0;
	const t = (outer - Math.sqrt(distanceSquared)) / falloff;
	return Math.floor(peak * t * t * (3 - 2 * t) + 0.5);
}

/** The very bits where a value begins, found by halving. */
function reachesOf(profile: Profile): Float64Array {
	const { peak } = profile;
	const reaches = new Float64Array(peak + 2);
	reaches[0] = Number.POSITIVE_INFINITY;
	reaches[peak + 1] = Number.NEGATIVE_INFINITY;
	for (let value = 1; value <= peak; value++) {
		let inside = profile.innerSquared;
		let outside = profile.outer * profile.outer;
		for (;;) {
			const middle = (inside + outside) / 2;
			if (middle === inside || middle === outside) break;
			if (valueAt(profile, middle) >= value) inside = middle;
			else outside = middle;
		}
		reaches[value] = inside;
	}
	return reaches;
}

/** Whether that changed anything. */
function raiseTo(bytes: Uint8Array, peak: number, from: number, to: number): boolean {
	let lower = from;
	while (lower < to && (bytes[lower] as number) >= peak) lower++;
	if (lower >= to) return false;
	if (peak === 255) bytes.fill(255, lower, to);
	else for (let i = lower; i < to; i++) if ((bytes[i] as number) < peak) bytes[i] = peak;
	return true;
}
