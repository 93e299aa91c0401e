// Brightness: a gamma curve that moves the middle tones and keeps black and white.
import { type AdjustmentDefinition, parameterValue, percentage, sameTables, tableOf } from "./adjustment";

const AMOUNT = percentage("amount");
/** The percentage that doubles or halves the exponent. */
const PER_OCTAVE = 50;

export const brightness: AdjustmentDefinition = {
	kind: "brightness",
	parameters: [AMOUNT],
	compile(adjustment) {
		const amount = parameterValue(adjustment, AMOUNT);
		if (amount === 0) return null;
		const exponent = 2 ** (-amount / PER_OCTAVE);
		return { reach: 0, tables: sameTables(tableOf((sample) => 255 * (sample / 255) ** exponent)) };
	},
};
