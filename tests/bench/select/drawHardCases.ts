// Draws docs/images/selections.webp: twelve hard cases of the selecting tools on synthetic pictures, in the order of
// docs/selecting.md. The selected part keeps its colours, the rest is tinted red. Prints the overlap with the known outline.
// Usage: node scripts/run.mjs tests/bench/select/drawHardCases.ts
import { writeFileSync } from "node:fs";
import { createCanvas, ImageData } from "@napi-rs/canvas";
import {
	background,
	type Coverage,
	colourRange,
	colourRegion,
	combine,
	coverageAt,
	emptyCoverage,
	maskRegion,
	type PictureSamples,
	pictureSamples,
	planeSelection,
	polygonCoverage,
	quickSelect,
	type RgbaImage,
	type RoughStroke,
	refineEdge,
	runToEnd,
	type Tiles,
} from "../../../editor/raster";
import {
	intersectionOverUnion,
	type SyntheticKind,
	syntheticPicture,
} from "../../../editor/raster/quickSelect/syntheticPicturesForTests";

const SIZE = { width: 480, height: 360 };
const CENTRE = { x: 240, y: 180 };
const COLUMNS = 4;
const GAP = 8;

interface Case {
	readonly name: string;
	readonly picture: RgbaImage;
	readonly truth: Coverage;
	select(samples: PictureSamples): Tiles;
}

const stroke = (points: readonly number[], radius = 8): RoughStroke => ({ mode: "add", points, radius });

function quick(samples: PictureSamples, strokes: readonly RoughStroke[]): Tiles {
	let mask = emptyCoverage(SIZE);
	for (const [i, one] of strokes.entries()) {
		const input = { stroke: one, selected: planeSelection(mask), earlier: strokes.slice(0, i), isExact: true };
		const tiles = runToEnd(quickSelect(samples, input));
		mask = combine(mask, one.mode === "add" ? "union" : "subtract", { ...SIZE, tiles });
	}
	return mask.tiles;
}

const wand = (samples: PictureSamples, tolerance: number) =>
	runToEnd(colourRegion(samples, { at: CENTRE, tolerance, isContiguous: true, isAntiAliased: true, sampleSide: 5 }));

function synthetic(
	kind: SyntheticKind,
	name: string,
	select: (samples: PictureSamples, strokes: readonly RoughStroke[]) => Tiles,
): Case {
	const { picture, truth, strokes } = syntheticPicture(kind, SIZE);
	return { name, picture, truth, select: (samples) => select(samples, strokes) };
}

/** `isInside` gives the truth; `colourAt` three levels. */
function drawn(
	name: string,
	isInside: (x: number, y: number) => boolean,
	colourAt: (x: number, y: number) => readonly number[],
	select: Case["select"],
): Case {
	const rgba = new Uint8Array(SIZE.width * SIZE.height * 4);
	const inside = new Uint8Array(SIZE.width * SIZE.height);
	let state = 7;
	for (let y = 0; y < SIZE.height; y++) {
		for (let x = 0; x < SIZE.width; x++) {
			state = (Math.imul(state, 1664525) + 1013904223) | 0;
			const grain = (state >>> 29) - 4;
			rgba.set(
				[...colourAt(x, y).map((level) => Math.max(0, Math.min(255, level + grain))), 255],
				(y * SIZE.width + x) * 4,
			);
			inside[y * SIZE.width + x] = isInside(x, y) ? 1 : 0;
		}
	}
	const rows = Array.from({ length: SIZE.height }, (_, y) => runsOf(inside, y)).flat();
	const truth = rows.reduce(
		(mask, corners) => combine(mask, "union", runToEnd(polygonCoverage(SIZE, corners))),
		emptyCoverage(SIZE),
	);
	return { name, picture: { ...SIZE, rgba }, truth, select };
}

function runsOf(inside: Uint8Array, y: number) {
	const runs: { x: number; y: number }[][] = [];
	for (let x = 0; x < SIZE.width; x++) {
		if (inside[y * SIZE.width + x] === 0) continue;
		const left = x;
		while (x < SIZE.width && inside[y * SIZE.width + x] === 1) x++;
		runs.push([
			{ x: left, y },
			{ x, y },
			{ x, y: y + 1 },
			{ x: left, y: y + 1 },
		]);
	}
	return runs;
}

const disc = (cx: number, cy: number, radius: number) => (x: number, y: number) => Math.hypot(x - cx, y - cy) < radius;
const left = disc(170, 180, 75);
const right = disc(310, 180, 75);
const body = disc(240, 200, 90);
const isHair = (x: number, y: number) => y < 200 && y > 40 && Math.abs(x - 240) < 85 && (x + (y >> 3)) % 12 < 3;
const isHairy = (x: number, y: number) => body(x, y) || isHair(x, y);

const CASES: readonly Case[] = [
	synthetic("texture", "quick select: two textures of one mean", quick),
	synthetic("softEdge", "quick select: blurred outline", quick),
	synthetic("gap", "quick select: line open for 3 pixels", quick),
	synthetic("softEdge", "wand: blurred outline", (samples) => wand(samples, 25)),
	synthetic("softEdge", "colour range: blurred outline", (samples) =>
		runToEnd(
			colourRange(samples, {
				picked: [{ at: CENTRE, isExcluded: false }],
				sampleSide: 5,
				fuzziness: 30,
				match: "colour",
			}),
		),
	),
	synthetic("softEdge", "select background, inverted", (samples) => {
		const tiles = runToEnd(background(samples, { tolerance: 12 }));
		const whole = runToEnd(
			polygonCoverage(SIZE, [
				{ x: 0, y: 0 },
				{ x: 480, y: 0 },
				{ x: 480, y: 360 },
				{ x: 0, y: 360 },
			]),
		);
		return combine(whole, "subtract", { ...SIZE, tiles }).tiles;
	}),
	drawn(
		"quick select: thing with a gradient",
		body,
		(x, y) => (body(x, y) ? [90 + y / 3, 120, 150 - y / 4] : [70, 90 + x / 8, 80]),
		(samples) => quick(samples, [stroke([190, 180, 240, 240, 290, 180])]),
	),
	drawn(
		"bucket: painted outline",
		body,
		() => [128, 128, 128],
		(samples) => {
			const mask = combine(ring(96), "subtract", ring(90));
			const filled = runToEnd(maskRegion(samples, { at: { x: 240, y: 200 }, mask, tolerance: null }));
			return filled;
		},
	),
	drawn(
		"refine edge: strands 3 pixels wide",
		isHairy,
		(x, y) => (isHairy(x, y) ? [60, 45, 40] : [190, 200, 210]),
		(samples) => {
			const rough = { ...SIZE, tiles: quick(samples, [stroke([200, 200, 240, 240, 280, 200])]) };
			const joined = combine(rough, "union", ring(92));
			return runToEnd(refineEdge(joined, samples, { radius: 80, contrast: 0.2, shift: 0, smooth: 0 })).tiles;
		},
	),
	synthetic("gap", "wand: leaks through the gap", (samples) => wand(samples, 12)),
	synthetic("texture", "wand: texture", (samples) => wand(samples, 14)),
	drawn(
		"quick select: two alike that touch",
		left,
		(x, y) => (left(x, y) || right(x, y) ? [200, 150, 90] : [60, 80, 110]),
		(samples) => quick(samples, [stroke([140, 150, 170, 200, 190, 170])]),
	),
];

function ring(radius: number): Coverage {
	const corners = Array.from({ length: 90 }, (_, i) => ({
		x: 240 + radius * Math.cos((i * Math.PI) / 45),
		y: 200 + radius * Math.sin((i * Math.PI) / 45),
	}));
	return runToEnd(polygonCoverage(SIZE, corners));
}

const rows = Math.ceil(CASES.length / COLUMNS);
const [width, height] = [COLUMNS * (SIZE.width / 2 + GAP) - GAP, rows * (SIZE.height / 2 + GAP) - GAP];
const sheet = new Uint8ClampedArray(width * height * 4).fill(255);
for (const [i, { name, picture, truth, select }] of CASES.entries()) {
	const mask = { ...SIZE, tiles: select(pictureSamples(SIZE, picture.rgba)) };
	console.log(`${i + 1}. ${name}: ${intersectionOverUnion(mask, truth).toFixed(3)}`);
	const [x0, y0] = [(i % COLUMNS) * (SIZE.width / 2 + GAP), Math.floor(i / COLUMNS) * (SIZE.height / 2 + GAP)];
	for (let y = 0; y < SIZE.height / 2; y++) {
		for (let x = 0; x < SIZE.width / 2; x++) {
			const at = (2 * y * SIZE.width + 2 * x) * 4;
			const share = 0.65 * (1 - coverageAt(mask, 2 * x, 2 * y) / 255);
			for (const [channel, tint] of [200, 30, 60].entries()) {
				const level = picture.rgba[at + channel] as number;
				sheet[((y0 + y) * width + x0 + x) * 4 + channel] = level + share * (tint - level);
			}
		}
	}
}
const canvas = createCanvas(width, height);
canvas.getContext("2d").putImageData(new ImageData(sheet, width, height), 0, 0);
writeFileSync("docs/images/selections.webp", canvas.toBuffer("image/webp", 80));
