// Pictures with a known outline, for tests and benches: the same bytes on every machine.
import { type Coverage, coverageAt, type Size } from "../coverage";
import type { RgbaImage } from "../mip";
import { polygonCoverage } from "../polygon";
import { ellipseCorners } from "../shapes";
import { runToEnd } from "../steps";
import type { RoughStroke } from "./roughStroke";

/** "texture": noise of two grains and nearly one mean; "softEdge": a blurred outline; "gap": an outline with a hole of 3 pixels. */
export type SyntheticKind = "texture" | "softEdge" | "gap";

export interface SyntheticPicture {
	readonly picture: RgbaImage;
	readonly truth: Coverage;
	/** One stroke inside. */
	readonly strokes: readonly RoughStroke[];
}

export function syntheticPicture(kind: SyntheticKind, size: Size): SyntheticPicture {
	const { width, height } = size;
	const [cx, cy, rx, ry] = [width / 2, height / 2, width * 0.3, height * 0.32];
	const rgba = new Uint8Array(width * height * 4);
	const colourAt = { texture: textureAt, softEdge: softEdgeAt, gap: gapAt }[kind];
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			// Below 0 inside, in pixels from the outline.
			const scale = Math.hypot((x + 0.5 - cx) / rx, (y + 0.5 - cy) / ry);
			const distance = (scale - 1) * Math.min(rx, ry);
			rgba.set([...colourAt(distance, x, y, height), 255], (y * width + x) * 4);
		}
	}
	const outline = ellipseCorners({ left: cx - rx, top: cy - ry, right: cx + rx, bottom: cy + ry });
	const points = [cx - rx * 0.6, cy, cx, cy - ry * 0.6, cx + rx * 0.6, cy, cx, cy + ry * 0.6, cx - rx * 0.4, cy];
	return {
		picture: { width, height, rgba },
		truth: runToEnd(polygonCoverage(size, outline)),
		strokes: [{ mode: "add", points, radius: Math.max(4, width / 60) }],
	};
}

type Rgb = readonly [number, number, number];

/** 0 to 1 by position alone. */
function noise(x: number, y: number, seed: number): number {
	let h = (x * 374761393 + y * 668265263 + seed * 2147483647) | 0;
	h = Math.imul(h ^ (h >>> 13), 1274126177);
	return ((h ^ (h >>> 16)) >>> 0) / 0xffffffff;
}

function textureAt(distance: number, x: number, y: number): Rgb {
	const fine = noise(x, y, 1) - 0.5;
	const coarse = noise(x >> 2, y >> 2, 2) - 0.5;
	return distance < 0
		? [130 + 70 * fine, 110 + 70 * fine, 80 + 50 * coarse]
		: [105 + 60 * coarse, 115 + 60 * coarse, 110 + 50 * fine];
}

/** Half of the blur's width, in pixels. */
const SOFTNESS = 6;

function softEdgeAt(distance: number, x: number, y: number): Rgb {
	const share = Math.min(1, Math.max(0, 0.5 - distance / (2 * SOFTNESS)));
	const grain = 8 * (noise(x, y, 3) - 0.5);
	return [60 + 130 * share + grain, 90 + 60 * share + grain, 140 - 60 * share + grain];
}

/** A dark line of 5 pixels around an area of the background's colour, open for 3 pixels at the right. */
function gapAt(distance: number, x: number, y: number, height: number): Rgb {
	const grain = 6 * (noise(x, y, 4) - 0.5);
	const isGap = Math.abs(y + 0.5 - height / 2) < 1.5 && distance > -10;
	const isLine = distance >= 0 && distance < 5 && !isGap;
	return isLine ? [40 + grain, 40 + grain, 45 + grain] : [180 + grain, 175 + grain, 165 + grain];
}

/** Of two coverages, both at half and more. */
export function intersectionOverUnion(a: Coverage, b: Coverage): number {
	let both = 0;
	let either = 0;
	for (let y = 0; y < a.height; y++) {
		for (let x = 0; x < a.width; x++) {
			const isA = coverageAt(a, x, y) >= 128;
			const isB = coverageAt(b, x, y) >= 128;
			if (isA && isB) both++;
			if (isA || isB) either++;
		}
	}
	return either === 0 ? 1 : both / either;
}
