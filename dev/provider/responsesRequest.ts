// Validates requests of the Responses API with the image_generation tool and converts them to image requests. Pure.
import { invalidType, missingParameter, ProviderError, unknownParameter, unsupportedValue } from "./envelope";
import { readPicture } from "./jsonImages";
import { type CheckedRequest, checkRequest } from "./validate";
import type { UploadedFile } from "./validateFiles";

/** Pictures of earlier responses by call id, and call ids by response id. */
export interface EarlierResponses {
	readonly calls: ReadonlyMap<string, UploadedFile>;
	readonly responses: ReadonlyMap<string, readonly string[]>;
}

export interface CheckedResponse {
	readonly model: string;
	readonly tools: readonly unknown[];
	readonly toolChoice: unknown;
	readonly previousId: string | null;
	/** Undefined if the model answers with text only. */
	readonly image: CheckedRequest | undefined;
	readonly isStreamed: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const KNOWN =
	"background conversation include input instructions max_output_tokens max_tool_calls metadata model parallel_tool_calls previous_response_id prompt_cache_key reasoning safety_identifier service_tier store stream stream_options temperature text tool_choice tools top_p truncation user".split(
		" ",
	);
const TOOL_KNOWN =
	"type action background complexity input_fidelity input_image_mask model moderation output_compression output_format partial_images quality size".split(
		" ",
	);
const DEFAULT_TOOL_MODEL = "gpt-image-2";

export function checkResponse(fields: Fields, served: readonly string[], earlier: EarlierResponses): CheckedResponse {
	const model = checkModel(fields.model);
	const unknownKey = Object.keys(fields).find((key) => !KNOWN.includes(key));
	if (unknownKey !== undefined) throw unknownParameter(unknownKey);
	const isStreamed = checkFlag(fields, "stream");
	const tools = checkTools(fields.tools);
	const previousId = typeof fields.previous_response_id === "string" ? fields.previous_response_id : null;
	const input = readInput(fields.input, earlier, previousId);
	const tool = tools.find(({ type }) => type === "image_generation");
	const wanted = tool && allowsImageTool(fields.tool_choice, tools);
	const image = wanted ? checkTool(tool, tools.indexOf(tool), input, isStreamed, served) : undefined;
	return { model, tools, toolChoice: fields.tool_choice ?? "auto", previousId, image, isStreamed };
}

function checkModel(model: unknown): string {
	if (model === undefined || model === null || model === "") throw missingParameter("model");
	if (typeof model !== "string") throw invalidType("model", "a string");
	if (!/^(gpt-[5-9]|o\d)/.test(model)) {
		throw new ProviderError(
			`The requested model '${model}' does not exist.`,
			"model_not_found",
			"model",
			"invalid_request_error",
			404,
		);
	}
	return model;
}

function checkFlag(fields: Fields, key: string): boolean {
	const value = fields[key] ?? false;
	if (typeof value !== "boolean") throw invalidType(key, "a boolean");
	return value;
}

function checkTools(tools: unknown): Fields[] {
	if (tools === undefined || tools === null) return [];
	if (!Array.isArray(tools)) throw invalidType("tools", "an array");
	for (const [index, tool] of tools.entries()) {
		if (typeof tool !== "object" || tool === null) throw invalidType(`tools[${index}]`, "an object");
		if (typeof tool.type !== "string") throw missingParameter(`tools[${index}].type`);
	}
	return tools;
}

/** True if tool_choice allows the image tool. Here "auto" always makes a picture. */
function allowsImageTool(choice: unknown, tools: readonly Fields[]): boolean {
	if (choice === undefined || choice === null || choice === "auto" || choice === "required") return true;
	if (choice === "none") return false;
	const { type, mode, tools: allowed } = (typeof choice === "object" ? choice : {}) as Fields;
	if (type === "allowed_tools") {
		if (mode !== "auto" && mode !== "required")
			throw unsupportedValue("tool_choice.mode", String(mode), ["auto", "required"]);
		return Array.isArray(allowed) && allowed.some((tool) => (tool as Fields).type === "image_generation");
	}
	if (typeof type === "string" && tools.some((tool) => tool.type === type)) return type === "image_generation";
	throw new ProviderError("Invalid 'tool_choice'.", "invalid_value", "tool_choice");
}

function checkTool(
	tool: Fields,
	index: number,
	input: { prompt: string; images: readonly UploadedFile[] },
	isStreamed: boolean,
	served: readonly string[],
): CheckedRequest {
	const at = (key: string): string => `tools[${index}].${key}`;
	const unknownKey = Object.keys(tool).find((key) => !TOOL_KNOWN.includes(key));
	if (unknownKey !== undefined) throw unknownParameter(at(unknownKey));
	const { type: _type, action = "auto", input_image_mask: mask, input_fidelity: fidelity, ...params } = tool;
	if (!["auto", "edit", "generate"].includes(String(action))) {
		throw unsupportedValue(at("action"), String(action), ["auto", "edit", "generate"]);
	}
	const isEdit = action === "edit" || (action === "auto" && input.images.length > 0);
	if (isEdit && input.images.length === 0) {
		throw new ProviderError("An edit needs an image in the input.", "invalid_value", at("action"));
	}
	// The live API fails with a server error for an empty object.
	if (mask && Object.keys(mask).length === 0) {
		throw new ProviderError("The server had an error.", null, null, "server_error", 500);
	}
	if (mask && !isEdit) {
		throw new ProviderError("A mask needs an image to edit.", "invalid_value", at("input_image_mask"));
	}
	const masks = isEdit && mask ? [readPicture(mask, at("input_image_mask"), "mask")] : [];
	try {
		return checkRequest(
			{
				operation: isEdit ? "edit" : "generate",
				source: "tool",
				values: {
					model: DEFAULT_TOOL_MODEL,
					...params,
					...(isEdit && fidelity !== undefined ? { input_fidelity: fidelity } : {}),
					prompt: input.prompt,
					stream: isStreamed,
				},
				files: [...(isEdit ? input.images : []), ...masks],
			},
			served,
		);
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		const param =
			error.param === "size" ? "tools" : error.param && TOOL_KNOWN.includes(error.param) ? at(error.param) : "input";
		throw new ProviderError(error.message, error.code, param, error.type, error.status);
	}
}

/** Returns the joined text and the pictures in order, those of earlier responses first. */
function readInput(input: unknown, earlier: EarlierResponses, previousId: string | null) {
	const images: UploadedFile[] = [];
	if (previousId !== null) {
		const calls = earlier.responses.get(previousId);
		if (!calls) {
			const message = `Previous response with id '${previousId}' not found.`;
			throw new ProviderError(message, "previous_response_not_found", "previous_response_id");
		}
		for (const call of calls) images.push(findEarlierPicture(earlier, call));
	}
	if (input === undefined || input === null) throw missingParameter("input");
	if (typeof input === "string") return { prompt: input, images };
	if (!Array.isArray(input)) throw invalidType("input", "a string or an array");
	const texts: string[] = [];
	for (const [index, item] of (input as Fields[]).entries()) {
		if (item?.type === "image_generation_call") images.push(findEarlierPicture(earlier, String(item.id)));
		else readMessage(item, `input[${index}]`, texts, images);
	}
	return { prompt: texts.join("\n"), images };
}

function readMessage(item: Fields, at: string, texts: string[], images: UploadedFile[]): void {
	const content = item?.content;
	if (typeof content === "string") texts.push(content);
	else if (Array.isArray(content)) {
		for (const [index, part] of (content as Fields[]).entries()) {
			const param = `${at}.content[${index}]`;
			if (part.type === "input_text") texts.push(String(part.text ?? ""));
			else if (part.type === "input_image") images.push(readPicture(part, param, "image"));
			else throw unsupportedValue(`${param}.type`, String(part.type), ["input_text", "input_image", "input_file"]);
		}
	} else throw missingParameter(`${at}.content`);
}

function findEarlierPicture(earlier: EarlierResponses, id: string): UploadedFile {
	const picture = earlier.calls.get(id);
	if (!picture) throw new ProviderError(`Item with id '${id}' not found.`, null, "input", "invalid_request_error", 404);
	return picture;
}

/** Extracts the text of an input that is not validated, for misbehaviours that are set in the prompt. */
export function extractText(input: unknown): string {
	if (typeof input === "string") return input;
	if (Array.isArray(input)) return input.map(extractText).join("\n");
	if (typeof input !== "object" || input === null) return "";
	const { content, text } = input as Fields;
	return typeof text === "string" ? text : extractText(content);
}
