// The legal size that a piece of picture goes out at. Its own scale where that fits with little padding, because there
// nothing is resampled; otherwise enlarged as little, or reduced as little, as the rules demand.
import type { Size } from "../raster";
import { legalSizesNear } from "./legalSizes";
import type { SizeRules } from "./sizeRules";

export interface SizeFit {
	/** What goes out, padding included. */
	readonly sent: Size;
	/** Sent pixels to a picture pixel. */
	readonly scale: number;
	/** The share of the sent pixels that the piece does not fill, 0 to 1. */
	readonly padding: number;
}

/** At its own scale a piece may be padded by this share. */
const MAX_PADDING = 0.25;

/** How much a padded pixel is worse than a sent one, when there is a choice of enlargements. */
const PADDING_WEIGHT = 4;

/** Null when the rules allow no size at all. */
export function fitToLegalSize(piece: Size, rules: SizeRules): SizeFit | null {
	if (rules.kind === "any") return { sent: piece, scale: 1, padding: 0 };
	const unscaled = bestFit(atOwnScale(piece, rules), sentPixels);
	if (unscaled === null) return bestFit(scaled(piece, rules), (fit) => -fit.scale);
	if (unscaled.padding <= MAX_PADDING) return unscaled;
	const enlarged = bestFit(
		scaled(piece, rules).filter((fit) => fit.scale >= 1),
		(fit) => sentPixels(fit) * (1 + PADDING_WEIGHT * fit.padding),
	);
	// A sliver is mostly padding at any scale: then rather unscaled.
	return enlarged !== null && enlarged.padding < unscaled.padding / 2 ? enlarged : unscaled;
}

function sentPixels({ sent }: SizeFit): number {
	return sent.width * sent.height;
}

/** The cheapest; of equals the one with the fewest pixels. */
function bestFit(fits: readonly SizeFit[], cost: (fit: SizeFit) => number): SizeFit | null {
	let best: SizeFit | null = null;
	for (const fit of fits) {
		const gain = best === null ? 1 : cost(best) - cost(fit);
		if (best === null || gain > 0 || (gain === 0 && sentPixels(fit) < sentPixels(best))) best = fit;
	}
	return best;
}

function atOwnScale(piece: Size, rules: Exclude<SizeRules, { kind: "any" }>): SizeFit[] {
	return [...legalSizesNear(rules, () => piece.height)]
		.filter((sent) => sent.width >= piece.width && sent.height >= piece.height)
		.map((sent) => fitAt(piece, sent, 1));
}

function scaled(piece: Size, rules: Exclude<SizeRules, { kind: "any" }>): SizeFit[] {
	return [...legalSizesNear(rules, (width) => (width * piece.height) / piece.width)].map((sent) =>
		fitAt(piece, sent, Math.min(sent.width / piece.width, sent.height / piece.height)),
	);
}

function fitAt(piece: Size, sent: Size, scale: number): SizeFit {
	const filled = (piece.width * scale * piece.height * scale) / (sent.width * sent.height);
	return { sent, scale, padding: Math.max(0, 1 - filled) };
}
