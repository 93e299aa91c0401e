// Capabilities of image models as data, one row per model family, from the providers' references and from tests in
// November 2026. An unknown name gets a permissive row, so that nothing is refused that might work. A new model is a
// new row.
import { FLEXIBLE_SIZES, type SizeRules } from "../../editor/basics";

export type OutputFormat = "png" | "jpeg" | "webp";

export interface ModelFamily {
	readonly id: string;
	/** Matches the lower-case name without a provider prefix; the first matching row is used. */
	readonly names: RegExp;
	/** Legal sizes. Other sizes are refused for known families only. */
	readonly sizes: SizeRules;
	/** The model accepts the size "auto". */
	readonly hasAutoSize: boolean;
	/** Empty: the parameter does not exist. The same for the lists below. */
	readonly qualities: readonly string[];
	readonly backgrounds: readonly string[];
	readonly formats: readonly OutputFormat[];
	readonly moderations: readonly string[];
	readonly inputFidelities: readonly string[];
	readonly styles: readonly string[];
	/** Images per call. */
	readonly maxN: number;
	readonly maxPromptChars: number;
	/** Input images of an edit; 0: the model has no edits. */
	readonly maxImages: number;
	readonly hasMask: boolean;
	/** Accepts a drawing over the image, on a transparent background, instead of a mask. */
	readonly hasMarkup: boolean;
	readonly hasStreaming: boolean;
	/** Accepts `response_format`. GPT image models refuse it by its mere presence. */
	readonly hasResponseFormat: boolean;
	/** Shutdown date of the provider, YYYY-MM-DD; Azure may run a model longer. */
	readonly shutdown?: { readonly openai?: string; readonly azure?: string };
}

const listed = (...sizes: string[]): SizeRules => ({ kind: "list", sizes });

const GPT = {
	hasAutoSize: true,
	backgrounds: ["auto", "opaque", "transparent"],
	formats: ["png", "jpeg", "webp"],
	moderations: ["auto", "low"],
	inputFidelities: [],
	styles: [],
	maxN: 10,
	maxPromptChars: 32_000,
	maxImages: 16,
	hasMask: true,
	hasMarkup: false,
	hasStreaming: true,
	hasResponseFormat: false,
} as const;

const DALL_E = {
	hasAutoSize: false,
	backgrounds: [],
	formats: [],
	moderations: [],
	inputFidelities: [],
	hasMarkup: false,
	hasStreaming: false,
	hasResponseFormat: true,
} as const;

const THREE_SIZES = listed("1024x1024", "1536x1024", "1024x1536");
const THREE_QUALITIES = ["auto", "low", "medium", "high"];
const FIVE_QUALITIES = [...THREE_QUALITIES, "xhigh", "max"];

export const MODEL_FAMILIES: readonly ModelFamily[] = [
	{
		...GPT,
		id: "gpt-image-2.5+",
		names: /^gpt-image-2\.[5-9]/,
		sizes: FLEXIBLE_SIZES,
		qualities: FIVE_QUALITIES,
		hasMarkup: true,
	},
	// Transparent backgrounds are reported to be in preview since August 2026.
	{
		...GPT,
		id: "gpt-image-2",
		names: /^gpt-image-2(?![.\d])/,
		sizes: FLEXIBLE_SIZES,
		qualities: THREE_QUALITIES,
		shutdown: { azure: "2027-10-01" },
	},
	{
		...GPT,
		id: "gpt-image-1-mini",
		names: /^gpt-image-1-mini/,
		sizes: THREE_SIZES,
		qualities: THREE_QUALITIES,
		inputFidelities: ["low"],
		shutdown: { openai: "2026-12-01", azure: "2027-04-01" },
	},
	{
		...GPT,
		id: "gpt-image-1.5",
		names: /^(gpt-image-1\.5|chatgpt-image)/,
		sizes: THREE_SIZES,
		qualities: THREE_QUALITIES,
		inputFidelities: ["low", "high"],
		shutdown: { openai: "2026-12-01", azure: "2026-12-16" },
	},
	{
		...GPT,
		id: "gpt-image-1",
		names: /^gpt-image-1(?![.\d])/,
		sizes: THREE_SIZES,
		qualities: THREE_QUALITIES,
		inputFidelities: ["low", "high"],
		shutdown: { openai: "2026-10-23" },
	},
	{
		...DALL_E,
		id: "dall-e-3",
		names: /^dall-e-3/,
		sizes: listed("1024x1024", "1792x1024", "1024x1792"),
		qualities: ["standard", "hd"],
		styles: ["vivid", "natural"],
		maxN: 1,
		maxPromptChars: 4000,
		maxImages: 0,
		hasMask: false,
		shutdown: { openai: "2026-05-12" },
	},
	{
		...DALL_E,
		id: "dall-e-2",
		names: /^dall-e-2/,
		sizes: listed("256x256", "512x512", "1024x1024"),
		qualities: ["standard"],
		styles: [],
		maxN: 10,
		maxPromptChars: 1000,
		maxImages: 1,
		hasMask: true,
		shutdown: { openai: "2026-05-12" },
	},
];

/** Current models, offered as suggestions; any other name can be typed. */
export const SUGGESTED_MODELS: readonly string[] = [
	"gpt-image-2",
	"gpt-image-2.5-flare",
	"gpt-image-2.5-sunburst",
	"gpt-image-2.6-flare",
	"gpt-image-2.6-sunburst",
];

/** For unknown names. An unknown GPT image model still refuses `response_format`. */
const UNKNOWN: ModelFamily = {
	...GPT,
	id: "unknown",
	names: /(?:)/,
	sizes: FLEXIBLE_SIZES,
	qualities: [...FIVE_QUALITIES, "standard", "hd"],
	inputFidelities: ["low", "high"],
	styles: ["vivid", "natural"],
	hasMarkup: true,
	hasResponseFormat: true,
};

/**
 * "openai/gpt-image-2" and "azure/GPT-Image-2" are gpt-image-2. A deployment name without the model's name is unknown.
 */
export function modelFamily(model: string): ModelFamily {
	const name = bareName(model);
	const known = MODEL_FAMILIES.find(({ names }) => names.test(name));
	return known ?? (name.startsWith("gpt-image") ? { ...UNKNOWN, hasResponseFormat: false } : UNKNOWN);
}

export const isKnownModel = (model: string): boolean => modelFamily(model).id !== "unknown";

/**
 * The drawing goes into the field "markup" of the Images API. Reports differ on whether version 2.5 reads that field; as an
 * image, the drawing is always seen.
 */
export const hasMarkupField = (model: string): boolean => /^gpt-image-2\.[6-9]/.test(bareName(model));

const bareName = (model: string): string => model.trim().toLowerCase().replace(/^.*\//, "");

/** The legal sizes of a model. */
export const sizeRules = (model: string): SizeRules => modelFamily(model).sizes;

/** "azure": the base URL belongs to Azure, where models run longer and cannot write WebP. */
export type Server = "azure" | "other";

export function serverOf(baseUrl: string | undefined): Server {
	try {
		return /\.(openai|cognitiveservices|services\.ai)\.azure\.(com|us|cn)$/.test(new URL(baseUrl ?? "").hostname)
			? "azure"
			: "other";
	} catch {
		return "other";
	}
}
