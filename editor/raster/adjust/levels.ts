// Levels: the black and the white point, the gamma of the middle tones, and the range of the output. All channels alike.
import { type AdjustmentDefinition, type AdjustmentParameter, parameterValue, sameTables, tableOf } from "./adjustment";

const sample = (id: string, initial: number): AdjustmentParameter => ({ id, min: 0, max: 255, step: 1, initial });

const BLACK = sample("black", 0);
const WHITE = sample("white", 255);
const GAMMA: AdjustmentParameter = { id: "gamma", min: 0.1, max: 10, step: 0.01, initial: 1, hasSquareRootScale: true };
const OUT_BLACK = sample("outBlack", 0);
const OUT_WHITE = sample("outWhite", 255);

export const levels: AdjustmentDefinition = {
	kind: "levels",
	parameters: [BLACK, GAMMA, WHITE, OUT_BLACK, OUT_WHITE],
	compile(adjustment) {
		const black = parameterValue(adjustment, BLACK);
		// Both points at one place make a step, as far as samples go.
		const white = Math.max(black + 1, parameterValue(adjustment, WHITE));
		const [gamma, low, high] = [GAMMA, OUT_BLACK, OUT_WHITE].map((one) => parameterValue(adjustment, one)) as [
			number,
			number,
			number,
		];
		if (black === 0 && white === 255 && gamma === 1 && low === 0 && high === 255) return null;
		const table = tableOf((value) => {
			const share = Math.min(1, Math.max(0, (value - black) / (white - black)));
			return low + (high - low) * share ** (1 / gamma);
		});
		return { reach: 0, tables: sameTables(table) };
	},
};
