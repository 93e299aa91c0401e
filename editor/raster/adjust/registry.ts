// The kinds of adjustments, one line each, in the order of the menu.
import type { Adjustment, AdjustmentDefinition, Operation } from "./adjustment";
import { blur } from "./blur";
import { brightness } from "./brightness";
import { contrast } from "./contrast";
import { curves } from "./curves";
import { levels } from "./levels";
import { saturation } from "./saturation";
import { sharpen } from "./sharpen";
import { temperature } from "./temperature";

export const ADJUSTMENTS: readonly AdjustmentDefinition[] = [
	brightness,
	contrast,
	saturation,
	temperature,
	curves,
	levels,
	blur,
	sharpen,
];

export function findAdjustment(kind: string): AdjustmentDefinition | undefined {
	return ADJUSTMENTS.find((definition) => definition.kind === kind);
}

/** null: the adjustment changes nothing, or is of a kind that another version has added. */
export function compileAdjustment(adjustment: Adjustment): Operation | null {
	return findAdjustment(adjustment.kind)?.compile(adjustment) ?? null;
}

/** Pixels beyond a pixel that these adjustments read, one after the other. */
export function reachOfAll(adjustments: readonly Adjustment[]): number {
	return adjustments.reduce((sum, adjustment) => sum + (compileAdjustment(adjustment)?.reach ?? 0), 0);
}

/** The same adjustment for a copy of the picture that is `factor` times as large. */
export function scaleAdjustment(adjustment: Adjustment, factor: number): Adjustment {
	const distances = findAdjustment(adjustment.kind)?.parameters.filter(({ isDistance }) => isDistance) ?? [];
	if (factor === 1 || distances.length === 0) return adjustment;
	const scaled = distances.map(({ id, initial, min }) => {
		return [id, Math.max(min * factor, (adjustment.values[id] ?? initial) * factor)] as const;
	});
	return { ...adjustment, values: { ...adjustment.values, ...Object.fromEntries(scaled) } };
}
