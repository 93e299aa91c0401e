// Chooses the legal size at which an area of the picture is sent. Unscaled if that needs little padding, because then
// nothing is resampled; otherwise enlarged or reduced as little as the rules demand.
import type { Size } from "../raster";
import { legalSizesNear } from "./legalSizes";
import type { SizeRules } from "./sizeRules";

export interface SizeFit {
	/** Including padding. */
	readonly sent: Size;
	/** Sent pixels per picture pixel. */
	readonly scale: number;
	/** The share of the sent pixels that the area does not fill, 0 to 1. */
	readonly padding: number;
}

/** The share of padding up to which an area is sent unscaled. */
const MAX_PADDING = 0.25;

/** The cost of a padding pixel relative to a content pixel, when choosing among enlargements. */
const PADDING_WEIGHT = 4;

/** Null if the rules allow no size at all. */
export function fitToLegalSize(area: Size, rules: SizeRules): SizeFit | null {
	if (rules.kind === "any") return { sent: area, scale: 1, padding: 0 };
	const unscaled = bestFit(unscaledFits(area, rules), sentPixels);
	if (unscaled === null) return bestFit(scaledFits(area, rules), (fit) => -fit.scale);
	if (unscaled.padding <= MAX_PADDING) return unscaled;
	const enlarged = bestFit(
		scaledFits(area, rules).filter((fit) => fit.scale >= 1),
		(fit) => sentPixels(fit) * (1 + PADDING_WEIGHT * fit.padding),
	);
	// A sliver is mostly padding at any scale, so it stays unscaled.
	return enlarged !== null && enlarged.padding < unscaled.padding / 2 ? enlarged : unscaled;
}

function sentPixels({ sent }: SizeFit): number {
	return sent.width * sent.height;
}

/** The fit with the lowest cost; of equals the one with the fewest pixels. */
function bestFit(fits: readonly SizeFit[], cost: (fit: SizeFit) => number): SizeFit | null {
	let best: SizeFit | null = null;
	for (const fit of fits) {
		const gain = best === null ? 1 : cost(best) - cost(fit);
		if (best === null || gain > 0 || (gain === 0 && sentPixels(fit) < sentPixels(best))) best = fit;
	}
	return best;
}

function unscaledFits(area: Size, rules: Exclude<SizeRules, { kind: "any" }>): SizeFit[] {
	return [...legalSizesNear(rules, () => area.height)]
		.filter((sent) => sent.width >= area.width && sent.height >= area.height)
		.map((sent) => fitAt(area, sent, 1));
}

function scaledFits(area: Size, rules: Exclude<SizeRules, { kind: "any" }>): SizeFit[] {
	return [...legalSizesNear(rules, (width) => (width * area.height) / area.width)].map((sent) =>
		fitAt(area, sent, Math.min(sent.width / area.width, sent.height / area.height)),
	);
}

function fitAt(area: Size, sent: Size, scale: number): SizeFit {
	const filled = (area.width * scale * area.height * scale) / (sent.width * sent.height);
	return { sent, scale, padding: Math.max(0, 1 - filled) };
}
