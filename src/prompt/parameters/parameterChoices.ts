// The parameters that the user has chosen for a request, and the subset that the model supports. Choices outlive a change
// of the model: an unsupported choice is omitted with a reason, and is used again with a model that supports it. Pure.
import { type CapabilityContext, legalSize, unsupportedReason } from "../../gateway/capabilities";
import { modelFamily } from "../../gateway/models";
import type { RequestParams } from "../../gateway/types";
import type { Phrase } from "../../i18n/phrase";

export interface Choices {
	/** Empty: the default model. */
	readonly model: string;
	/** WIDTHxHEIGHT or "auto". Empty: the default size. */
	readonly size: string;
	/** "auto": the parameter is not sent; the same for the other strings below. */
	readonly quality: string;
	readonly n: number;
	readonly format: string;
	/** In per cent; null: the provider's default. */
	readonly compression: number | null;
	readonly background: string;
	readonly moderation: string;
	readonly fidelity: string;
}

export const INITIAL_CHOICES: Choices = {
	model: "",
	size: "",
	quality: "auto",
	n: 1,
	format: "auto",
	compression: null,
	background: "auto",
	moderation: "auto",
	fidelity: "auto",
};

export const MAX_OUTPUT_IMAGES = 10;

/** The choices that have a default in the settings. Model and size have one, too, which applies while they are empty. */
export type DefaultChoices = Pick<Choices, "quality" | "n" | "format">;

export const pickDefaultChoices = ({ quality, n, format }: Choices): DefaultChoices => ({ quality, n, format });

export const readDefaultChoices = (settings: DefaultSettings): DefaultChoices => ({
	quality: settings.default_quality,
	n: clampInteger(settings.default_count, 1, MAX_OUTPUT_IMAGES) ?? 1,
	format: settings.default_format,
});

interface DefaultSettings {
	readonly default_quality: string;
	readonly default_count: number;
	readonly default_format: string;
}

/** Reads stored or foreign data. Missing and invalid fields get their initial value. */
export function readChoices(stored: unknown): Choices {
	if (typeof stored !== "object" || stored === null) return INITIAL_CHOICES;
	const given = stored as Partial<Record<keyof Choices, unknown>>;
	const text = (key: Exclude<keyof Choices, "n" | "compression">): string => {
		const value = given[key];
		return typeof value === "string" ? value.slice(0, 200) : INITIAL_CHOICES[key];
	};
	const { n, compression } = given;
	return {
		model: text("model"),
		size: text("size"),
		quality: text("quality"),
		n: clampInteger(n, 1, MAX_OUTPUT_IMAGES) ?? 1,
		format: text("format"),
		compression: clampInteger(compression, 0, 100),
		background: text("background"),
		moderation: text("moderation"),
		fidelity: text("fidelity"),
	};
}

function clampInteger(value: unknown, min: number, max: number): number | null {
	return typeof value === "number" && Number.isFinite(value) ? Math.min(max, Math.max(min, Math.round(value))) : null;
}

export interface ResolveContext extends Pick<CapabilityContext, "baseUrl" | "isManaged" | "isCodex" | "operation"> {
	readonly defaultModel: string;
	readonly defaultSize: string;
}

export type Params = Omit<RequestParams, "partialImages">;

export interface ResolvedParams {
	readonly params: Params & { readonly size: string };
	/** For each choice that the model does not support, the reason. */
	readonly omitted: readonly Phrase[];
	/** Set if another size than the chosen one is sent. */
	readonly sizeReason?: Phrase | undefined;
}

/** The parameters that are sent to the chosen model. */
export function resolveParams(choices: Choices, context: ResolveContext): ResolvedParams {
	const { defaultModel, defaultSize, ...capabilities } = context;
	const model = choices.model || defaultModel;
	const { size, reason: sizeReason } = supportedSize(choices.size || defaultSize, model);
	const omitted: Phrase[] = [];
	const format = supported("format", choices.format);
	function supported(param: "quality" | "format" | "background" | "moderation" | "fidelity", value: string) {
		if (value === "auto") return undefined;
		const reason = unsupportedReason(param, model, value, {
			...capabilities,
			...(param === "format" ? {} : { format }),
		});
		if (reason) omitted.push(reason);
		return reason ? undefined : value;
	}
	const quality = supported("quality", choices.quality);
	const background = supported("background", choices.background);
	const moderation = supported("moderation", choices.moderation);
	const fidelity = supported("fidelity", choices.fidelity);
	const { compression } = choices;
	const isCompressed =
		compression !== null &&
		unsupportedReason("compression", model, compression, { ...capabilities, format }) === undefined;
	const params = {
		model,
		size,
		n: choices.n,
		...(quality ? { quality } : {}),
		...(format ? { outputFormat: format as NonNullable<Params["outputFormat"]> } : {}),
		...(isCompressed ? { outputCompression: compression } : {}),
		...(background ? { background } : {}),
		...(moderation ? { moderation } : {}),
		...(fidelity ? { inputFidelity: fidelity as NonNullable<Params["inputFidelity"]> } : {}),
	};
	return { params, omitted, sizeReason };
}

function supportedSize(chosen: string, model: string): { size: string; reason?: Phrase | undefined } {
	const reason = unsupportedReason("size", model, chosen);
	if (reason === undefined) return { size: chosen };
	const legal = legalSize(chosen, model);
	if (legal.size !== chosen) return { size: legal.size, reason };
	// "auto" for a model without it, or an invalid size. Every model supports the square.
	return { size: modelFamily(model).hasAutoSize ? "auto" : "1024x1024", reason };
}
