// Sharpen: an unsharp mask, which adds the difference from a blurred copy. Alpha stays as it is.
import { type AdjustmentDefinition, type AdjustmentParameter, clampSample, parameterValue } from "./adjustment";
import { blurRows, boxRadii, reachOf } from "./boxBlur";

const AMOUNT: AdjustmentParameter = { id: "amount", min: 0, max: 300, step: 1, initial: 0 };
const RADIUS: AdjustmentParameter = {
	...{ id: "radius", min: 0.5, max: 50, step: 0.5, initial: 1 },
	isDistance: true,
	hasSquareRootScale: true,
};

export const sharpen: AdjustmentDefinition = {
	kind: "sharpen",
	parameters: [AMOUNT, RADIUS],
	compile(adjustment) {
		const amount = parameterValue(adjustment, AMOUNT) / 100;
		const radii = boxRadii(parameterValue(adjustment, RADIUS));
		const reach = reachOf(radii);
		if (amount === 0 || reach === 0) return null;
		return {
			reach,
			rows(image, from, to, isSideways) {
				const rows = blurRows(image, radii, from, to, isSideways);
				const { rgba, width } = image;
				for (let at = 0, source = from * width * 4; at < rows.length; at += 4, source += 4) {
					for (let channel = 0; channel < 3; channel++) {
						const sample = rgba[source + channel] as number;
						rows[at + channel] = clampSample(sample + (sample - (rows[at + channel] as number)) * amount);
					}
					rows[at + 3] = rgba[source + 3] as number;
				}
				return rows;
			},
		};
	},
};
