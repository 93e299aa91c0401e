// Saturation: each channel moves away from, or towards, the luma of the pixel (weights of Rec. 709, coded samples).
import { type AdjustmentDefinition, clampSample, parameterValue, percentage } from "./adjustment";

const AMOUNT = percentage("amount");
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];
/** Of the full amount: three times as far from grey. */
const STRONGEST = 3;

export const saturation: AdjustmentDefinition = {
	kind: "saturation",
	parameters: [AMOUNT],
	compile(adjustment) {
		const amount = parameterValue(adjustment, AMOUNT) / 100;
		if (amount === 0) return null;
		const factor = amount < 0 ? 1 + amount : 1 + amount * (STRONGEST - 1);
		return {
			reach: 0,
			mapPixel(rgba, at) {
				const red = rgba[at] as number;
				const green = rgba[at + 1] as number;
				const blue = rgba[at + 2] as number;
				// A grey pixel stays exactly as it is.
				if (red === green && green === blue) return;
				const luma = RED * red + GREEN * green + BLUE * blue;
				rgba[at] = clampSample(luma + (red - luma) * factor);
				rgba[at + 1] = clampSample(luma + (green - luma) * factor);
				rgba[at + 2] = clampSample(luma + (blue - luma) * factor);
			},
		};
	},
};
