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

/**
 * Raises `bytes`, those of `tile`, to the dab's values where those are higher; with less than full flow, by a part of what
 * is missing to the peak.
 */
export function stampDab(bytes: Uint8Array, tile: Rect, dab: Dab): boolean {
	const centre = dabCentre(dab);
	const outer = outerRadius(dab);
	const falloff = dabFalloff(dab.radius, dab.hardness);
	const inner = outer - falloff;
	const innerSquared = inner * inner;
	const outerSquared = outer * outer;
	const { peak, flow = 1 } = dab;
	let hasChanged = false;

	const firstRow = Math.max(tile.top, Math.floor(centre.y - outer));
	const endRow = Math.min(tile.bottom, Math.ceil(centre.y + outer));
	for (let row = firstRow; row < endRow; row++) {
		const dy = row + 0.5 - centre.y;
		const chordSquared = outerSquared - dy * dy;
		if (chordSquared <= 0) continue;
		const chord = Math.sqrt(chordSquared);
		const first = Math.max(tile.left, Math.floor(centre.x - chord));
		const end = Math.min(tile.right, Math.ceil(centre.x + chord));
		let i = (row - tile.top) * TILE_SIZE + (first - tile.left);
		for (let column = first; column < end; column++, i++) {
			const dx = column + 0.5 - centre.x;
			const distanceSquared = dx * dx + dy * dy;
			let value = peak;
			if (distanceSquared > innerSquared) {
				if (distanceSquared >= outerSquared) continue;
				const t = (outer - Math.sqrt(distanceSquared)) / falloff;
				value = Math.floor(peak * t * t * (3 - 2 * t) + 0.5);
			}
			if (flow < 1) {
				const before = bytes[i] as number;
				if (before >= peak) continue;
				value = before + Math.floor(((peak - before) * flow * value) / peak + 0.5);
			}
			if (value > (bytes[i] as number)) {
				bytes[i] = value;
				hasChanged = true;
			}
		}
	}
	return hasChanged;
}
