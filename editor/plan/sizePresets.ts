// Sizes that people ask for by name: a ratio at 1K, 2K or 4K, as the nearest size that the model takes.
import type { Size } from "../raster";
import { nearestLegalSize, withPixelBudget } from "./legalSizes";
import type { SizeRules } from "./sizeRules";

/** Pixels of the square, or of the 16:9 picture for 4K, that the name stands for. */
export const SIZE_TIERS = { "1K": 1024 * 1024, "2K": 2048 * 2048, "4K": 3840 * 2160 } as const;

export type SizeTier = keyof typeof SIZE_TIERS;

/** That many pixels at most, where the rules leave a choice; null when they allow no size at all. */
export function presetSize(ratio: Size, tier: SizeTier, rules: SizeRules): Size | null {
	const pixels = SIZE_TIERS[tier];
	const width = Math.sqrt((pixels * ratio.width) / ratio.height);
	return nearestLegalSize(
		{ width, height: pixels / width },
		rules.kind === "flexible" ? withPixelBudget(rules, pixels) : rules,
	);
}
