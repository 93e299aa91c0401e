// Checks a request against its model's capabilities: gives the reason why a parameter is unsupported, and removes
// unsupported parameters. Pure.
import { isLegalSize, nearestLegalSize, parseSize, type SizeRules, sizeName } from "../../editor/basics";
import { type ModelStringKey, modelPhrase, PARAMETER_NAMES } from "../i18n/modelStrings";
import type { Phrase } from "../i18n/phrase";
import { isKnownModel, type ModelFamily, modelFamily, serverOf } from "./models";
import type { RequestParams } from "./types";

export type Capability =
	| "size"
	| "quality"
	| "background"
	| "format"
	| "compression"
	| "moderation"
	| "fidelity"
	| "style"
	| "n"
	| "prompt"
	| "images"
	| "edit"
	| "mask"
	| "markup"
	| "streaming"
	| "responseFormat";

export interface CapabilityContext {
	/** Of a custom endpoint; Azure has its own limits. */
	readonly baseUrl?: string | undefined;
	readonly format?: string | undefined;
	readonly hasMask?: boolean;
	/** Sent through HaloForge Cloud, which has fewer parameters. */
	readonly isManaged?: boolean;
	/** The endpoint ignores the quality. */
	readonly isCodex?: boolean;
	/** Absent: either is possible. */
	readonly operation?: "generate" | "edit";
}

type NamedParam = Capability & keyof typeof PARAMETER_NAMES;

const VALUE_LISTS = {
	quality: "qualities",
	background: "backgrounds",
	format: "formats",
	moderation: "moderations",
	fidelity: "inputFidelities",
	style: "styles",
} as const satisfies Partial<Record<Capability, keyof ModelFamily>>;

const UNAVAILABLE_IN_CLOUD: readonly Capability[] = ["background", "fidelity"];

const LIMITS = { n: "maxN", prompt: "maxPromptChars", images: "maxImages" } as const;

/**
 * The reason why the model does not support a value, shown at the disabled control; undefined if it does, or if that is
 * unknown. Without a value: the reason why the parameter does not exist at all.
 */
export function unsupportedReason(
	capability: Capability,
	model: string,
	value?: string | number,
	context: CapabilityContext = {},
): Phrase | undefined {
	const family = modelFamily(model);
	const reason = (word: ModelStringKey, more: Record<string, string | number> = {}): Phrase =>
		modelPhrase(word, {
			model,
			param: capability in PARAMETER_NAMES ? PARAMETER_NAMES[capability as NamedParam] : "",
			...more,
		});
	if (context.isManaged && UNAVAILABLE_IN_CLOUD.includes(capability)) return reason("managed");
	if (context.isCodex && capability === "quality") return reason("codex");
	switch (capability) {
		case "quality":
		case "background":
		case "format":
		case "moderation":
		case "fidelity":
		case "style": {
			const list: readonly string[] = family[VALUE_LISTS[capability]];
			if (list.length === 0) return reason("missing");
			if (capability === "fidelity" && context.operation === "generate") return reason("fidelityNew");
			if (value === undefined) return undefined;
			if (value === "transparent" && context.format === "jpeg") return reason("transparentJpeg");
			if (value === "webp" && serverOf(context.baseUrl) === "azure") return reason("azureWebp");
			// For an unknown model the list is a guess.
			if (!isKnownModel(model) || list.includes(String(value))) return undefined;
			return reason("value", { values: list.join(", ") });
		}
		case "n":
		case "prompt":
		case "images": {
			const limit = family[LIMITS[capability]];
			// If a model makes only one image per call, several are requested one by one.
			if (capability === "n" && limit === 1) return undefined;
			return Number(value ?? 0) > limit ? reason(capability, { count: limit }) : undefined;
		}
		case "compression":
			if (family.formats.length === 0) return reason("missing");
			return (context.format ?? "png") === "png" ? reason("compression") : undefined;
		case "edit":
			return family.maxImages === 0 ? reason("edit") : undefined;
		case "mask":
			return family.hasMask ? undefined : reason("mask");
		case "markup":
			if (!family.hasMarkup) return reason("missing");
			return context.hasMask ? reason("markupMask") : undefined;
		case "streaming":
			return family.hasStreaming ? undefined : reason("missing");
		case "responseFormat":
			return family.hasResponseFormat ? undefined : reason("missing");
		case "size":
			return value === undefined ? undefined : unsupportedSizeReason(family, model, String(value));
	}
}

function unsupportedSizeReason({ sizes, hasAutoSize }: ModelFamily, model: string, text: string): Phrase | undefined {
	if (text === "auto") return hasAutoSize ? undefined : modelPhrase("sizeAuto", { model });
	if (!parseSize(text)) return modelPhrase("sizeName", {});
	const { size, reason } = legalSize(text, model);
	if (reason === undefined || sizes.kind === "list") return reason;
	return modelPhrase("sizeNearest", { reason, nearest: size });
}

/** The legal size that is sent for a requested one, and the reason if they differ. */
export function legalSize(text: string, model: string): { readonly size: string; readonly reason?: Phrase } {
	const { sizes } = modelFamily(model);
	const requested = parseSize(text);
	// An unknown model may accept any size.
	if (!requested || !isKnownModel(model) || isLegalSize(requested, sizes)) return { size: text };
	const nearest = nearestLegalSize(requested, sizes);
	return { size: nearest ? sizeName(nearest) : text, reason: illegalSizeReason(requested, sizes, model) };
}

function illegalSizeReason(
	{ width, height }: { width: number; height: number },
	sizes: SizeRules,
	model: string,
): Phrase {
	const reason = (word: ModelStringKey, count = 0): Phrase => modelPhrase(word, { model, count });
	if (sizes.kind === "list") return modelPhrase("sizeListed", { model, values: sizes.sizes.join(", ") });
	if (sizes.kind === "any") return reason("sizeName");
	const long = Math.max(width, height);
	if (long > sizes.maxEdge) return reason("sizeEdge", sizes.maxEdge);
	if (long > sizes.maxRatio * Math.min(width, height)) return reason("sizeRatio", sizes.maxRatio);
	if (width * height < sizes.minPixels) return reason("sizeSmall");
	if (width * height > sizes.maxPixels) return reason("sizeLarge");
	return reason("sizeMultiple", sizes.multiple);
}

const PARAMS = [
	["size", "size"],
	["quality", "quality"],
	["background", "background"],
	["moderation", "moderation"],
	["outputFormat", "format"],
	["outputCompression", "compression"],
	["inputFidelity", "fidelity"],
] as const satisfies readonly (readonly [keyof RequestParams, Capability])[];

/** Removes parameters that the model does not support, which may have been chosen for another model before. */
export function dropUnsupportedParams(params: RequestParams, baseUrl?: string): RequestParams {
	const context = { baseUrl, format: params.outputFormat };
	const dropped = PARAMS.filter(([key, capability]) => {
		const value = params[key];
		return value !== undefined && unsupportedReason(capability, params.model, value, context) !== undefined;
	}).map(([key]): string => key);
	if (dropped.length === 0) return params;
	return Object.fromEntries(
		Object.entries(params).filter(([key]) => !dropped.includes(key)),
	) as unknown as RequestParams;
}

/** The notice about a model's shutdown; `today` as YYYY-MM-DD. `listed`: the date in the server's own model list. */
export function shutdownNotice(
	model: string,
	today: string,
	{ baseUrl, listed }: { readonly baseUrl?: string | undefined; readonly listed?: string | undefined } = {},
): { readonly isOver: boolean; readonly date: string; readonly phrase: Phrase } | undefined {
	const date = listed ?? modelFamily(model).shutdown?.[serverOf(baseUrl) === "azure" ? "azure" : "openai"];
	if (!date) return undefined;
	const isOver = date <= today;
	return { isOver, date, phrase: modelPhrase(isOver ? "shutDown" : "shutsDown", { model, date }) };
}
