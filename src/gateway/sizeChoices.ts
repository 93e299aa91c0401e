// The sizes that the prompt bar offers: aspect ratios at 1K, 2K and 4K, each as the model's nearest legal size. Pure.
import { parseSize, presetSize, SIZE_TIERS, type SizeTier, sizeName } from "../../editor/basics";
import { sizeRules } from "./models";

export const RATIOS = ["1:1", "3:2", "2:3", "4:3", "3:4", "16:9", "9:16", "21:9", "9:21", "3:1", "1:3"] as const;
export type Ratio = (typeof RATIOS)[number];

type Size = NonNullable<ReturnType<typeof parseSize>>;

export interface SizeChoice {
	readonly ratio: Ratio;
	readonly tier: SizeTier;
	/** As it is sent: "1536x1024". */
	readonly size: string;
	/** The providers call sizes above 2560x1440 experimental. */
	readonly isExperimental: boolean;
}

const EXPERIMENTAL_ABOVE = 2560 * 1440;
/** A listed size whose aspect ratio differs by more than this factor is not offered under the ratio's name. */
const RATIO_TOLERANCE = 1.13;

const choicesByModel = new Map<string, readonly SizeChoice[]>();

/** Each size appears once, under the first ratio that fits. */
export function sizeChoices(model: string): readonly SizeChoice[] {
	const known = choicesByModel.get(model) ?? findSizeChoices(model);
	choicesByModel.set(model, known);
	return known;
}

/** The ratio under which a size is offered, found without all other choices. */
export function ratioOfSize(model: string, size: string): Ratio | undefined {
	const known = choicesByModel.get(model);
	if (known) return known.find((choice) => choice.size === size)?.ratio;
	const parsed = parseSize(size);
	if (parsed === null) return undefined;
	const near = RATIOS.filter((ratio) => isNear(parsed, ratio));
	for (const tier of TIERS) {
		const found = near.find((ratio) => {
			const preset = presetSize(toSize(ratio), tier, sizeRules(model));
			return preset !== null && sizeName(preset) === size;
		});
		if (found !== undefined) return found;
	}
	return undefined;
}

const TIERS = Object.keys(SIZE_TIERS) as SizeTier[];

function toSize(ratio: Ratio): Size {
	const [width = 1, height = 1] = ratio.split(":").map(Number);
	return { width, height };
}

function isNear(size: Size, ratio: Ratio): boolean {
	const { width, height } = toSize(ratio);
	const error = (size.width / size.height) * (height / width);
	return Math.max(error, 1 / error) <= RATIO_TOLERANCE;
}

function findSizeChoices(model: string): SizeChoice[] {
	const rules = sizeRules(model);
	const choices: SizeChoice[] = [];
	for (const tier of TIERS) {
		for (const ratio of RATIOS) {
			const size = presetSize(toSize(ratio), tier, rules);
			if (!size || choices.some((choice) => choice.size === sizeName(size)) || !isNear(size, ratio)) continue;
			const isExperimental = size.width * size.height > EXPERIMENTAL_ABOVE;
			choices.push({ ratio, tier, size: sizeName(size), isExperimental });
		}
	}
	return choices;
}
