// A composed request, decoded independently and compared with a reference composition in double precision: what is sent has
// every reference at its place, from its own pixels. The reference composition is written from the definition of the filter
// and shares no code with the editor: scaled along its own axes to the density of the sent picture by Lanczos-3 (widened for
// reductions, the edge pixels of the crop repeated), read under the rotation by Lanczos-3 of sent pixels, and laid over with
// the exact share of each pixel inside the box.
import { decode, encode } from "fast-png";
import { describe, expect, test } from "vitest";
import type { SizeRules } from "../plan";
import type { Rect } from "../raster";
import type { EditorSession } from "../session/editorSession";
import { dab, memoryStore, newSession } from "../session/sessionForTests";
import type { EditOptions, SavedReference } from "../types";

interface Image {
	readonly width: number;
	readonly height: number;
	readonly data: Uint8Array;
}

/** Smooth waves, hard edges and noise, partly transparent if wanted. */
function image(width: number, height: number, seed: number, isTranslucent = false): Image {
	const data = new Uint8Array(width * height * 4);
	let random = seed * 2654435761;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
			const wave = 128 + 100 * Math.sin((x + seed * 7) / 9) * Math.cos(y / (5 + seed));
			const isSquare = (Math.floor(x / 8) + Math.floor(y / 8)) % 3 === 0;
			const at = (y * width + x) * 4;
			data[at] = isSquare ? 255 : wave;
			data[at + 1] = (random >>> 24) & 255;
			data[at + 2] = isSquare ? 0 : 255 - wave;
			data[at + 3] = isTranslucent ? (x * 255) / width : 255;
		}
	}
	return { width, height, data };
}

const png = ({ width, height, data }: Image) =>
	new Blob([encode({ width, height, data, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);

// The reference composition

const lanczos = (x: number): number => {
	if (x === 0) return 1;
	if (Math.abs(x) >= 3) return 0;
	return (3 * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / 3)) / (Math.PI * x) ** 2;
};

/** The weights of whole positions around a centre, by position; those outside of the range count for its ends. */
function taps(centre: number, width: number, from: number, to: number): readonly (readonly [number, number])[] {
	const weights = new Map<number, number>();
	let sum = 0;
	for (let i = Math.ceil(centre - 3 * width - 0.5); i <= Math.floor(centre + 3 * width - 0.5); i++) {
		const weight = lanczos((i + 0.5 - centre) / width);
		const at = Math.min(Math.max(i, from), to - 1);
		weights.set(at, (weights.get(at) ?? 0) + weight);
		sum += weight;
	}
	return [...weights].map(([at, weight]) => [at, weight / sum] as const);
}

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

interface Placement extends Pick<SavedReference, "place" | "opacity"> {
	readonly angle?: number;
	readonly isFlippedX?: boolean;
	readonly isFlippedY?: boolean;
	readonly crop?: Rect;
}

/** One output pixel of a reference as premultiplied colour, without its coverage. `scale`: sent pixels per picture pixel. */
class Sampler {
	readonly #rows = new Map<string, Pixel>();

	constructor(
		readonly source: Image,
		readonly placed: Placement,
		readonly origin: { readonly x: number; readonly y: number },
		readonly scale: { readonly x: number; readonly y: number },
	) {}

	get crop(): Rect {
		return this.placed.crop ?? { left: 0, top: 0, right: this.source.width, bottom: this.source.height };
	}

	/** From source pixels to sent pixels. */
	toSent(u: number, v: number): readonly [number, number] {
		const { left, top, right, bottom } = this.placed.place;
		const { crop } = this;
		const across = (u - (crop.left + crop.right) / 2) / (crop.right - crop.left);
		const down = (v - (crop.top + crop.bottom) / 2) / (crop.bottom - crop.top);
		const x = across * (right - left) * (this.placed.isFlippedX ? -1 : 1);
		const y = down * (bottom - top) * (this.placed.isFlippedY ? -1 : 1);
		const angle = ((this.placed.angle ?? 0) * Math.PI) / 180;
		const canvasX = (left + right) / 2 + x * Math.cos(angle) - y * Math.sin(angle);
		const canvasY = (top + bottom) / 2 + x * Math.sin(angle) + y * Math.cos(angle);
		return [(canvasX - this.origin.x) * this.scale.x, (canvasY - this.origin.y) * this.scale.y];
	}

	/** The sent position of source position (0, 0), and the steps of one source pixel to the right and down. */
	get #affine() {
		const [e, f] = this.toSent(0, 0);
		const [ax, ay] = this.toSent(1, 0);
		const [bx, by] = this.toSent(0, 1);
		return { a: ax - e, b: ay - f, c: bx - e, d: by - f, e, f };
	}

	/** From sent pixels to source pixels. */
	toSource(x: number, y: number): readonly [number, number] {
		const { a, b, c, d, e, f } = this.#affine;
		const determinant = a * d - b * c;
		return [(d * (x - e) - c * (y - f)) / determinant, (a * (y - f) - b * (x - e)) / determinant];
	}

	at(x: number, y: number): Pixel {
		const [u, v] = this.toSource(x + 0.5, y + 0.5);
		const { a, b, c, d } = this.#affine;
		const [perX, perY] = [Math.hypot(a, b), Math.hypot(c, d)];
		if ((this.placed.angle ?? 0) % 90 === 0) return this.#scaled(u, v, 1 / perX, 1 / perY);
		// The samples of the scaled picture lie `1 / per` source pixels apart, beginning with the crop's corner.
		const sum = [0, 0, 0, 0];
		const [sampleX, sampleY] = [(u - this.crop.left) * perX, (v - this.crop.top) * perY];
		for (const [i, weightX] of taps(sampleX, 1, -1e6, 1e6)) {
			for (const [j, weightY] of taps(sampleY, 1, -1e6, 1e6)) {
				const key = `${i} ${j}`;
				const sample =
					this.#rows.get(key) ??
					this.#scaled(this.crop.left + (i + 0.5) / perX, this.crop.top + (j + 0.5) / perY, 1 / perX, 1 / perY);
				this.#rows.set(key, sample);
				for (let k = 0; k < 4; k++) sum[k] = (sum[k] as number) + weightX * weightY * (sample[k] as number);
			}
		}
		return sum as unknown as Pixel;
	}

	#scaled(u: number, v: number, stepX: number, stepY: number): Pixel {
		const { left, top, right, bottom } = this.crop;
		const sum = [0, 0, 0, 0];
		for (const [x, weightX] of taps(u, Math.max(1, stepX), Math.floor(left), Math.ceil(right))) {
			for (const [y, weightY] of taps(v, Math.max(1, stepY), Math.floor(top), Math.ceil(bottom))) {
				const at = (y * this.source.width + x) * 4;
				const alpha = this.source.data[at + 3] as number;
				for (let k = 0; k < 3; k++) {
					sum[k] = (sum[k] as number) + weightX * weightY * (this.source.data[at + k] as number) * (alpha / 255);
				}
				sum[3] = (sum[3] as number) + weightX * weightY * alpha;
			}
		}
		return sum as unknown as Pixel;
	}

	/** The share of a pixel inside the box: the exact length inside on each of many thin rows of the pixel. */
	coverage(x: number, y: number): number {
		const { left, top, right, bottom } = this.crop;
		const corners = [
			this.toSent(left, top),
			this.toSent(right, top),
			this.toSent(right, bottom),
			this.toSent(left, bottom),
		];
		// Far from every edge, a pixel is inside if its centre is.
		const [u, v] = this.toSource(x + 0.5, y + 0.5);
		const isInside = u > left && u < right && v > top && v < bottom;
		if (corners.every((corner, i) => distanceTo(corner, corners[(i + 1) % 4] ?? corner, x + 0.5, y + 0.5) > 1)) {
			return isInside ? 1 : 0;
		}
		const rows = 512;
		let sum = 0;
		for (let row = 0; row < rows; row++) {
			const at = y + (row + 0.5) / rows;
			const crossings = corners.flatMap(([x0, y0], i) => {
				const [x1, y1] = corners[(i + 1) % 4] as readonly [number, number];
				return y0 <= at === y1 <= at ? [] : [x0 + ((at - y0) / (y1 - y0)) * (x1 - x0)];
			});
			const [first = 0, last = 0] = [Math.min(...crossings), Math.max(...crossings)];
			if (crossings.length > 1) sum += Math.max(0, Math.min(x + 1, last) - Math.max(x, first)) / rows;
		}
		return sum;
	}
}

/** The distance of a point from a line segment. */
function distanceTo(
	[x0, y0]: readonly [number, number],
	[x1, y1]: readonly [number, number],
	x: number,
	y: number,
): number {
	const along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2);
	const share = limited(along, 1);
	return Math.hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0));
}

const limited = (value: number, highest: number) => Math.min(highest, Math.max(0, value));

/** Lays the references over an image in double precision and rounds once. */
function compose(below: Image, content: { width: number; height: number }, samplers: readonly Sampler[]): Float64Array {
	const result = Float64Array.from(below.data);
	for (const sampler of samplers) {
		for (let y = 0; y < content.height; y++) {
			for (let x = 0; x < content.width; x++) {
				const share = sampler.coverage(x, y) * sampler.placed.opacity;
				if (share === 0) continue;
				const pixel = sampler.at(x, y);
				const sampled = limited(pixel[3], 255);
				const over = (sampled / 255) * share;
				const at = (y * below.width + x) * 4;
				const under = ((result[at + 3] as number) / 255) * (1 - over);
				const alpha = over + under;
				if (alpha === 0) continue;
				for (let k = 0; k < 3; k++) {
					const colour = limited(pixel[k] as number, sampled) * share;
					result[at + k] = (colour + (result[at + k] as number) * under) / alpha;
				}
				result[at + 3] = alpha * 255;
			}
		}
	}
	return result;
}

/** The largest difference of a channel where something is visible. */
function largestDifference(sent: Image, expected: Float64Array, content: { width: number; height: number }): number {
	let largest = 0;
	for (let y = 0; y < content.height; y++) {
		for (let x = 0; x < content.width; x++) {
			const at = (y * sent.width + x) * 4;
			for (let k = 0; k < 4; k++) {
				largest = Math.max(largest, Math.abs((sent.data[at + k] as number) - (expected[at + k] as number)));
			}
		}
	}
	return largest;
}

// The requests

/** The reference composition is slow where the machine is busy. */
const PATIENCE = 300_000;

const RULES: SizeRules = {
	kind: "flexible",
	multiple: 4,
	maxEdge: 140,
	maxRatio: 3,
	minPixels: 400,
	maxPixels: 60_000,
};
const PICTURE = image(200, 150, 1);

const PLACED: readonly (Placement & { readonly source: Image })[] = [
	// Reduced, rotated and faded.
	{ source: image(180, 120, 2), place: box(30, 20, 60, 40), opacity: 0.6, angle: 30 },
	// Cropped, flipped and turned by a quarter.
	{
		...{ source: image(120, 90, 3), place: box(110, 30, 30, 50), opacity: 1, angle: -90 },
		...{ isFlippedX: true, crop: box(10, 20, 80, 48) },
	},
	// Enlarged and translucent, at a fraction of a pixel, partly outside of what is sent.
	{ source: image(40, 30, 4, true), place: box(75.25, 90.5, 70, 65), opacity: 0.8 },
	// Upside down, cropped at a fraction, over the others.
	{
		...{ source: image(80, 100, 5), place: box(60, 50, 45, 30), opacity: 0.9, angle: 171 },
		...{ isFlippedY: true, crop: box(20.5, 30, 50, 40.25) },
	},
];

function box(left: number, top: number, width: number, height: number): Rect {
	return { left, top, right: left + width, bottom: top + height };
}

async function withReferences(placed: typeof PLACED, store = memoryStore()): Promise<EditorSession> {
	const editor = newSession(store, { width: 200, height: 150 });
	await editor.open(png(PICTURE), "picture.png");
	for (const { source, ...placement } of placed) {
		await editor.addReference(png(source), "reference.png");
		const reference = editor.document?.references.at(-1)?.id ?? "";
		editor.apply([{ type: "commands", commands: [{ type: "reference.set", reference, changes: placement }] }]);
	}
	dab(editor, 100, 75);
	return editor;
}

const decoded = (bytes: Uint8Array): Image => {
	const { width, height, data } = decode(bytes);
	return { width, height, data: Uint8Array.from(data) };
};

async function compared(options: EditOptions, placed: typeof PLACED) {
	const editor = await withReferences(placed);
	const plain = await editor.prepareEdit({ ...options, references: "separate" });
	const { picture, references, edit } = await editor.prepareEdit({ ...options, references: "composed" });
	const { source, content } = edit.plan;
	const scale = { x: content.width / (source.right - source.left), y: content.height / (source.bottom - source.top) };
	const origin = { x: source.left, y: source.top };
	const sent = decoded(picture);
	const samplers = placed.map(({ source: from, ...placement }) => new Sampler(from, placement, origin, scale));
	const below = decoded(plain.picture);
	return { editor, edit, references, sent, below, expected: compose(below, content, samplers), content, scale };
}

describe("a composed request", () => {
	test(
		"at full resolution, it differs from the reference composition by at most one level",
		async () => {
			const unscaled = { rules: { ...RULES, maxEdge: 200 }, extent: "whole" } as const;
			const { sent, expected, content, scale, references } = await compared(unscaled, PLACED);
			expect(scale).toEqual({ x: 1, y: 1 });
			expect(references).toEqual([]);
			expect(largestDifference(sent, expected, content)).toBeLessThanOrEqual(1);
		},
		PATIENCE,
	);

	test(
		"scaled down, the references are filtered once, from their own pixels, and the other pixels keep their bytes",
		async () => {
			const { sent, below, expected, content, scale, edit } = await compared({ rules: RULES, extent: "whole" }, PLACED);
			expect(scale.x).toBeLessThan(0.8);
			expect(largestDifference(sent, expected, content)).toBeLessThanOrEqual(1);
			const isSame = (x: number, y: number, other: Image, atX = x, atY = y) =>
				[0, 1, 2, 3].every(
					(k) => sent.data[(y * sent.width + x) * 4 + k] === other.data[(atY * sent.width + atX) * 4 + k],
				);
			let untouched = 0;
			let wrong = 0;
			for (let y = 0; y < sent.height; y++) {
				for (let x = 0; x < sent.width; x++) {
					if (x >= content.width || y >= content.height) {
						// The padding repeats the edge, the drawn references included.
						if (!isSame(x, y, sent, Math.min(x, content.width - 1), Math.min(y, content.height - 1))) wrong++;
						continue;
					}
					const isInside = edit.drawn?.some(({ left, top, right, bottom }) => {
						return x + 1 > left * scale.x && x < right * scale.x && y + 1 > top * scale.y && y < bottom * scale.y;
					});
					if (isInside) continue;
					untouched++;
					if (!isSame(x, y, below)) wrong++;
				}
			}
			expect(untouched).toBeGreaterThan(1000);
			expect(wrong).toBe(0);
		},
		PATIENCE,
	);

	test(
		"scaled up, a reference keeps detail that the picture could not hold",
		async () => {
			const rules: SizeRules = { kind: "list", sizes: ["300x225"] };
			const { sent, expected, content, scale } = await compared({ rules, extent: "whole" }, PLACED.slice(0, 2));
			expect(scale.x).toBeGreaterThan(1);
			expect(largestDifference(sent, expected, content)).toBeLessThanOrEqual(1);
		},
		PATIENCE,
	);
});

describe("references that are sent beside the picture", () => {
	const sentBeside = async (placed: typeof PLACED) => {
		const store = memoryStore();
		const editor = await withReferences(placed, store);
		const { references, originals } = await editor.prepareEdit({ rules: RULES, extent: "whole" });
		const files = references.map(async (id) => new Uint8Array((await store.images.get(id)?.arrayBuffer()) ?? []));
		return { references, originals, images: (await Promise.all(files)).map(decoded) };
	};

	test("one that is only moved, scaled or faded is the imported file", async () => {
		const { references, originals } = await sentBeside([
			{ source: image(40, 30, 1), place: box(300, 5, 20, 15), opacity: 0.2 },
			// Its height is rounded to whole pixels.
			{ source: image(41, 30, 1), place: box(0, 0, 10, 7), opacity: 1 },
		]);
		expect(references).toEqual(originals);
	});

	test("crop, flips and quarter turns are applied to its own pixels, without resampling", async () => {
		const source = image(40, 30, 6, true);
		const placed = { source, place: box(0, 0, 20, 10), opacity: 0.5, crop: box(5, 8, 20, 10) };
		const { images, references, originals } = await sentBeside([
			{ ...placed, isFlippedX: true },
			{ ...placed, angle: 90 },
			{ ...placed, angle: 180, isFlippedY: true },
		]);
		expect(references.some((id) => originals.includes(id))).toBe(false);
		expect(images.map(({ width, height }) => [width, height])).toEqual([
			[20, 10],
			[10, 20],
			[20, 10],
		]);
		const [flipped, turned, both] = images as [Image, Image, Image];
		const pixel = ({ width, data }: Image, x: number, y: number) => [
			...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
		];
		for (const [x, y] of [
			[0, 0],
			[7, 3],
			[19, 9],
		] as const) {
			const original = pixel(source, 5 + x, 8 + y);
			expect(pixel(flipped, 19 - x, y)).toEqual(original);
			expect(pixel(turned, 9 - y, x)).toEqual(original);
			expect(pixel(both, 19 - x, y)).toEqual(original);
		}
	});

	test("a rotated one is transparent beside its box, and a stretched one keeps its proportions on the canvas", async () => {
		const { images } = await sentBeside([
			{ source: image(60, 60, 2), place: box(0, 0, 30, 30), opacity: 1, angle: 45 },
			{ source: image(40, 30, 2), place: box(0, 0, 40, 15), opacity: 1 },
		]);
		const [rotated, stretched] = images as [Image, Image];
		// The diagonal of 60 pixels.
		expect([rotated.width, rotated.height]).toEqual([86, 86]);
		const alpha = (x: number, y: number) => rotated.data[(y * rotated.width + x) * 4 + 3];
		expect([alpha(2, 2), alpha(83, 2), alpha(43, 43), alpha(43, 4)]).toEqual([0, 0, 255, 255]);
		expect([stretched.width, stretched.height]).toEqual([80, 30]);
	});
});

test("the areas that are not compared cover the bounds of rotated references", async () => {
	const editor = await withReferences([
		{ source: image(100, 20, 2), place: box(50, 60, 100, 20), opacity: 1, angle: 90 },
		// Its bounds reach into the picture, but no part of it does.
		{ source: image(100, 100, 2), place: box(-97, -97, 100, 100), opacity: 1, angle: 45 },
	]);
	const options = { rules: { ...RULES, maxEdge: 200 }, extent: "whole", references: "composed" } as const;
	const { edit, references } = await editor.prepareEdit(options);
	expect(edit.drawn).toEqual([box(90, 20, 20, 100)]);
	expect(references).toHaveLength(1);
});
