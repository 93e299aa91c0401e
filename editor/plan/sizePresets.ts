// Size presets: an aspect ratio at 1K, 2K or 4K, as the nearest size that the model takes.
import type { Size } from "../raster";
import { nearestLegalSize, withPixelBudget } from "./legalSizes";
import type { SizeRules } from "./sizeRules";

/** The pixels of a square of that name; for 4K, of the 16:9 picture. */
export const SIZE_TIERS = { "1K": 1024 * 1024, "2K": 2048 * 2048, "4K": 3840 * 2160 } as const;

export type SizeTier = keyof typeof SIZE_TIERS;

/** At most the tier's pixels if the rules leave a choice; null if they allow no size at all. */
export function presetSize(ratio: Size, tier: SizeTier, rules: SizeRules): Size | null {
	const pixels = SIZE_TIERS[tier];
	const width = Math.sqrt((pixels * ratio.width) / ratio.height);
	return nearestLegalSize(
		{ width, height: pixels / width },
		rules.kind === "flexible" ? withPixelBudget(rules, pixels) : rules,
	);
}
