// What may be asked of a model: a reason in words for what may not, and the request without it. Pure.
import { isLegalSize, nearestLegalSize, parseSize, type SizeRules, sizeName } from "../../editor";
import { type ModelWord, modelPhrase, PARAM_WORDS } from "../i18n/modelStrings";
import type { Phrase } from "../i18n/strings";
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
	/** Custom endpoints: Azure has limits of its own. */
	readonly baseUrl?: string | undefined;
	readonly format?: string | undefined;
	readonly hasMask?: boolean;
	/** By HaloForge Cloud, which has fewer settings. */
	readonly isManaged?: boolean;
	/** The endpoint is one that leaves the quality out. */
	readonly isCodex?: boolean;
	/** Absent: may be either. */
	readonly operation?: "generate" | "edit";
}

type Named = Capability & keyof typeof PARAM_WORDS;

const LISTS = {
	quality: "qualities",
	background: "backgrounds",
	format: "formats",
	moderation: "moderations",
	fidelity: "inputFidelities",
	style: "styles",
} as const satisfies Partial<Record<Capability, keyof ModelFamily>>;

const NOT_MANAGED: readonly Capability[] = ["background", "fidelity"];

const LIMITS = { n: "maxN", prompt: "maxPromptChars", images: "maxImages" } as const;

/**
 * Why the model does not take it, for the control that is disabled then; undefined: it does, or nobody knows. Without a
 * value: why the setting does not exist at all.
 */
export function unsupportedReason(
	capability: Capability,
	model: string,
	value?: string | number,
	circumstances: CapabilityContext = {},
): Phrase | undefined {
	const family = modelFamily(model);
	const say = (word: ModelWord, more: Record<string, string | number> = {}): Phrase =>
		modelPhrase(word, { model, param: capability in PARAM_WORDS ? PARAM_WORDS[capability as Named] : "", ...more });
	if (circumstances.isManaged && NOT_MANAGED.includes(capability)) return say("managed");
	if (circumstances.isCodex && capability === "quality") return say("codex");
	switch (capability) {
		case "quality":
		case "background":
		case "format":
		case "moderation":
		case "fidelity":
		case "style": {
			const list: readonly string[] = family[LISTS[capability]];
			if (list.length === 0) return say("missing");
			if (capability === "fidelity" && circumstances.operation === "generate") return say("fidelityNew");
			if (value === undefined) return undefined;
			if (value === "transparent" && circumstances.format === "jpeg") return say("transparentJpeg");
			if (value === "webp" && serverOf(circumstances.baseUrl) === "azure") return say("azureWebp");
			// Of an unknown model the list is a guess.
			if (!isKnownModel(model) || list.includes(String(value))) return undefined;
			return say("value", { values: list.join(", ") });
		}
		case "n":
		case "prompt":
		case "images": {
			const limit = family[LIMITS[capability]];
			// Several of a model that makes one a call are asked for one by one.
			if (capability === "n" && limit === 1) return undefined;
			return Number(value ?? 0) > limit ? say(capability, { count: limit }) : undefined;
		}
		case "compression":
			if (family.formats.length === 0) return say("missing");
			return (circumstances.format ?? "png") === "png" ? say("compression") : undefined;
		case "edit":
			return family.maxImages === 0 ? say("edit") : undefined;
		case "mask":
			return family.hasMask ? undefined : say("mask");
		case "markup":
			if (!family.hasMarkup) return say("missing");
			return circumstances.hasMask ? say("markupMask") : undefined;
		case "streaming":
			return family.hasStreaming ? undefined : say("missing");
		case "responseFormat":
			return family.hasResponseFormat ? undefined : say("missing");
		case "size":
			return value === undefined ? undefined : refuseSize(family, model, String(value));
	}
}

function refuseSize({ sizes, hasAutoSize }: ModelFamily, model: string, text: string): Phrase | undefined {
	if (text === "auto") return hasAutoSize ? undefined : modelPhrase("sizeAuto", { model });
	if (!parseSize(text)) return modelPhrase("sizeName", {});
	const { size, reason } = legalSize(text, model);
	if (reason === undefined || sizes.kind === "list") return reason;
	return modelPhrase("sizeNearest", { reason, nearest: size });
}

/** The size that goes out for one that was wished for, and why it is another. */
export function legalSize(text: string, model: string): { readonly size: string; readonly reason?: Phrase } {
	const { sizes } = modelFamily(model);
	const wish = parseSize(text);
	// A name that nobody knows may take anything.
	if (!wish || !isKnownModel(model) || isLegalSize(wish, sizes)) return { size: text };
	const near = nearestLegalSize(wish, sizes);
	return { size: near ? sizeName(near) : text, reason: sizeFault(wish, sizes, model) };
}

function sizeFault({ width, height }: { width: number; height: number }, sizes: SizeRules, model: string): Phrase {
	const say = (word: ModelWord, count = 0): Phrase => modelPhrase(word, { model, count });
	if (sizes.kind === "list") return modelPhrase("sizeListed", { model, values: sizes.sizes.join(", ") });
	if (sizes.kind === "any") return say("sizeName");
	const long = Math.max(width, height);
	if (long > sizes.maxEdge) return say("sizeEdge", sizes.maxEdge);
	if (long > sizes.maxRatio * Math.min(width, height)) return say("sizeRatio", sizes.maxRatio);
	if (width * height < sizes.minPixels) return say("sizeSmall");
	if (width * height > sizes.maxPixels) return say("sizeLarge");
	return say("sizeMultiple", sizes.multiple);
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

/** The same request without what the model does not know, whatever was chosen before for another one. */
export function dropUnsupportedParams(params: RequestParams, baseUrl?: string): RequestParams {
	const circumstances = { baseUrl, format: params.outputFormat };
	const dropped = PARAMS.filter(([key, capability]) => {
		const value = params[key];
		return value !== undefined && unsupportedReason(capability, params.model, value, circumstances) !== undefined;
	}).map(([key]): string => key);
	if (dropped.length === 0) return params;
	return Object.fromEntries(
		Object.entries(params).filter(([key]) => !dropped.includes(key)),
	) as unknown as RequestParams;
}

/** What is to be said of the model's end; `today` as YYYY-MM-DD. `listed`: the day that the server's own list names. */
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
