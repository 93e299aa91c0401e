// The share of pixels inside a quadrilateral: exact, complete, and the same in either direction of its corners.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { boxCorners } from "../../document";
import { quadrilateralCoverage } from "./boxCoverage";

const side = fc.integer({ min: 1, max: 400 }).map((tenth) => tenth / 10);
const at = fc.integer({ min: 0, max: 400 }).map((tenth) => tenth / 10);
const box = fc.record({ left: at, top: at, width: side, height: side, angle: fc.integer({ min: -179, max: 180 }) });

test("the shares of all pixels add up to the area, and none lies outside of its row's extent", async () => {
	await fc.assert(
		fc.property(box, fc.boolean(), ({ left, top, width, height, angle }, isReversed) => {
			const corners = boxCorners({ place: { left, top, right: left + width, bottom: top + height }, angle });
			const coverage = quadrilateralCoverage(isReversed ? [...corners].reverse() : corners);
			let sum = 0;
			for (let y = -40; y < 120; y++) {
				const { first, end } = coverage.extent(y);
				for (let x = -40; x < 120; x++) {
					const share = coverage.at(x, y);
					sum += share;
					if (share < 0 || share > 1) throw new Error(`a share of ${share}`);
					if (share > 0 && (x < first || x >= end)) throw new Error(`${x}, ${y} is beyond ${first} to ${end}`);
				}
			}
			expect(sum).toBeCloseTo(width * height, 6);
		}),
		{ numRuns: 60 },
	);
});

test("an upright box at half pixels covers half and quarter pixels at its edges", () => {
	const { at } = quadrilateralCoverage(boxCorners({ place: { left: 1.5, top: 2.5, right: 4, bottom: 5 } }));
	expect([at(1, 3), at(1, 2), at(2, 3), at(3, 4), at(4, 3), at(0, 3), at(2, 5)]).toEqual([0.5, 0.25, 1, 1, 0, 0, 0]);
});
