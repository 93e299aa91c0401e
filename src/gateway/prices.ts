// What a request may cost before it is sent, and about what it did cost after. Prices and token counts as data, with the
// month in which they were read. Before: approximate always. After: the provider's token counts at list prices. Pure.
import { parseSize } from "../../editor";
import { modelFamily } from "./models";

/** The month of the tables below. */
export const PRICES_AS_OF = "2026-11";

interface Prices {
	readonly family: string;
	/** US dollars a million tokens. */
	readonly textIn: number;
	readonly imageIn: number;
	readonly imageOut: number;
	readonly output:
		| { readonly kind: "formula"; readonly factors: Readonly<Record<string, number>> }
		/** US dollars a picture: square, rectangular. */
		| {
				readonly kind: "table";
				readonly usd: Readonly<Record<string, readonly [square: number, rectangular: number]>>;
		  };
}

const SECOND = { textIn: 5, imageIn: 8, imageOut: 30 } as const;
const FACTORS_2_5 = { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 };

const PRICES: readonly Prices[] = [
	{ family: "gpt-image-2", ...SECOND, output: { kind: "formula", factors: { low: 16, medium: 48, high: 96 } } },
	{ family: "gpt-image-2.5+", ...SECOND, output: { kind: "formula", factors: FACTORS_2_5 } },
	{
		family: "gpt-image-1.5",
		textIn: 5,
		imageIn: 8,
		imageOut: 32,
		output: { kind: "table", usd: { low: [0.009, 0.013], medium: [0.034, 0.05], high: [0.133, 0.2] } },
	},
	{
		family: "gpt-image-1",
		textIn: 5,
		imageIn: 10,
		imageOut: 40,
		output: { kind: "table", usd: { low: [0.011, 0.016], medium: [0.042, 0.063], high: [0.167, 0.25] } },
	},
	{
		family: "gpt-image-1-mini",
		textIn: 2,
		imageIn: 2.5,
		imageOut: 8,
		output: { kind: "table", usd: { low: [0.005, 0.006], medium: [0.011, 0.015], high: [0.036, 0.052] } },
	},
];

export interface PriceRequest {
	readonly model: string;
	/** "auto" or absent: about a megapixel. */
	readonly size?: string | undefined;
	/** "auto" or absent: nobody knows which it will be. */
	readonly quality?: string | undefined;
	readonly n: number;
	readonly promptChars?: number;
	/** The pictures that go along. */
	readonly images?: readonly { readonly width: number; readonly height: number }[];
	readonly partialImages?: number;
}

/** US dollars for the whole request; from and to are equal where the quality is named. */
export interface PriceEstimate {
	readonly from: number;
	readonly to: number;
	readonly asOf: string;
}

/** 2.6 is said to cost up to four times 2.5; its own figures are not known. */
const GUESS_2_6 = 4;
const PARTIAL_TOKENS = 100;
const CHARS_A_TOKEN = 4;
const perMillion = (tokens: number, usd: number): number => (tokens * usd) / 1_000_000;

/** undefined where no price is known: an unknown model, a quality that it does not have. */
export function estimatePrice(wish: PriceRequest): PriceEstimate | undefined {
	const prices = pricesOf(wish.model);
	if (!prices) return undefined;
	const steps = prices.output.kind === "formula" ? prices.output.factors : prices.output.usd;
	const named = wish.quality !== undefined && wish.quality !== "auto" ? [wish.quality] : ["low", "high"];
	const [from, to = from] = named.map((quality) => (quality in steps ? pictureUsd(prices, quality, wish) : undefined));
	if (from === undefined || to === undefined) return undefined;
	const textTokens = Math.ceil((wish.promptChars ?? 0) / CHARS_A_TOKEN);
	const imageTokens = (wish.images ?? []).reduce((sum, image) => sum + inputTokens(image), 0);
	const input = perMillion(textTokens, prices.textIn) + perMillion(imageTokens, prices.imageIn);
	const partials = perMillion(PARTIAL_TOKENS * (wish.partialImages ?? 0), prices.imageOut);
	const whole = (usd: number): number => input + wish.n * (usd + partials);
	const most = /2\.6/.test(wish.model) ? GUESS_2_6 : 1;
	return { from: whole(from), to: whole(to * most), asOf: PRICES_AS_OF };
}

/** At list prices, from what the provider counted; input is priced as the pictures are where any went along. */
export function priceOfUsage(
	model: string,
	usage: Readonly<Record<string, number>>,
	hasImages: boolean,
): number | undefined {
	const prices = pricesOf(model);
	const { input_tokens: input = 0, output_tokens: output = 0 } = usage;
	if (!prices || input + output === 0) return undefined;
	return perMillion(input, hasImages ? prices.imageIn : prices.textIn) + perMillion(output, prices.imageOut);
}

/** Two digits that matter: "$0.053", "$1.20", "$0.0059–0.21". The same in every language. */
export function formatUsd(from: number, to = from): string {
	const [low, high] = [digits(from), digits(to)];
	return low === high ? `$${low}` : `$${low}–${high}`;
}

const digits = (usd: number): string => (usd >= 1 ? usd.toFixed(2) : String(Number(usd.toPrecision(2))));

const pricesOf = (model: string): Prices | undefined => PRICES.find(({ family }) => family === modelFamily(model).id);

function pictureUsd({ output, imageOut }: Prices, quality: string, wish: PriceRequest): number {
	const { width, height } = parseSize(wish.size ?? "auto") ?? { width: 1024, height: 1024 };
	if (output.kind === "table") {
		const [square, rectangular] = output.usd[quality] ?? [0, 0];
		return width === height ? square : rectangular;
	}
	return perMillion(outputTokens(output.factors[quality] ?? 0, width, height), imageOut);
}

/** Derived from published and measured points, all of which it meets. */
export function outputTokens(factor: number, width: number, height: number): number {
	const shortSide = Math.round((factor * Math.min(width, height)) / Math.max(width, height));
	return Math.ceil((factor * shortSide * (2_000_000 + width * height)) / 4_000_000);
}

/** About a token a patch of 32 pixels, up to a limit. */
const inputTokens = ({ width, height }: { width: number; height: number }): number =>
	Math.min(1536, Math.ceil(width / 32) * Math.ceil(height / 32));
