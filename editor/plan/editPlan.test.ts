// The guarantees of every plan: legal sizes, all edited pixels inside the sent area, nothing beyond the frame.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { containsRect, intersectRects, isEmptyRect, type Rect, rectOf, type Size, sizeOf } from "../raster";
import {
	computeEditPlan,
	type EditPlan,
	type EditRequest,
	FLEXIBLE_SIZES,
	isLegalSize,
	isUnscaled,
	parseSize,
	type SizeRules,
	sizeName,
} from ".";

const LIST: SizeRules = { kind: "list", sizes: ["1024x1024", "1536x1024", "1024x1536"] };
const rect = (left: number, top: number, right: number, bottom: number): Rect => ({ left, top, right, bottom });
const plan = (picture: Size, editBounds: Rect | null, more: Partial<EditRequest> = {}) =>
	computeEditPlan({ picture, rules: FLEXIBLE_SIZES, editBounds, ...more });
const brief = ({ extent, source, content, size }: EditPlan) => ({ extent, source, content, size });

const anyEdge = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 9000 }));
const anyPicture = fc.record({ width: anyEdge, height: anyEdge });
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** A rectangle in shares of the picture, which may reach beyond it. */
function rectIn({ width, height }: Size, [x, y, w, h]: readonly number[], reach: number): Rect {
	const place = (at = 0, length = 0, edge: number): [number, number] => {
		const from = Math.round((at * (1 + 2 * reach) - reach) * edge);
		return [from, from + 1 + Math.round(length * edge * (1 + reach))];
	};
	const [left, right] = place(x, w, width);
	const [top, bottom] = place(y, h, height);
	return { left, top, right, bottom };
}

const anyRequest = fc
	.record({
		picture: anyPicture,
		rules: fc.constantFrom<SizeRules>(FLEXIBLE_SIZES, LIST, { kind: "any" }),
		mask: fc.option(fc.tuple(share, share, share, share)),
		frame: fc.option(fc.tuple(share, share, share, share)),
		extent: fc.constantFrom("auto" as const, "whole" as const, "region" as const),
		context: fc.option(fc.double({ min: 0, max: 4, noNaN: true }), { nil: undefined }),
		maxPixels: fc.option(fc.integer({ min: 1, max: 9_000_000 }), { nil: undefined }),
	})
	.map(({ mask, frame, ...request }): EditRequest => {
		const painted = mask && intersectRects(rectIn(request.picture, mask, 0), rectOf(request.picture));
		return {
			...request,
			editBounds: painted === null || isEmptyRect(painted) ? null : painted,
			frame: frame === null ? undefined : rectIn(request.picture, frame, 0.5),
		};
	});

test("the size is legal and exactly the sent size; content starts at the upper left", async () => {
	await fc.assert(
		fc.property(anyRequest, (request) => {
			const { size, sent, content, source } = computeEditPlan(request);
			expect(parseSize(size)).toEqual(sent);
			expect(isLegalSize(sent, request.rules)).toBe(true);
			for (const edge of ["width", "height"] as const) {
				expect(Number.isInteger(content[edge])).toBe(true);
				expect(content[edge]).toBeGreaterThanOrEqual(1);
				expect(content[edge]).toBeLessThanOrEqual(sent[edge]);
			}
			// The scales of both axes are equal except for rounding to whole pixels.
			const { width, height } = sizeOf(source);
			const scale = width > height ? content.width / width : content.height / height;
			expect(Math.abs(content.width - width * scale)).toBeLessThanOrEqual(Math.max(1, scale));
			expect(Math.abs(content.height - height * scale)).toBeLessThanOrEqual(Math.max(1, scale));
		}),
		{ numRuns: 150 },
	);
});

test("the source lies in the frame and contains all edited pixels in it", async () => {
	await fc.assert(
		fc.property(anyRequest, (request) => {
			const { source, frame, canvas, extent } = computeEditPlan(request);
			const picture = rectOf(request.picture);
			expect(containsRect(frame, source) && containsRect(canvas, frame) && containsRect(canvas, picture)).toBe(true);
			for (const edge of Object.values(source)) expect(Number.isInteger(edge)).toBe(true);
			const painted = intersectRects(request.editBounds ?? frame, intersectRects(frame, picture));
			if (!isEmptyRect(painted)) expect(containsRect(source, painted)).toBe(true);
			if (!containsRect(picture, frame)) {
				for (const side of ["left", "top"] as const) if (frame[side] < 0) expect(source[side]).toBe(frame[side]);
				if (frame.right > picture.right) expect(source.right).toBe(frame.right);
				if (frame.bottom > picture.bottom) expect(source.bottom).toBe(frame.bottom);
			}
			if (request.extent === "whole") expect([extent, source]).toEqual(["whole", frame]);
		}),
		{ numRuns: 150 },
	);
});

test("a picture of any legal size is sent unchanged", () => {
	for (let width = 16; width <= 3840; width += 48) {
		for (let height = 16; height <= 3840; height += 112) {
			const picture = { width, height };
			if (!isLegalSize(picture, FLEXIBLE_SIZES)) continue;
			const made = plan(picture, rect(0, 0, 1, 1));
			expect(brief(made)).toEqual({
				extent: "whole",
				source: rectOf(picture),
				content: picture,
				size: sizeName(picture),
			});
			expect(isUnscaled(made)).toBe(true);
		}
	}
});

describe("a picture sent whole is", () => {
	test("padded if a legal size is near", () => {
		const made = plan({ width: 1920, height: 1080 }, rect(10, 10, 50, 50));
		expect(brief(made)).toEqual({
			extent: "whole",
			source: rect(0, 0, 1920, 1080),
			content: { width: 1920, height: 1080 },
			size: "1920x1088",
		});
		expect(isUnscaled(made)).toBe(true);
	});

	test("enlarged if it is too small", () => {
		const made = plan({ width: 300, height: 200 }, rect(10, 10, 50, 50));
		expect(brief(made)).toEqual({
			extent: "whole",
			source: rect(0, 0, 300, 200),
			content: { width: 1008, height: 672 },
			size: "1008x672",
		});
	});

	test("reduced if the whole is requested, and by a pixel budget", () => {
		const large = { width: 8192, height: 6144 };
		expect(brief(plan(large, rect(10, 10, 50, 50), { extent: "whole" }))).toMatchObject({
			extent: "whole",
			content: { width: 3312, height: 2484 },
			size: "3312x2496",
		});
		const budgeted = plan(large, rect(10, 10, 50, 50), { extent: "whole", maxPixels: 1024 * 1024 });
		expect(budgeted.sent.width * budgeted.sent.height).toBeLessThanOrEqual(1024 * 1024);
	});

	test("padded as much as needed if it is a sliver", () => {
		expect(brief(plan({ width: 8191, height: 3 }, rect(0, 0, 1, 1), { extent: "whole" }))).toMatchObject({
			content: { width: 3840, height: 1 },
			size: "3840x1280",
		});
		expect(brief(plan({ width: 1, height: 1 }, rect(0, 0, 1, 1)))).toMatchObject({
			content: { width: 816, height: 816 },
			size: "816x816",
		});
	});
});

describe("a region is sent", () => {
	const large = { width: 8192, height: 6144 };

	test("at its own scale, with context from the picture instead of padding", () => {
		const made = plan(large, rect(4000, 3000, 4600, 3500));
		expect(brief(made)).toEqual({
			extent: "region",
			source: rect(3724, 2722, 4876, 3778),
			content: { width: 1152, height: 1056 },
			size: "1152x1056",
		});
		expect(isUnscaled(made)).toBe(true);
	});

	test("enlarged if the mask is small", () => {
		expect(brief(plan(large, rect(100, 100, 200, 200)))).toMatchObject({
			source: rect(0, 0, 328, 328),
			content: { width: 816, height: 816 },
		});
	});

	test("with less context if that keeps its scale", () => {
		const generous = plan(large, rect(3000, 2000, 5000, 4000), { context: 0.5 });
		expect(isUnscaled(generous)).toBe(true);
		expect(sizeOf(generous.source).width).toBeGreaterThanOrEqual(2000 + 2 * 128);
	});

	test("shifted inwards at the border of the picture", () => {
		const made = plan(large, rect(8000, 6000, 8192, 6144), { context: 5 });
		expect([made.source.right, made.source.bottom, isUnscaled(made)]).toEqual([8192, 6144, true]);
	});

	test("at one of a list of sizes", () => {
		expect(brief(plan(large, rect(4000, 3000, 4700, 3400), { rules: LIST }))).toMatchObject({
			content: { width: 1536, height: 1024 },
			size: "1536x1024",
		});
	});
});

describe("a frame", () => {
	const picture = { width: 1000, height: 800 };

	test("beyond the picture enlarges the canvas, which is sent whole", () => {
		const made = plan(picture, null, { frame: rect(-200, 0, 1000, 800) });
		expect(made.canvas).toEqual(rect(-200, 0, 1000, 800));
		expect(brief(made)).toEqual({
			extent: "whole",
			source: rect(-200, 0, 1000, 800),
			content: { width: 1200, height: 800 },
			size: "1200x800",
		});
	});

	test("around a large picture sends the new strip and its surroundings", () => {
		const made = plan({ width: 8192, height: 6144 }, null, { frame: rect(-500, 0, 8192, 6144), extent: "auto" });
		expect(made.extent).toBe("region");
		expect([made.source.left, made.source.top, made.source.bottom]).toEqual([-500, 0, 6144]);
		expect(made.source.right).toBeLessThan(4000);
	});

	test("inside the picture limits the sent area", () => {
		const made = plan(picture, rect(0, 0, 1000, 800), { frame: rect(100, 100, 900, 700) });
		expect(made.source).toEqual(rect(100, 100, 900, 700));
		expect(made.canvas).toEqual(rect(0, 0, 1000, 800));
	});
});

test('rules without any size make the size "auto"', () => {
	expect(plan({ width: 30, height: 20 }, null, { rules: { kind: "list", sizes: ["auto"] } })).toMatchObject({
		size: "auto",
		sent: { width: 30, height: 20 },
	});
});

test("a plan is plain data", () => {
	const made = plan({ width: 1000, height: 800 }, rect(0, 0, 10, 10));
	expect(JSON.parse(JSON.stringify(made))).toEqual(made);
});
