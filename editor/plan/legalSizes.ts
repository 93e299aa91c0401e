// Every size that rules allow, without listing them all: for one width the legal heights are an interval. A wish that is
// too large or too small keeps its shape as far as the rules let it.
import type { Size } from "../raster";
import { isLegalSize, parseSize, type SizeRules, sizeName } from "./sizeRules";

/** Sizes without a rule of their own stay below what a canvas can hold. */
const LARGEST_EDGE = 16_384;

/** The same rules with a ceiling on the pixels; unchanged where nothing would be left of them. */
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
	return rules.kind === "any" || nearestLegalSize({ width: 1, height: 1 }, rules) !== null;
}

/** The legal size nearest to a wish, which need not be whole pixels; null when the rules allow none. */
export function nearestLegalSize(wish: Size, rules: SizeRules): Size | null {
	if (rules.kind === "any") {
		return { width: Math.max(1, Math.round(wish.width)), height: Math.max(1, Math.round(wish.height)) };
	}
	let nearest: Size | null = null;
	for (const size of legalSizesNear(rules, (width) => (width * wish.height) / wish.width)) {
		if (nearest === null || sizeDistance(size, wish) < sizeDistance(nearest, wish)) nearest = size;
	}
	return nearest;
}

/** Who names a size means its shape first; as little more than the number of pixels as decides between the two. */
const SHAPE_WEIGHT = 1.1;

/** 0 for the same size; twice as large is as far away as half as large, wider as far as higher. */
export function sizeDistance(a: Size, b: Size): number {
	const wider = Math.log(a.width / b.width) - Math.log(a.height / b.height);
	const larger = Math.log(a.width / b.width) + Math.log(a.height / b.height);
	return SHAPE_WEIGHT * Math.abs(wider) + Math.abs(larger);
}

/**
 * The legal sizes that matter: each listed one; of flexible ones, for each width the two heights around the one that is
 * wanted for it, brought into the interval of the legal ones.
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

/** The lowest and highest legal multiple; a lowest above the highest when there is none. */
function legalHeights(width: number, rules: Extract<SizeRules, { kind: "flexible" }>): [number, number] {
	const { multiple, maxEdge, maxRatio, minPixels, maxPixels } = rules;
	const low = Math.max(1, width / maxRatio, minPixels / width);
	const high = Math.min(maxEdge, width * maxRatio, maxPixels / width);
	let lowest = Math.ceil(low / multiple) * multiple;
	const highest = Math.floor(high / multiple) * multiple;
	// A ratio that is no whole number may have been rounded past a height that is just legal.
	if (isLegalSize({ width, height: lowest - multiple }, rules)) lowest -= multiple;
	return [lowest, highest];
}

function listedSizes(names: readonly string[], maxPixels: number): Size[] {
	return names.flatMap((name) => {
		const size = parseSize(name);
		return size !== null && size.width * size.height <= maxPixels ? [size] : [];
	});
}
