// Texts of other programs in a picture file: the prompt and the settings as they wrote them. Pure.
import type { PictureTexts } from "../../editor/pictureTexts";
import { isObject, parseJson } from "./foreignJson";

/** As its name is written everywhere. */
export type OtherTool = "Stable Diffusion web UI" | "ComfyUI" | "InvokeAI" | "XMP";

export interface ForeignRecord {
	readonly tool: OtherTool;
	readonly prompt: string;
	readonly negativePrompt?: string;
	/** In the program's own words and order. */
	readonly settings: readonly (readonly [name: string, value: string])[];
}

/** null: the file says nothing that is understood. */
export function readForeignRecord({ texts, xmp }: Pick<PictureTexts, "texts" | "xmp">): ForeignRecord | null {
	return (
		readInvoke(texts.get("invokeai_metadata") ?? texts.get("sd-metadata")) ??
		// ComfyUI extensions write "parameters", too, which has the prompt in order.
		readParameters(texts.get("parameters"), texts.has("workflow")) ??
		readComfy(texts.get("prompt")) ??
		readXmp(xmp)
	);
}

/** The names of settings that tell a line of settings from a prompt that has colons. */
const KNOWN_SETTINGS = /\b(Steps|Sampler|Seed|Size|Model|CFG scale): /;
const SETTING = /\s*([\w /-]+):\s*("(?:\\.|[^"\\])*"|[^,]*)(?:,|$)/g;

function readParameters(text: string | undefined, isComfy: boolean): ForeignRecord | null {
	if (text === undefined || text.trim() === "") return null;
	const lines = text.split("\n");
	const last = lines.at(-1) ?? "";
	const hasSettings = KNOWN_SETTINGS.test(last);
	const body = (hasSettings ? lines.slice(0, -1) : lines).join("\n");
	const [prompt = "", negative] = body.split(/^Negative prompt: ?/m);
	return {
		tool: isComfy ? "ComfyUI" : "Stable Diffusion web UI",
		prompt: prompt.trim(),
		...(negative === undefined ? {} : { negativePrompt: negative.trim() }),
		settings: hasSettings
			? [...last.matchAll(SETTING)].map(([, name = "", value = ""]) => [name.trim(), unquote(value)])
			: [],
	};
}

function unquote(value: string): string {
	const unquoted = value.startsWith('"') ? parseJson(value) : undefined;
	return typeof unquoted === "string" ? unquoted : value.trim();
}

function readInvoke(text: string | undefined): ForeignRecord | null {
	const value = text === undefined ? undefined : parseJson(text);
	if (!isObject(value)) return null;
	// Before version 3 everything was inside "image".
	const source = isObject(value.image) ? value.image : value;
	const prompt = source.positive_prompt ?? firstPrompt(source.prompt);
	if (typeof prompt !== "string") return null;
	const { negative_prompt: negative } = source;
	const model = isObject(source.model) ? (source.model.name ?? source.model.model_name) : (source.model ?? value.model);
	const rest = ["width", "height", "seed", "steps", "cfg_scale", "scheduler", "generation_mode"].map(
		(name) => [name, source[name]] as const,
	);
	return {
		tool: "InvokeAI",
		prompt,
		...(typeof negative === "string" && negative !== "" ? { negativePrompt: negative } : {}),
		settings: [["model", model] as const, ...rest].flatMap(([name, one]) =>
			typeof one === "string" || typeof one === "number" ? [[name, String(one)] as const] : [],
		),
	};
}

const firstPrompt = (prompt: unknown): unknown =>
	Array.isArray(prompt) ? (isObject(prompt[0]) ? prompt[0].prompt : prompt[0]) : prompt;

/** A graph of nodes by id. Its texts are those of the nodes that encode text. */
function readComfy(text: string | undefined): ForeignRecord | null {
	const graph = text === undefined ? undefined : parseJson(text);
	if (!isObject(graph)) return null;
	const nodes = Object.values(graph).flatMap((node) =>
		isObject(node) && typeof node.class_type === "string" && isObject(node.inputs)
			? [{ type: node.class_type, inputs: node.inputs }]
			: [],
	);
	const sampler = nodes.find(({ type }) => type.includes("Sampler"));
	const textOf = (link: unknown): string | undefined => {
		const node = Array.isArray(link) ? graph[String(link[0])] : undefined;
		const written = isObject(node) && isObject(node.inputs) ? (node.inputs.text ?? node.inputs.value) : undefined;
		return typeof written === "string" ? written : Array.isArray(written) ? textOf(written) : undefined;
	};
	const encoded = nodes.flatMap(({ type, inputs }) =>
		/TextEncode|Prompt/.test(type) && typeof inputs.text === "string" ? [inputs.text] : [],
	);
	const prompt = textOf(sampler?.inputs.positive) ?? encoded[0];
	if (prompt === undefined) return null;
	const negative = textOf(sampler?.inputs.negative);
	const found = (name: string) =>
		nodes.map(({ inputs }) => inputs[name]).find((one) => typeof one !== "object" && one !== undefined);
	const settings = ["ckpt_name", "unet_name", "seed", "noise_seed", "steps", "cfg", "sampler_name", "width", "height"];
	return {
		tool: "ComfyUI",
		prompt,
		...(negative === undefined || negative === "" ? {} : { negativePrompt: negative }),
		settings: settings.flatMap((name) => {
			const value = found(name);
			return value === undefined ? [] : [[name, String(value)] as const];
		}),
	};
}

/** A description alone, as photo programs write it. */
function readXmp(xmp: string | undefined): ForeignRecord | null {
	const description = xmp && /<dc:description>[\s\S]*?<rdf:li[^>]*>([\s\S]*?)<\/rdf:li>/.exec(xmp)?.[1];
	if (!description || description.trim() === "") return null;
	return { tool: "XMP", prompt: unescapeXml(description.trim()), settings: [] };
}

function unescapeXml(text: string): string {
	const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
	return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? "");
}
