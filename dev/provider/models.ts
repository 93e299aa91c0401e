// The capabilities of each model family as data: a new model is a row. Contains no HTTP code.

export interface ModelRules {
	/** Matches the model names of the row; the first matching row is used. */
	readonly names: RegExp;
	/** "flexible": the pixel rules of ../paint/legalSize. */
	readonly sizes: "flexible" | readonly string[];
	readonly qualities: readonly string[];
	/** Token factor for each quality of models with flexible sizes; models with fixed sizes use FIXED_TOKENS. */
	readonly factors: Readonly<Record<string, number>>;
	readonly hasTransparency: boolean;
	/** Accepted values of input_fidelity; if empty, the parameter is refused. */
	readonly inputFidelity: readonly string[];
	readonly maxPrompt: number;
	readonly maxN: number;
	readonly takesEdits: boolean;
	/** Parameters beyond the common ones. */
	readonly extra: readonly string[];
}

const GPT_EXTRA = [
	"background",
	"moderation",
	"output_format",
	"output_compression",
	"stream",
	"partial_images",
	"safety_identifier",
];
const FIXED_SIZES = ["1024x1024", "1536x1024", "1024x1536", "auto"];
const GPT = {
	hasTransparency: true,
	inputFidelity: [],
	maxPrompt: 32_000,
	maxN: 10,
	takesEdits: true,
	extra: GPT_EXTRA,
} as const;
const FACTORS_2_5 = { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 };

export const MODEL_RULES: readonly ModelRules[] = [
	{
		...GPT,
		names: /^gpt-image-2(-\d{4}-\d{2}-\d{2})?$/,
		sizes: "flexible",
		qualities: ["low", "medium", "high", "auto"],
		factors: { low: 16, medium: 48, high: 96 },
		// Transparency is in preview. Refusing it reveals clients that depend on it.
		hasTransparency: false,
	},
	{
		...GPT,
		// The factors of 2.6 are unknown, so those of 2.5 are used.
		names: /^gpt-image-2\.[56]-(sunburst|flare)(-\d{4}-\d{2}-\d{2})?$/,
		sizes: "flexible",
		qualities: ["low", "medium", "high", "xhigh", "max", "auto"],
		factors: FACTORS_2_5,
		extra: [...GPT_EXTRA, "complexity"],
	},
	{
		...GPT,
		names: /^gpt-image-1-mini/,
		sizes: FIXED_SIZES,
		qualities: ["low", "medium", "high", "auto"],
		factors: {},
		inputFidelity: ["low"],
	},
	{
		...GPT,
		names: /^(gpt-image-1(\.5)?|chatgpt-image-latest)$/,
		sizes: FIXED_SIZES,
		qualities: ["low", "medium", "high", "auto"],
		factors: {},
		inputFidelity: ["low", "high"],
	},
	{
		...GPT,
		names: /^dall-e-3$/,
		sizes: ["1024x1024", "1792x1024", "1024x1792"],
		qualities: ["standard", "hd"],
		factors: {},
		hasTransparency: false,
		maxPrompt: 4000,
		maxN: 1,
		takesEdits: false,
		extra: ["response_format", "style"],
	},
	{
		...GPT,
		names: /^dall-e-2$/,
		sizes: ["256x256", "512x512", "1024x1024"],
		qualities: ["standard"],
		factors: {},
		hasTransparency: false,
		maxPrompt: 1000,
		extra: ["response_format"],
	},
];

/**
 * The models of the live service in November 2026. dall-e-2, dall-e-3 and gpt-image-1 are shut down, but tests can name
 * them.
 */
export const LIVE_MODELS: readonly { id: string; shutdown_date?: string }[] = [
	{ id: "gpt-image-2" },
	{ id: "gpt-image-2-2026-04-21" },
	{ id: "gpt-image-2.5-sunburst" },
	{ id: "gpt-image-2.5-flare" },
	{ id: "gpt-image-2.6-sunburst" },
	{ id: "gpt-image-2.6-flare" },
	{ id: "gpt-image-1.5", shutdown_date: "2026-12-01" },
	{ id: "gpt-image-1-mini", shutdown_date: "2026-12-01" },
	{ id: "chatgpt-image-latest", shutdown_date: "2026-12-01" },
];

export const isGptImage = (rules: ModelRules): boolean => rules.extra.includes("output_format");

/** Output tokens of the fixed-size families: square, portrait, landscape. */
const FIXED_TOKENS: Record<string, readonly [number, number, number]> = {
	low: [272, 408, 400],
	medium: [1056, 1584, 1568],
	high: [4160, 6240, 6208],
};

export function countOutputTokens(rules: ModelRules, quality: string, width: number, height: number): number {
	const factor = rules.factors[quality];
	if (factor === undefined) {
		const [square, portrait, landscape] = FIXED_TOKENS[quality] ?? [0, 0, 0];
		return width === height ? square : width < height ? portrait : landscape;
	}
	const shortSide = Math.round((factor * Math.min(width, height)) / Math.max(width, height));
	return Math.ceil((factor * shortSide * (2_000_000 + width * height)) / 4_000_000);
}

/** One token for each patch of 32 × 32 pixels, with an upper limit. */
export const countInputImageTokens = (width: number, height: number): number =>
	Math.min(1536, Math.ceil(width / 32) * Math.ceil(height / 32));
