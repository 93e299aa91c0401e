// Searches the sizes that the rules allow without listing them all: for one width the legal heights are an interval. A
// requested size that is too large or too small keeps its aspect ratio as far as the rules allow.
import type { Size } from "../raster";
import { isLegalSize, parseSize, type SizeRules, sizeName } from "./sizeRules";

/** The edge limit where the rules have none: the largest picture that the editor opens. */
const LARGEST_EDGE = 16_384;

/** The same rules with an upper limit on the pixels; unchanged if no legal size would be left. */
export function withPixelBudget(rules: SizeRules, maxPixels: number | undefined): SizeRules {
	if (maxPixels === undefined) return rules;
	const narrowed = narrowRules(rules, maxPixels);
	return hasLegalSize(narrowed) ? narrowed : rules;
}

function narrowRules(rules: SizeRules, maxPixels: number): SizeRules {
	switch (rules.kind) {
		case "any":
			return { kind: "flexible", multiple: 1, maxEdge: LARGEST_EDGE, maxRatio: LARGEST_EDGE, minPixels: 1, maxPixels };
		case "list":
			return { kind: "list", sizes: listedSizes(rules.sizes, maxPixels).map(sizeName) };
		case "flexible":
			return { ...rules, maxPixels: Math.min(rules.maxPixels, maxPixels) };
	}
}

function hasLegalSize(rules: SizeRules): boolean {
	return rules.kind === "any" || legalSizesNear(rules, (width) => width).next().done !== true;
}

/** The legal size nearest to the wanted one, which need not be whole pixels; null if the rules allow none. */
export function nearestLegalSize(wanted: Size, rules: SizeRules): Size | null {
	if (rules.kind === "any") {
		return { width: Math.max(1, Math.round(wanted.width)), height: Math.max(1, Math.round(wanted.height)) };
	}
	let nearest: Size | null = null;
	for (const size of legalSizesNear(rules, (width) => (width * wanted.height) / wanted.width)) {
		if (nearest === null || sizeDistance(size, wanted) < sizeDistance(nearest, wanted)) nearest = size;
	}
	return nearest;
}

/** The aspect ratio counts slightly more than the number of pixels, which decides ties between the two. */
const ASPECT_WEIGHT = 1.1;

/** 0 for equal sizes. Symmetric: twice as large is as far away as half as large, wider as far as higher. */
export function sizeDistance(a: Size, b: Size): number {
	const wider = Math.log(a.width / b.width) - Math.log(a.height / b.height);
	const larger = Math.log(a.width / b.width) + Math.log(a.height / b.height);
	return ASPECT_WEIGHT * Math.abs(wider) + Math.abs(larger);
}

/**
 * The candidate sizes: all listed ones; for flexible rules, for each width the two multiples around the wanted height,
 * clamped to the legal heights.
 */
export function* legalSizesNear(
	rules: Exclude<SizeRules, { kind: "any" }>,
	heightFor: (width: number) => number,
): Generator<Size> {
	if (rules.kind === "list") {
		yield* listedSizes(rules.sizes, Number.POSITIVE_INFINITY);
		return;
	}
	const { multiple, maxEdge } = rules;
	for (let width = multiple; width <= maxEdge; width += multiple) {
		const [lowest, highest] = legalHeights(width, rules);
		if (lowest > highest) continue;
		const wanted = Math.min(Math.max(heightFor(width), lowest), highest);
		const below = Math.floor(wanted / multiple) * multiple;
		for (const height of below < wanted ? [below, below + multiple] : [below]) {
			const size = { width, height };
			if (isLegalSize(size, rules)) yield size;
		}
	}
}

/** The lowest and highest legal multiple; the lowest is above the highest if there is none. */
function legalHeights(width: number, rules: Extract<SizeRules, { kind: "flexible" }>): [number, number] {
	const { multiple, maxEdge, maxRatio, minPixels, maxPixels } = rules;
	const low = Math.max(1, width / maxRatio, minPixels / width);
	const high = Math.min(maxEdge, width * maxRatio, maxPixels / width);
	let lowest = Math.ceil(low / multiple) * multiple;
	const highest = Math.floor(high / multiple) * multiple;
	// Division by a fractional ratio may have rounded past a height that is just legal.
	if (isLegalSize({ width, height: lowest - multiple }, rules)) lowest -= multiple;
	return [lowest, highest];
}

function listedSizes(names: readonly string[], maxPixels: number): Size[] {
	return names.flatMap((name) => {
		const size = parseSize(name);
		return size !== null && size.width * size.height <= maxPixels ? [size] : [];
	});
}
