// Blur: close to a Gaussian of the given standard deviation. The only adjustment that changes alpha.
import { type AdjustmentDefinition, type AdjustmentParameter, parameterValue } from "./adjustment";
import { blurRows, boxRadii, reachOf } from "./boxBlur";

const RADIUS: AdjustmentParameter = {
	...{ id: "radius", min: 0, max: 100, step: 0.5, initial: 0 },
	isDistance: true,
	hasSquareRootScale: true,
};

export const blur: AdjustmentDefinition = {
	kind: "blur",
	parameters: [RADIUS],
	compile(adjustment) {
		const radii = boxRadii(parameterValue(adjustment, RADIUS));
		const reach = reachOf(radii);
		if (reach === 0) return null;
		return { reach, rows: (image, from, to, isSideways) => blurRows(image, radii, from, to, isSideways) };
	},
};
