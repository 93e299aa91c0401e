// A brush stroke in progress: pointer samples become evenly spaced dabs, which are stamped onto tiles. The state carries
// the distance to the next dab, so that the grouping of samples into events cannot change a byte. Dabs of one stroke
// are combined by max, so that a stroke that crosses itself does not get darker there.
import { type Coverage, type Size, TILE_AREA, type Tile, type Tiles, tileRect, tilesInRect } from "./coverage";
import { type Dab, dabFalloff, dabRect, stampDab } from "./dab";

export interface Brush {
	/** The diameter in picture pixels. */
	readonly size: number;
	/** 0 to 1. */
	readonly hardness: number;
	/** 0 to 1: the maximum coverage of a stroke. */
	readonly opacity: number;
	/** 0 to 1: the share of the opacity that one dab adds; below 1, overlapping dabs add up. Default 1. */
	readonly flow?: number;
	/** The properties that pressure scales. Default: none. */
	readonly pressure?: { readonly size: boolean; readonly opacity: boolean };
}

/** The share of the brush size that remains at the lightest pressure. */
const MIN_PRESSURE_SIZE = 0.05;

/** A pointer position in picture pixels. */
export interface StrokeSample {
	readonly x: number;
	readonly y: number;
	/** 0 to 1; 0.5 for devices without pressure. */
	readonly pressure: number;
}

export interface Stroke {
	readonly brush: Brush;
	readonly picture: Size;
	/** The dabs stamped so far. These tiles are not canonical. */
	readonly tiles: Tiles;
	readonly lastSample: StrokeSample | null;
	readonly lastDab: Dab | null;
	/** The distance from `lastSample` to the next dab, in pixels. */
	readonly distanceToNextDab: number;
}

export interface StrokeStep {
	readonly stroke: Stroke;
	/** The keys of the tiles that this step changed. */
	readonly changed: ReadonlySet<number>;
}

export function beginStroke(picture: Size, brush: Brush): Stroke {
	return {
		brush,
		picture: { width: picture.width, height: picture.height },
		tiles: {},
		lastSample: null,
		lastDab: null,
		distanceToNextDab: 0,
	};
}

/**
 * The distance between dabs, in pixels. Scallops at the edge of a line stay below a quarter of a pixel, and ripples along
 * the axis of a soft brush, which has no flat middle to hide them, stay below two levels of coverage.
 */
export function dabSpacing({ size, hardness }: Pick<Brush, "size" | "hardness">): number {
	const radius = size / 2;
	const falloff = dabFalloff(radius, hardness);
	const flatMiddle = 2 * (radius - falloff);
	const rippleFree = Math.max(flatMiddle, falloff / 12);
	return Math.max(0.5, Math.min(Math.sqrt(2 * radius), radius / 2, rippleFree));
}

export function extendStroke(stroke: Stroke, samples: readonly StrokeSample[]): StrokeStep {
	const { brush } = stroke;
	const dabs: Dab[] = [];
	let { lastSample, distanceToNextDab } = stroke;
	for (const sample of samples) {
		if (lastSample === null) {
			dabs.push(dabAt(brush, sample));
			lastSample = sample;
			distanceToNextDab = spacingAt(brush, sample.pressure);
			continue;
		}
		const dx = sample.x - lastSample.x;
		const dy = sample.y - lastSample.y;
		const length = Math.sqrt(dx * dx + dy * dy);
		while (distanceToNextDab <= length && length > 0) {
			const t = distanceToNextDab / length;
			const pressure = lastSample.pressure + (sample.pressure - lastSample.pressure) * t;
			dabs.push(dabAt(brush, { x: lastSample.x + dx * t, y: lastSample.y + dy * t, pressure }));
			distanceToNextDab += spacingAt(brush, pressure);
		}
		distanceToNextDab -= length;
		lastSample = sample;
	}
	return stampAll({ ...stroke, lastSample, distanceToNextDab }, dabs);
}

/**
 * Adds a dab at the last sample, so that the line ends under the pointer and not up to a spacing behind it. With a flow
 * below 1 dabs add up and an additional dab would be visible, so none is added.
 */
export function endStroke(stroke: Stroke): StrokeStep {
	const { lastSample, brush } = stroke;
	return stampAll(stroke, lastSample === null || (brush.flow ?? 1) < 1 ? [] : [dabAt(brush, lastSample)]);
}

function dabAt(brush: Brush, { x, y, pressure }: StrokeSample): Dab {
	const strength = brush.opacity * (brush.pressure?.opacity ? pressure : 1);
	const peak = Math.max(1, Math.round(255 * strength));
	return { x, y, radius: sizeAt(brush, pressure) / 2, hardness: brush.hardness, peak, flow: brush.flow ?? 1 };
}

function sizeAt({ size, pressure }: Brush, pressed: number): number {
	return pressure?.size ? size * Math.max(MIN_PRESSURE_SIZE, pressed) : size;
}

function spacingAt(brush: Brush, pressed: number): number {
	return dabSpacing({ size: sizeAt(brush, pressed), hardness: brush.hardness });
}

function stampAll(stroke: Stroke, dabs: readonly Dab[]): StrokeStep {
	// A tile is copied once per step, not once per dab.
	const owned = new Map<number, Uint8Array<ArrayBuffer>>();
	const changed = new Set<number>();
	let before = stroke.lastDab;
	for (const dab of dabs) {
		for (const key of tilesInRect(stroke.picture, dabRect(dab))) {
			const bytes = owned.get(key) ?? copyOf(stroke.tiles[key]);
			owned.set(key, bytes);
			if (stampDab(bytes, tileRect(stroke.picture, key), dab, before)) changed.add(key);
		}
		before = dab;
	}
	if (changed.size === 0) return { stroke: { ...stroke, lastDab: before }, changed };
	const tiles: Record<number, Tile> = { ...stroke.tiles };
	for (const key of changed) tiles[key] = owned.get(key) ?? 0;
	return { stroke: { ...stroke, tiles, lastDab: before }, changed };
}

function copyOf(tile: Tile | undefined): Uint8Array<ArrayBuffer> {
	return tile instanceof Uint8Array ? tile.slice() : new Uint8Array(TILE_AREA);
}

/** The stroke as a coverage of its own. */
export function strokeCoverage(stroke: Stroke): Coverage {
	return { ...stroke.picture, tiles: stroke.tiles };
}
