// What models take, as data: one row a family. Known from the providers' references and from probes of November 2026.
// An unknown name gets the permissive row: nothing is refused that might work. A new model is a row.
import { FLEXIBLE_SIZES, type SizeRules } from "../../editor";

export type OutputFormat = "png" | "jpeg" | "webp";

export interface ModelFamily {
	readonly id: string;
	/** Of the name in lower case without a provider's prefix; the first row that fits counts. */
	readonly names: RegExp;
	/** Named sizes; what else is typed is refused only by families that are known. */
	readonly sizes: SizeRules;
	/** Whether the size may be left to the model. */
	readonly hasAutoSize: boolean;
	/** Empty: the parameter does not exist. So for all lists here. */
	readonly qualities: readonly string[];
	readonly backgrounds: readonly string[];
	readonly formats: readonly OutputFormat[];
	readonly moderations: readonly string[];
	readonly inputFidelities: readonly string[];
	readonly styles: readonly string[];
	/** Pictures in one call. */
	readonly maxN: number;
	readonly maxPromptChars: number;
	/** Pictures that an edit may be given; 0: it makes no edits. */
	readonly maxImages: number;
	readonly hasMask: boolean;
	/** A transparent drawing over the picture in the place of a mask. */
	readonly hasMarkup: boolean;
	readonly hasStreaming: boolean;
	/** Whether answers may be asked for as base64 or as addresses: GPT models refuse the question itself. */
	readonly hasResponseFormat: boolean;
	/** The day, YYYY-MM-DD, on which the provider stops it; on Azure it may live longer. */
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
	// Transparent backgrounds are said to be in preview there since August 2026.
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

/** What may be asked for today; suggestions, since any name may be typed. */
export const SUGGESTED_MODELS: readonly string[] = [
	"gpt-image-2",
	"gpt-image-2.5-flare",
	"gpt-image-2.5-sunburst",
	"gpt-image-2.6-flare",
	"gpt-image-2.6-sunburst",
];

/** For names that nobody has written down yet; a GPT image model's would still refuse to be asked for a response format. */
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

/** "openai/gpt-image-2" and "azure/GPT-Image-2" are gpt-image-2. A deployment's name that says nothing is unknown. */
export function modelFamily(model: string): ModelFamily {
	const name = bareName(model);
	const known = MODEL_FAMILIES.find(({ names }) => names.test(name));
	return known ?? (name.startsWith("gpt-image") ? { ...UNKNOWN, hasResponseFormat: false } : UNKNOWN);
}

export const isKnownModel = (model: string): boolean => modelFamily(model).id !== "unknown";

const bareName = (model: string): string => model.trim().toLowerCase().replace(/^.*\//, "");

/** Which sizes a model takes. */
export const sizeRules = (model: string): SizeRules => modelFamily(model).sizes;

/** "azure": a base URL of Azure's own. Deployments live longer there and make no WebP. */
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
