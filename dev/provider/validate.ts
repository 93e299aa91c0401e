// Validates a request in the order of the live API: model, unknown keys, prompt, images, n, the rest. Pure: takes
// values and files, returns a checked request or throws a ProviderError.
import { autoSize, flexibleSizeRefusal, parseSize, type Size } from "../paint/legalSize";
import {
	imageError,
	invalidType,
	missingParameter,
	ProviderError,
	unknownParameter,
	unsupportedValue,
} from "./envelope";
import { readJsonImages } from "./jsonImages";
import { isGptImage, MODEL_RULES, type ModelRules } from "./models";
import { type CheckedFiles, checkFiles, type UploadedFile } from "./validateFiles";

export type Operation = "generate" | "edit";
export type OutputFormat = "png" | "jpeg" | "webp";

export interface ProviderInput {
	readonly operation: Operation;
	/** Values of JSON with their types; values of multipart as strings. */
	readonly values: Readonly<Record<string, unknown>>;
	readonly files: readonly UploadedFile[];
	/**
	 * "multipart" has no types, so digits count as a number. "json" has its pictures in images[] and mask. "tool" is the
	 * image tool of the Responses API, whose pictures have been read into files.
	 */
	readonly source: "multipart" | "json" | "tool";
}

export interface CheckedRequest {
	readonly operation: Operation;
	readonly model: string;
	readonly rules: ModelRules;
	readonly prompt: string;
	readonly n: number;
	readonly size: Size;
	/** Never "auto". */
	readonly quality: string;
	readonly background: "opaque" | "transparent";
	readonly outputFormat: OutputFormat;
	readonly outputCompression: number;
	readonly responseFormat: "url" | "b64_json";
	readonly images: CheckedFiles["images"];
	readonly mask: UploadedFile | undefined;
	readonly isStreamed: boolean;
	readonly partialImages: number;
}

const COMMON = ["prompt", "model", "n", "size", "quality", "user"];
const NULL_IS_OMITTED = ["n", "output_compression", "partial_images", "quality", "size", "stream"];
const FORMATS = ["png", "jpeg", "webp"] as const;
/** In a probe gpt-image-2 returned "low" for "auto". */
const AUTO_QUALITY = "low";

export function checkRequest(input: ProviderInput, served: readonly string[]): CheckedRequest {
	const { operation, source } = input;
	const values = Object.fromEntries(
		Object.entries(input.values).filter(([key, value]) => !(value === null && NULL_IS_OMITTED.includes(key))),
	);
	const { model, rules } = findModel(values.model, served);
	checkNames(Object.keys(values), input, rules);
	const prompt = checkPrompt(values.prompt, rules);
	const files = operation === "edit" && source === "json" ? readJsonImages(values) : input.files;
	const { images, mask } = operation === "edit" ? checkFiles(files) : { images: [], mask: undefined };
	const read = new ValueReader(values, source === "multipart");
	const n = read.integer("n", 1, rules.maxN) ?? 1;
	const size = checkSize(read.text("size"), rules, images[0]?.header);
	const quality = read.choice("quality", rules.qualities) ?? AUTO_QUALITY;
	const outputFormat = (read.choice("output_format", FORMATS) ?? "png") as OutputFormat;
	read.choice("moderation", ["auto", "low"]);
	read.choice("complexity", ["low", "medium", "high"]);
	const partialImages = read.integer("partial_images", 0, 3) ?? 0;
	const isStreamed = read.boolean("stream") ?? false;
	if (read.text("input_fidelity") !== undefined) checkFidelity(read, rules, model);
	const responseFormat =
		read.choice("response_format", ["url", "b64_json"]) ?? (isGptImage(rules) ? "b64_json" : "url");
	return {
		operation,
		model,
		rules,
		prompt,
		n,
		size,
		quality: quality === "auto" ? AUTO_QUALITY : quality,
		background: checkBackground(read, rules, outputFormat),
		outputFormat,
		outputCompression: checkCompression(read, outputFormat),
		responseFormat: responseFormat as "url" | "b64_json",
		images,
		mask,
		isStreamed,
		partialImages,
	};
}

function findModel(model: unknown, served: readonly string[]): { model: string; rules: ModelRules } {
	if (model === undefined || model === null || model === "") throw missingParameter("model");
	if (typeof model !== "string") throw invalidType("model", "a string");
	const rules = MODEL_RULES.find(({ names }) => names.test(model));
	if (!rules || !served.includes(model)) {
		throw imageError(`The model '${model}' does not exist.`, "invalid_value", "model");
	}
	return { model, rules };
}

function checkNames(keys: readonly string[], { files, operation, source }: ProviderInput, rules: ModelRules): void {
	const isJsonEdit = operation === "edit" && source === "json";
	const known = [
		...COMMON,
		...rules.extra,
		...(operation === "edit" ? ["input_fidelity"] : []),
		...(isJsonEdit ? ["images", "mask"] : []),
	];
	const knownFiles = operation === "edit" ? ["image", "image[]", "mask"] : [];
	if (isJsonEdit && keys.includes("image")) {
		throw new ProviderError(
			"Invalid parameter: 'image'. For application/json use 'images' (array).",
			"unknown_parameter",
			"image",
		);
	}
	if (
		operation === "edit" &&
		!isJsonEdit &&
		(keys.includes("images") || files.some(({ field }) => /^images(\[\])?$/.test(field)))
	) {
		throw new ProviderError(
			"Invalid parameter: 'images'. For multipart/form-data use 'image' or 'image[]'.",
			"unknown_parameter",
			"images",
		);
	}
	const unknownKey = keys.find((key) => !known.includes(key));
	if (unknownKey !== undefined) {
		// A picture that is sent as text has a wrong type, not an unknown name.
		if (knownFiles.includes(unknownKey)) throw invalidType(unknownKey, "a file");
		throw unknownParameter(unknownKey);
	}
	const unknownFile = files.find(({ field }) => !knownFiles.includes(field));
	if (unknownFile) {
		throw known.includes(unknownFile.field)
			? invalidType(unknownFile.field, "a value, not a file")
			: unknownParameter(unknownFile.field);
	}
	if (operation === "edit" && !rules.takesEdits) {
		throw unsupportedValue("model", "this model", ["a model that can edit"]);
	}
}

function checkPrompt(prompt: unknown, rules: ModelRules): string {
	if (prompt === undefined) throw missingParameter("prompt");
	if (typeof prompt !== "string") throw invalidType("prompt", "a string");
	if (prompt === "") {
		throw new ProviderError(
			"Invalid 'prompt': empty string. Expected a string with minimum length 1, but got an empty string instead.",
			"empty_string",
			"prompt",
		);
	}
	if ([...prompt].length > rules.maxPrompt) {
		throw new ProviderError(
			`Invalid 'prompt': string too long. Expected a string with maximum length ${rules.maxPrompt}.`,
			"string_above_max_length",
			"prompt",
		);
	}
	return prompt;
}

function checkSize(requested: string | undefined, rules: ModelRules, input: Size | undefined): Size {
	if (rules.sizes === "flexible") {
		if (requested === undefined || requested === "auto") return autoSize(input);
		const size = parseSize(requested);
		const refusal = size ? flexibleSizeRefusal(size) : "Expected WIDTHxHEIGHT, for example 1024x1024, or auto.";
		if (!size || refusal) throw imageError(`Invalid size '${requested}'. ${refusal}`, "invalid_value", "size");
		return size;
	}
	if (requested !== undefined && !rules.sizes.includes(requested))
		throw unsupportedValue("size", requested, rules.sizes);
	const chosen = parseSize(requested ?? "auto");
	if (chosen) return chosen;
	const ratio = input ? input.width / input.height : 1;
	if (!isGptImage(rules) || (ratio > 0.8 && ratio < 1.25)) return { width: 1024, height: 1024 };
	return ratio > 1 ? { width: 1536, height: 1024 } : { width: 1024, height: 1536 };
}

function checkBackground(read: ValueReader, rules: ModelRules, format: OutputFormat): "opaque" | "transparent" {
	if (read.choice("background", ["transparent", "opaque", "auto"]) !== "transparent") return "opaque";
	if (!rules.hasTransparency) {
		throw imageError("Transparent background is not supported for this model.", "invalid_value", "background");
	}
	if (format === "jpeg") {
		throw imageError("Transparent background is not supported for JPEG output format.", "invalid_value", "background");
	}
	return "transparent";
}

function checkCompression(read: ValueReader, format: OutputFormat): number {
	const compression = read.integer("output_compression", 0, 100) ?? 100;
	if (format === "png" && compression < 100) {
		throw imageError(
			"Compression less than 100 is not supported for PNG output format.",
			"invalid_value",
			"output_compression",
		);
	}
	return compression;
}

function checkFidelity(read: ValueReader, rules: ModelRules, model: string): void {
	if (rules.inputFidelity.length === 0) {
		throw imageError(
			`The model '${model}' does not support the 'input_fidelity' parameter.`,
			"invalid_input_fidelity_model",
			"input_fidelity",
		);
	}
	read.choice("input_fidelity", rules.inputFidelity);
}

/** Reads a value by name and throws if its type is wrong. */
class ValueReader {
	constructor(
		private readonly values: Readonly<Record<string, unknown>>,
		private readonly isMultipart: boolean,
	) {}

	text(key: string): string | undefined {
		const value = this.values[key];
		if (value === undefined || typeof value === "string") return value;
		throw invalidType(key, "a string");
	}

	choice(key: string, supported: readonly string[]): string | undefined {
		const value = this.text(key);
		if (value !== undefined && !supported.includes(value)) throw unsupportedValue(key, value, supported);
		return value;
	}

	integer(key: string, min: number, max: number): number | undefined {
		let value = this.values[key];
		if (value === undefined) return undefined;
		if (this.isMultipart && typeof value === "string" && /^-?\d+$/.test(value)) value = Number(value);
		if (typeof value !== "number" || !Number.isInteger(value)) throw invalidType(key, "an integer");
		const bound =
			value < min
				? `below minimum value. Expected a value >= ${min}`
				: `above maximum value. Expected a value <= ${max}`;
		if (value < min || value > max) {
			throw new ProviderError(
				`Invalid '${key}': integer ${bound}, but got ${value} instead.`,
				value < min ? "integer_below_min_value" : "integer_above_max_value",
				key,
			);
		}
		return value;
	}

	boolean(key: string): boolean | undefined {
		const value = this.values[key];
		if (value === undefined || typeof value === "boolean") return value;
		if (this.isMultipart && (value === "true" || value === "false")) return value === "true";
		throw invalidType(key, "a boolean");
	}
}
