// The proposed part covers the real changes of an answer, whatever noise, tone and shift it has elsewhere.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { countEdited, coverageAt, type RgbaImage, rectOf, runToEnd } from "../raster";
import { computeEditPlan, FLEXIBLE_SIZES, proposeChange, undoShift } from ".";
import { paintScene, wavyScene } from "./picturesForTests";

const SIZE = { width: 320, height: 260 };
const picture = paintScene(wavyScene(45), SIZE, rectOf(SIZE));
const rules = { ...FLEXIBLE_SIZES, multiple: 1, minPixels: 1 };
const plan = computeEditPlan({ picture: SIZE, rules, editBounds: null, extent: "whole" });

interface Change {
	/** Levels that the disc adds, modulo 256; 128 if absent. */
	readonly added?: number;
	readonly disc?: { readonly x: number; readonly y: number; readonly radius: number };
	/** The largest change of a channel of any pixel, in levels. */
	readonly noise?: number;
	readonly gain?: number;
	readonly offset?: number;
	readonly seed?: number;
}

const isInDisc = (x: number, y: number, disc: Change["disc"]) =>
	disc !== undefined && Math.hypot(x - disc.x, y - disc.y) <= disc.radius;

function answerOf({ disc, added = 128, noise = 0, gain = 1, offset = 0, seed = 1 }: Change): RgbaImage {
	let state = seed * 2_654_435_769;
	const rgba = picture.rgba.map((value, i) => {
		if (i % 4 === 3) return 255;
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		const [x, y] = [(i >> 2) % SIZE.width, Math.floor((i >> 2) / SIZE.width)];
		const content = isInDisc(x, y, disc) ? (value + added) % 256 : value;
		const level = 128 + (content - 128) * gain + offset + ((state >>> 16) / 65_535 - 0.5) * 2 * noise;
		return Math.min(255, Math.max(0, Math.round(level)));
	});
	return { ...SIZE, rgba };
}

const propose = (answer: RgbaImage, margin = 0) =>
	runToEnd(proposeChange(plan, { picture, left: 0, top: 0, answer }, margin));

test("a changed disc is proposed and nothing else, under noise and a shift of tone", async () => {
	await fc.assert(
		fc.property(
			fc.record({
				disc: fc.record({
					x: fc.integer({ min: 0, max: 319 }),
					y: fc.integer({ min: 0, max: 259 }),
					radius: fc.integer({ min: 30, max: 70 }),
				}),
				noise: fc.integer({ min: 0, max: 8 }),
				gain: fc.double({ min: 0.88, max: 1.1, noNaN: true }),
				offset: fc.integer({ min: -12, max: 12 }),
				seed: fc.integer({ min: 1, max: 1000 }),
			}),
			(change) => {
				const { coverage, found } = propose(answerOf(change));
				expect(found).toBe("part");
				let [both, either] = [0, 0];
				for (let y = 0; y < SIZE.height; y++) {
					for (let x = 0; x < SIZE.width; x++) {
						const isProposed = coverageAt(coverage, x, y) > 0;
						const isChanged = isInDisc(x, y, change.disc);
						if (isProposed && isChanged) both++;
						if (isProposed || isChanged) either++;
						const { x: discX, y: discY, radius } = change.disc;
						const isFar = Math.hypot(x - discX, y - discY) > radius + 3;
						if (isProposed && isFar) expect.fail(`(${x}, ${y}) did not change`);
					}
				}
				expect(both / either).toBeGreaterThanOrEqual(0.9);
			},
		),
		{ numRuns: 12 },
	);
});

test("a faint change is found although the tone of the whole answer is further off", () => {
	const disc = { x: 120, y: 140, radius: 50 };
	const { coverage, found } = propose(answerOf({ disc, added: 24, gain: 0.85, offset: 16, noise: 2 }));
	expect(found).toBe("part");
	expect(coverageAt(coverage, 120, 140)).toBe(255);
	const share = countEdited(coverage) / (Math.PI * 50 ** 2);
	expect(share).toBeGreaterThan(0.9);
	expect(share).toBeLessThan(1.1);
});

test("noise and tone alone are no change; another picture is everything", () => {
	expect(propose(answerOf({})).found).toBe("nothing");
	expect(propose(answerOf({ noise: 8, gain: 0.9, offset: 10 })).found).toBe("nothing");
	expect(
		propose({ ...SIZE, rgba: paintScene(wavyScene(20), SIZE, { left: 900, top: 70, right: 2000, bottom: 1300 }).rgba })
			.found,
	).toBe("everything");
});

test("the margin grows the proposal, and a shift that is undone is no change", () => {
	const answer = answerOf({ disc: { x: 160, y: 130, radius: 40 } });
	const count = (margin: number) => countEdited(propose(answer, margin).coverage);
	expect(count(4)).toBeGreaterThan(count(0));
	const moved = paintScene(wavyScene(45), SIZE, { left: -3, top: 2, right: 317, bottom: 262 });
	const transform = undoShift(plan, moved, { x: 3, y: -2 });
	expect(runToEnd(proposeChange(plan, { picture, left: 0, top: 0, answer: moved, transform }, 0)).found).toBe(
		"nothing",
	);
});
