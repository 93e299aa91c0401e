// Estimates the price of a request before it is sent, and computes it from the provider's token counts at list prices
// afterwards. Prices and token counts are data, with the month in which they were read. Pure.
import { parseSize } from "../../editor/basics";
import { modelFamily } from "./models";

/** The month in which the tables below were read. */
export const PRICES_AS_OF = "2026-11";

interface Prices {
	readonly family: string;
	/** US dollars per million tokens. */
	readonly textIn: number;
	readonly imageIn: number;
	readonly imageOut: number;
	readonly output:
		| { readonly kind: "formula"; readonly factors: Readonly<Record<string, number>> }
		/** US dollars per image: square, rectangular. */
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
	/** "auto" or absent: counted as about one megapixel. */
	readonly size?: string | undefined;
	/** "auto" or absent: unknown, so the estimate is a range. */
	readonly quality?: string | undefined;
	readonly n: number;
	readonly promptChars?: number;
	/** Input images. */
	readonly images?: readonly { readonly width: number; readonly height: number }[];
	readonly partialImages?: number;
}

/** US dollars for the whole request; `from` and `to` are equal if the quality is known. */
export interface PriceEstimate {
	readonly from: number;
	readonly to: number;
	readonly asOf: string;
}

/** 2.6 is reported to cost up to four times as much as 2.5; its prices are not published. */
const MAX_FACTOR_2_6 = 4;
const PARTIAL_TOKENS = 100;
const CHARS_PER_TOKEN = 4;
const perMillion = (tokens: number, usd: number): number => (tokens * usd) / 1_000_000;

/** Undefined if no price is known: for an unknown model, or a quality that the model does not have. */
export function estimatePrice(request: PriceRequest): PriceEstimate | undefined {
	const prices = pricesOf(request.model);
	if (!prices) return undefined;
	const steps = prices.output.kind === "formula" ? prices.output.factors : prices.output.usd;
	const named = request.quality !== undefined && request.quality !== "auto" ? [request.quality] : ["low", "high"];
	const [from, to = from] = named.map((quality) => (quality in steps ? imageUsd(prices, quality, request) : undefined));
	if (from === undefined || to === undefined) return undefined;
	const textTokens = Math.ceil((request.promptChars ?? 0) / CHARS_PER_TOKEN);
	const imageTokens = (request.images ?? []).reduce((sum, image) => sum + inputTokens(image), 0);
	const input = perMillion(textTokens, prices.textIn) + perMillion(imageTokens, prices.imageIn);
	const partials = perMillion(PARTIAL_TOKENS * (request.partialImages ?? 0), prices.imageOut);
	const total = (usd: number): number => input + request.n * (usd + partials);
	const maxFactor = /2\.6/.test(request.model) ? MAX_FACTOR_2_6 : 1;
	return { from: total(from), to: total(to * maxFactor), asOf: PRICES_AS_OF };
}

/** Undefined if the price of one is unknown. */
export function addPrices(prices: readonly (PriceEstimate | undefined)[]): PriceEstimate | undefined {
	const known = prices.filter((price) => price !== undefined);
	if (known.length === 0 || known.length < prices.length) return undefined;
	const sum = (end: "from" | "to") => known.reduce((total, price) => total + price[end], 0);
	return { from: sum("from"), to: sum("to"), asOf: PRICES_AS_OF };
}

/**
 * From the provider's token counts at list prices. All input tokens count as image tokens if there were input images.
 */
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

/** Two significant digits: "$0.053", "$1.20", "$0.0059–0.21". The same in every language. */
export function formatUsd(from: number, to = from): string {
	const [low, high] = [digits(from), digits(to)];
	return low === high ? `$${low}` : `$${low}–${high}`;
}

const digits = (usd: number): string => (usd >= 1 ? usd.toFixed(2) : String(Number(usd.toPrecision(2))));

const pricesOf = (model: string): Prices | undefined => PRICES.find(({ family }) => family === modelFamily(model).id);

function imageUsd({ output, imageOut }: Prices, quality: string, request: PriceRequest): number {
	const { width, height } = parseSize(request.size ?? "auto") ?? { width: 1024, height: 1024 };
	if (output.kind === "table") {
		const [square, rectangular] = output.usd[quality] ?? [0, 0];
		return width === height ? square : rectangular;
	}
	return perMillion(outputTokens(output.factors[quality] ?? 0, width, height), imageOut);
}

/** A formula that reproduces all published and measured values. */
export function outputTokens(factor: number, width: number, height: number): number {
	const shortSide = Math.round((factor * Math.min(width, height)) / Math.max(width, height));
	return Math.ceil((factor * shortSide * (2_000_000 + width * height)) / 4_000_000);
}

/** About one token per patch of 32 × 32 pixels, up to a limit. */
const inputTokens = ({ width, height }: { width: number; height: number }): number =>
	Math.min(1536, Math.ceil(width / 32) * Math.ceil(height / 32));
