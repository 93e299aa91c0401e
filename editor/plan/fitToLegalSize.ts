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
	const smallest = bestFit(unscaledFits(area, rules), sentPixels);
	if (smallest === null) return bestFit(scaledFits(area, rules), (fit) => -fit.scale);
	if (smallest.padding <= MAX_PADDING) return smallest;
	const enlarged = bestFit(
		preferOwnFormat(
			area,
			scaledFits(area, rules).filter((fit) => fit.scale >= 1),
		),
		(fit) => sentPixels(fit) * (1 + PADDING_WEIGHT * fit.padding),
	);
	const unscaled = bestFit(preferOwnFormat(area, unscaledFits(area, rules)), sentPixels) ?? smallest;
	return enlarged !== null && fillsMuchMore(enlarged, unscaled) ? enlarged : unscaled;
}

/** Worth resampling for: half of the padding, or twice the filled share, which counts for a banner in much padding. */
function fillsMuchMore(enlarged: SizeFit, unscaled: SizeFit): boolean {
	return enlarged.padding < unscaled.padding / 2 || 1 - enlarged.padding > 2 * (1 - unscaled.padding);
}

/** Without portrait sizes for a landscape area and vice versa, unless there are no others. */
function preferOwnFormat(area: Size, fits: readonly SizeFit[]): readonly SizeFit[] {
	const isWide = area.width - area.height;
	const own = fits.filter(({ sent }) => isWide * (sent.width - sent.height) >= 0);
	return own.length > 0 ? own : fits;
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
