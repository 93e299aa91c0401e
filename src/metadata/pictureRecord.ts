// The record that an exported picture carries: the request it was made with, as far as another person or machine may know
// it. It never holds an address, a key or a profile. Pure.
import type { TaskParams, TaskRecord } from "../library/records";
import { isObject, parseJson } from "./foreignJson";

/** One request, and the output that the picture shows. */
export interface RecordedTask {
	readonly id: string;
	/** ms since 1970. */
	readonly createdAt: number;
	readonly operation: TaskRecord["operation"];
	/** As the user wrote it. */
	readonly prompt: string;
	/** The text that was sent, if it differs. */
	readonly sentPrompt?: string;
	/** The provider's wording of the prompt. */
	readonly revisedPrompt?: string;
	readonly params: TaskParams;
	readonly gateway: TaskRecord["gateway"];
	readonly actual?: TaskRecord["actual"];
	/** SHA-256 of the images that were sent. */
	readonly target?: string;
	readonly references: readonly string[];
	/** SHA-256 of the output as it was received. */
	readonly output?: string;
}

export interface PictureRecord {
	readonly version: 1;
	/** The program and its version. */
	readonly program: string;
	/** The latest first: the request of the picture, or of the last edit, then those that it is based on. */
	readonly tasks: readonly [RecordedTask, ...RecordedTask[]];
	/** By choice: the mask PNG of the first task as base64; alpha 0 = edit. */
	readonly mask?: string;
	/** By choice: the editor's plan of the first task's edit. */
	readonly plan?: unknown;
}

/** `index`: the output's index in the provider's answer. */
export function recordTask(task: TaskRecord, index: number | undefined): RecordedTask {
	const { id, createdAt, operation, prompt, sentPrompt, params, gateway, actual, inputs } = task;
	const output = task.outputs.find((one) => one.index === index) ?? task.outputs[0];
	return {
		...{ id, createdAt, operation, prompt, params, gateway },
		...(sentPrompt === undefined ? {} : { sentPrompt }),
		...(output?.revisedPrompt === undefined ? {} : { revisedPrompt: output.revisedPrompt }),
		...(actual === undefined ? {} : { actual }),
		...(inputs.target === undefined ? {} : { target: inputs.target }),
		references: inputs.references,
		...(output === undefined ? {} : { output: output.image }),
	};
}

/** Bounds what a foreign file can put into the library. */
const MAX_TASKS = 1000;

/** null: the text is no record that this version can read. */
export function parseRecord(text: string): PictureRecord | null {
	const value = parseJson(text);
	if (!isObject(value) || value.version !== 1 || !Array.isArray(value.tasks)) return null;
	const [first, ...rest] = value.tasks.slice(0, MAX_TASKS).flatMap(parseTask);
	if (first === undefined) return null;
	return {
		version: 1,
		program: typeof value.program === "string" ? value.program : "",
		tasks: [first, ...rest],
		...(typeof value.mask === "string" ? { mask: value.mask } : {}),
		...(isObject(value.plan) ? { plan: value.plan } : {}),
	};
}

function parseTask(value: unknown): RecordedTask[] {
	if (!isObject(value)) return [];
	const { id, createdAt, operation, prompt, gateway, params } = value;
	const text = (name: string) => (typeof value[name] === "string" ? { [name]: value[name] } : {});
	const isKnown = typeof id === "string" && typeof createdAt === "number" && typeof prompt === "string";
	const known = (["generate", "edit"] as const).find((one) => one === operation);
	if (!isKnown || known === undefined || !isObject(params) || typeof params.model !== "string") return [];
	const { references } = value;
	return [
		{
			...{ id, createdAt, prompt, operation: known, gateway: gateway === "managed" ? "managed" : "custom" },
			params: parseParams(params, params.model),
			...text("sentPrompt"),
			...text("revisedPrompt"),
			...text("target"),
			...text("output"),
			...(isObject(value.actual) ? { actual: onlyTexts(value.actual) } : {}),
			references: Array.isArray(references) ? references.filter((one) => typeof one === "string") : [],
		},
	];
}

const PARAM_TEXTS = ["size", "quality", "background", "moderation"] as const;

function parseParams(params: Readonly<Record<string, unknown>>, model: string): TaskParams {
	const { n, outputFormat, outputCompression, inputFidelity } = params;
	const format = (["png", "jpeg", "webp"] as const).find((one) => one === outputFormat);
	const fidelity = (["low", "high"] as const).find((one) => one === inputFidelity);
	return {
		...Object.fromEntries(
			PARAM_TEXTS.flatMap((name) => (typeof params[name] === "string" ? [[name, params[name]]] : [])),
		),
		model,
		n: typeof n === "number" && n >= 1 && n <= 10 ? Math.floor(n) : 1,
		...(format === undefined ? {} : { outputFormat: format }),
		...(typeof outputCompression === "number" ? { outputCompression } : {}),
		...(fidelity === undefined ? {} : { inputFidelity: fidelity }),
	};
}

function onlyTexts(value: Readonly<Record<string, unknown>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
	);
}
