// What was chosen for a request, and what of it the model takes. Choices outlive the model: what one does not take is
// left out with the reason, and is there again for one that does. Pure.
import { type CapabilityContext, legalSize, unsupportedReason } from "../gateway/capabilities";
import { modelFamily } from "../gateway/models";
import type { RequestParams } from "../gateway/types";
import type { Phrase } from "../i18n/phrase";

export interface Choices {
	/** Empty: the default one. So is the size. */
	readonly model: string;
	/** WIDTHxHEIGHT or "auto". */
	readonly size: string;
	/** "auto" of the following: nothing is asked for. */
	readonly quality: string;
	readonly n: number;
	readonly format: string;
	/** Per cent; null: the provider's own. */
	readonly compression: number | null;
	readonly background: string;
	readonly moderation: string;
	readonly fidelity: string;
}

export const NO_CHOICES: Choices = {
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

export const MOST_PICTURES = 10;

/** What can be set as usual beside model and size, which are so while nothing is chosen. */
export type UsualChoices = Pick<Choices, "quality" | "n" | "format">;

export const usualOf = ({ quality, n, format }: Choices): UsualChoices => ({ quality, n, format });

export const usualChoices = (settings: UsualSettings): UsualChoices => ({
	quality: settings.default_quality,
	n: within(settings.default_count, 1, MOST_PICTURES) ?? 1,
	format: settings.default_format,
});

interface UsualSettings {
	readonly default_quality: string;
	readonly default_count: number;
	readonly default_format: string;
}

/** What was stored, whoever stored it: fields that are missing or of another kind are as at first. */
export function readChoices(stored: unknown): Choices {
	if (typeof stored !== "object" || stored === null) return NO_CHOICES;
	const given = stored as Partial<Record<keyof Choices, unknown>>;
	const text = (key: Exclude<keyof Choices, "n" | "compression">): string => {
		const value = given[key];
		return typeof value === "string" ? value.slice(0, 200) : NO_CHOICES[key];
	};
	const { n, compression } = given;
	return {
		model: text("model"),
		size: text("size"),
		quality: text("quality"),
		n: within(n, 1, MOST_PICTURES) ?? 1,
		format: text("format"),
		compression: within(compression, 0, 100),
		background: text("background"),
		moderation: text("moderation"),
		fidelity: text("fidelity"),
	};
}

function within(value: unknown, least: number, most: number): number | null {
	return typeof value === "number" && Number.isFinite(value)
		? Math.min(most, Math.max(least, Math.round(value)))
		: null;
}

export interface Surroundings extends Pick<CapabilityContext, "baseUrl" | "isManaged" | "isCodex" | "operation"> {
	readonly defaultModel: string;
	readonly defaultSize: string;
}

export type Params = Omit<RequestParams, "partialImages">;

export interface Legal {
	readonly params: Params & { readonly size: string };
	/** Chosen, and not taken by this model: why. */
	readonly leftOut: readonly Phrase[];
	/** Why the size is another than was chosen. */
	readonly sizeReason?: Phrase | undefined;
}

/** Of the choices what goes out with this model. */
export function legalise(choices: Choices, surroundings: Surroundings): Legal {
	const { defaultModel, defaultSize, ...rest } = surroundings;
	const model = choices.model || defaultModel;
	const { size, reason: sizeReason } = takenSize(choices.size || defaultSize, model);
	const leftOut: Phrase[] = [];
	const format = take("format", choices.format);
	function take(param: "quality" | "format" | "background" | "moderation" | "fidelity", value: string) {
		if (value === "auto") return undefined;
		const reason = unsupportedReason(param, model, value, { ...rest, ...(param === "format" ? {} : { format }) });
		if (reason) leftOut.push(reason);
		return reason ? undefined : value;
	}
	const quality = take("quality", choices.quality);
	const background = take("background", choices.background);
	const moderation = take("moderation", choices.moderation);
	const fidelity = take("fidelity", choices.fidelity);
	const { compression } = choices;
	const isCompressed =
		compression !== null && unsupportedReason("compression", model, compression, { ...rest, format }) === undefined;
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
	return { params, leftOut, sizeReason };
}

function takenSize(wish: string, model: string): { size: string; reason?: Phrase | undefined } {
	const reason = unsupportedReason("size", model, wish);
	if (reason === undefined) return { size: wish };
	const legal = legalSize(wish, model);
	if (legal.size !== wish) return { size: legal.size, reason };
	// "auto" of a model without it, or no size at all; every model makes the square.
	return { size: modelFamily(model).hasAutoSize ? "auto" : "1024x1024", reason };
}
