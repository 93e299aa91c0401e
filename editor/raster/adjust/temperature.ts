// Temperature: red and blue are multiplied in linear light, one up and the other down. Positive values are warmer.
import { srgbToLinear } from "../select/lab";
import { type AdjustmentDefinition, parameterValue, percentage, tableOf } from "./adjustment";

const AMOUNT = percentage("amount");
/** Stops of exposure at the full amount. */
const STOPS = 0.8;

export const temperature: AdjustmentDefinition = {
	kind: "temperature",
	parameters: [AMOUNT],
	compile(adjustment) {
		const stops = (parameterValue(adjustment, AMOUNT) / 100) * STOPS;
		if (stops === 0) return null;
		const exposed = (by: number) => tableOf((sample) => 255 * linearToSrgb(srgbToLinear(sample / 255) * 2 ** by));
		return { reach: 0, tables: { red: exposed(stops), green: tableOf((sample) => sample), blue: exposed(-stops) } };
	},
};

/** The inverse of `srgbToLinear`; above 1 it goes on rising. */
function linearToSrgb(light: number): number {
	return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}
