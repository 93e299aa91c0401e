// The misbehaviours of the mock gateway: those of the fake server (../provider/misbehave/names) that also apply to a
// bridge.
import type {
	GatewayImageGenerationResult,
	GatewayOutputAsset,
	PluginGatewayImageEditRequest,
	PluginGatewayImageRequest,
} from "@haloforge/plugin-sdk";
import { parseSize, type Size } from "../paint/legalSize";
import type { MisbehaviourSet } from "../provider/misbehave/rules";
import { encodeBlobBase64 } from "./pictures";

type AnyRequest = PluginGatewayImageRequest | PluginGatewayImageEditRequest;
type Item = NonNullable<GatewayImageGenerationResult["data"]>[number];

const MODERATION = {
	error: {
		message: "Your request was rejected by the safety system.",
		type: "image_generation_user_error",
		code: "moderation_blocked",
		moderation_details: { moderation_stage: "output", categories: ["violence"] },
	},
};

/** Throws in the forms that hosts use: an Error, a string, an object, the provider's JSON inside a message. */
export function throwIfRefused(misbehaviours: MisbehaviourSet): void {
	if (misbehaviours.has("500")) throw new Error("The gateway failed: HTTP 500: The server had an error.");
	if (misbehaviours.has("429"))
		throw new Error("The gateway failed: HTTP 429: Too many requests. Please try again in 12s.");
	if (misbehaviours.has("html-502"))
		throw new Error("The gateway failed: HTTP 502: <html><h1>502 Bad Gateway</h1></html>");
	if (misbehaviours.has("error-string")) throw "The gateway has no channel for this model.";
	if (misbehaviours.has("error-message")) throw { message: "The gateway has no channel for this model." };
	if (misbehaviours.has("moderation")) throw `The gateway failed: HTTP 400: ${JSON.stringify(MODERATION)}`;
	if (misbehaviours.has("moderation-451")) throw MODERATION;
}

export const countPictures = ({ n = 1 }: AnyRequest, misbehaviours: MisbehaviourSet): number =>
	misbehaviours.has("fewer") ? Math.max(1, misbehaviours.number("fewer", n - 1)) : n;

export function alterSize(size: Size, misbehaviours: MisbehaviourSet): Size {
	if (misbehaviours.has("ratio")) return size.width === size.height ? { width: 1536, height: 1024 } : square(size);
	return misbehaviours.has("size") ? (parseSize(misbehaviours.text("size", "1254x1254")) ?? size) : size;
}

const square = ({ width, height }: Size): Size => ({ width: Math.min(width, height), height: Math.min(width, height) });

export async function describeItem(
	blob: Blob,
	asset: GatewayOutputAsset,
	{ response_format }: AnyRequest,
	misbehaviours: MisbehaviourSet,
): Promise<Item> {
	// The page cannot read this URL with fetch; an <img> could show it.
	if (misbehaviours.has("url-other-host")) return { url: "https://outputs.invalid/picture.png" };
	if (misbehaviours.has("url") || response_format === "url") return { url: asset.public_url };
	const base64 = misbehaviours.has("not-a-picture") ? btoa("<html>not a picture</html>") : await encodeBlobBase64(blob);
	const dataUrl = `data:${blob.type};base64,${base64}`;
	if (misbehaviours.has("data-url-in-url")) return { url: dataUrl };
	const b64_json = misbehaviours.has("data-url")
		? dataUrl
		: misbehaviours.has("bad-base64")
			? "%%% not base64 %%%"
			: base64;
	return misbehaviours.has("empty-strings") ? { url: "", b64_json, revised_prompt: "" } : { b64_json };
}

export function alterAnswer(
	answer: GatewayImageGenerationResult,
	misbehaviours: MisbehaviourSet,
): GatewayImageGenerationResult {
	if (misbehaviours.has("empty-data")) return { created: 0, data: [] };
	if (misbehaviours.has("error-200")) return { error: MODERATION.error } as GatewayImageGenerationResult;
	if (misbehaviours.has("assets-only"))
		return { created: 0, data: [], hf_output_assets: answer.hf_output_assets ?? [] };
	// Without saved outputs the studio cannot replace a picture that cannot be read.
	const isBroken = misbehaviours.names.some((name) => /^(not-a-picture|bad-base64|url-other-host)$/.test(name));
	return isBroken ? { ...answer, hf_output_assets: [] } : answer;
}
