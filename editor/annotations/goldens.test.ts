// Pictures of each kind of annotation at the picture's size and at twice of it, drawn outside of a browser, encoded as PNG and
// decoded again by another program. A golden has one hexadecimal digit a pixel, a sixteenth of its opacity. Letters depend on the
// fonts of the system: only their extent is checked. UPDATE_GOLDENS=1 writes the files anew.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import { type Annotation, type AnnotationKind, createAnnotation, repairAnnotation } from "../document";
import { coverageAt } from "../raster";
import { type DrawingContext, drawAnnotations, outlineCoverage } from ".";
import { measureWith } from "./drawingContext";
import { fittedText } from "./textBox";

const SIDE = 32;

function make(kind: AnnotationKind, parts: Partial<Annotation> = {}): Annotation {
	const place = { left: 4, top: 8, right: 28, bottom: 24 };
	const made = repairAnnotation(createAnnotation([], { kind, place, colour: "#e01020", width: 2, ...parts }));
	if (made === null) throw new Error(kind);
	return made;
}

const WAVE = [0, 0.5, 1, 0.25, 0, 1, 0.5, 0.5, 1, 0.75, 1, 1, 1, 0.5, 1];
const PRESSED = WAVE.map((value, i) => (i % 3 === 2 ? 0.3 + i / 24 : value));

const CASES: Readonly<Record<string, Annotation>> = {
	pen: make("pen", { points: WAVE }),
	"pen pressed": make("pen", { points: PRESSED, width: 5, isFlippedX: true }),
	highlighter: make("highlighter", { points: [0, 0.5, 1, 1, 0.5, 1], width: 8, opacity: 0.4 }),
	line: make("line", { angle: 30, width: 2 }),
	arrow: make("arrow", { angle: -45, width: 2 }),
	box: make("box"),
	"box filled": make("box", { fill: "#ffffff", angle: 20, opacity: 0.5 }),
	ellipse: make("ellipse"),
};

function draw(annotations: readonly Annotation[], scale: number) {
	const canvas = createCanvas(SIDE * scale, SIDE * scale);
	drawAnnotations(canvas.getContext("2d") as unknown as DrawingContext, annotations, scale);
	const { data, width, height } = decode(canvas.toBuffer("image/png"));
	const alpha = (x: number, y: number) => Number(data[(y * width + x) * 4 + 3]);
	const inked: (readonly [x: number, y: number])[] = [];
	for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (alpha(x, y) > 40) inked.push([x, y]);
	return { data, width, height, alpha, inked };
}

function asText({ width, height, alpha }: ReturnType<typeof draw>): string {
	const rows = Array.from({ length: height }, (_, y) =>
		Array.from({ length: width }, (_, x) => Math.round(alpha(x, y) / 17).toString(16)).join(""),
	);
	return `${rows.join("\n").replaceAll("0", ".")}\n`;
}

describe.each([1, 2])("at %d times the picture's size", (scale) => {
	test.each(Object.entries(CASES))("%s", (name, annotation) => {
		const drawn = draw([annotation], scale);
		const file = resolve(import.meta.dirname, "goldens", `${name.replace(" ", "-")}@${scale}x.txt`);
		if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, asText(drawn));
		expect(asText(drawn)).toBe(readFileSync(file, "utf8"));
		// Every pixel that is fully covered has the annotation's colour.
		const solid = drawn.inked.find(([x, y]) => drawn.alpha(x, y) === 255);
		if (annotation.opacity === 1 && annotation.fill === undefined) {
			const [x = 0, y = 0] = solid ?? [];
			expect([...drawn.data.slice((y * drawn.width + x) * 4, (y * drawn.width + x) * 4 + 3)]).toEqual([224, 16, 32]);
		}
	});

	test("letters lie in the box that was made for them", () => {
		const context = createCanvas(1, 1).getContext("2d") as unknown as DrawingContext;
		const measure = measureWith(context);
		const text = fittedText(make("text", { text: "Wi", fontSize: 10 }), measure);
		const { left, top, right, bottom } = text.place;
		const { inked } = draw([text], scale);
		expect(inked.length).toBeGreaterThan(10);
		for (const [x, y] of inked) {
			expect(x / scale).toBeGreaterThan(left - 1);
			expect(x / scale).toBeLessThan(right + 1);
			expect(y / scale).toBeGreaterThan(top - 1);
			expect(y / scale).toBeLessThan(bottom + 1);
		}
		const disc = draw([make("callout", { number: 12 })], scale);
		expect(disc.alpha(Math.round(16 * scale), Math.round(5 * scale))).toBe(255);
		expect(disc.alpha(scale, scale)).toBe(0);
	});
});

test("sticky notes and hidden annotations are not in the picture that goes out", () => {
	expect(draw([make("note", { text: "for us" }), make("box", { isVisible: false })], 1).inked).toEqual([]);
});

describe("the coverage for a mask", () => {
	const size = { width: SIDE, height: SIDE };

	test("covers what an open stroke or a line draws", () => {
		for (const name of ["pen", "pen pressed", "arrow", "line"]) {
			const annotation = CASES[name];
			if (annotation === undefined) throw new Error(name);
			const drawn = draw([annotation], 1);
			const coverage = outlineCoverage(annotation, size);
			let difference = 0;
			for (let y = 0; y < SIDE; y++)
				for (let x = 0; x < SIDE; x++) difference += Math.abs(coverageAt(coverage, x, y) - drawn.alpha(x, y)) / 255;
			// Edges are smoothed in other ways, and the ends of a line are round.
			expect(difference / drawn.inked.length, name).toBeLessThan(0.3);
		}
	});

	test("covers the inside of a closed shape, and of a stroke around something", () => {
		const ring = Array.from({ length: 17 }, (_, i) => [
			0.5 + 0.5 * Math.cos(i * 0.38),
			0.5 + 0.5 * Math.sin(i * 0.38),
			1,
		]);
		for (const annotation of [make("box"), make("ellipse"), make("callout"), make("pen", { points: ring.flat() })]) {
			const coverage = outlineCoverage(annotation, size);
			expect(coverageAt(coverage, 16, 16), annotation.kind).toBe(255);
			expect(coverageAt(coverage, 0, 0), annotation.kind).toBe(0);
		}
		expect(coverageAt(outlineCoverage(make("pen", { points: WAVE }), size), 16, 10)).toBe(0);
	});
});
