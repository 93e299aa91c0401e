// Contrast: a straight line through the middle grey. -100 makes everything grey, 100 leaves black and white.
import { type AdjustmentDefinition, parameterValue, percentage, sameTables, tableOf } from "./adjustment";

const AMOUNT = percentage("amount");
const MIDDLE = 127.5;
/** A steeper line than that has only black and white. */
const STEEPEST = 255;

export const contrast: AdjustmentDefinition = {
	kind: "contrast",
	parameters: [AMOUNT],
	compile(adjustment) {
		const amount = parameterValue(adjustment, AMOUNT);
		if (amount === 0) return null;
		const slope = Math.min(STEEPEST, Math.tan(((amount + 100) / 400) * Math.PI));
		return { reach: 0, tables: sameTables(tableOf((sample) => MIDDLE + (sample - MIDDLE) * slope)) };
	},
};
