// How the mock gateway misbehaves: the ways of the fake server (../provider/misbehave/names) that a bridge can have too.
import type {
	GatewayImageGenerationResult,
	GatewayOutputAsset,
	PluginGatewayImageEditRequest,
	PluginGatewayImageRequest,
} from "@haloforge/plugin-sdk";
import { parseSize, type Size } from "../paint/legalSize";
import type { Conduct } from "../provider/misbehave/rules";
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

/** Rejects as hosts do: with an Error, a string, an object, the provider's own JSON inside a sentence. */
export function refuseAsTold(conduct: Conduct): void {
	if (conduct.has("500")) throw new Error("The gateway failed: HTTP 500: The server had an error.");
	if (conduct.has("429")) throw new Error("The gateway failed: HTTP 429: Too many requests. Please try again in 12s.");
	if (conduct.has("html-502")) throw new Error("The gateway failed: HTTP 502: <html><h1>502 Bad Gateway</h1></html>");
	if (conduct.has("error-string")) throw "The gateway has no channel for this model.";
	if (conduct.has("error-message")) throw { message: "The gateway has no channel for this model." };
	if (conduct.has("moderation")) throw `The gateway failed: HTTP 400: ${JSON.stringify(MODERATION)}`;
	if (conduct.has("moderation-451")) throw MODERATION;
}

export const countPictures = ({ n = 1 }: AnyRequest, conduct: Conduct): number =>
	conduct.has("fewer") ? Math.max(1, conduct.number("fewer", n - 1)) : n;

export function twistSize(size: Size, conduct: Conduct): Size {
	if (conduct.has("ratio")) return size.width === size.height ? { width: 1536, height: 1024 } : square(size);
	return conduct.has("size") ? (parseSize(conduct.text("size", "1254x1254")) ?? size) : size;
}

const square = ({ width, height }: Size): Size => ({ width: Math.min(width, height), height: Math.min(width, height) });

export async function describeItem(
	blob: Blob,
	asset: GatewayOutputAsset,
	{ response_format }: AnyRequest,
	conduct: Conduct,
): Promise<Item> {
	// The page may not read it; to an <img> it would show.
	if (conduct.has("url-other-host")) return { url: "https://outputs.invalid/picture.png" };
	if (conduct.has("url") || response_format === "url") return { url: asset.public_url };
	const base64 = conduct.has("not-a-picture") ? btoa("<html>not a picture</html>") : await encodeBlobBase64(blob);
	const dataUrl = `data:${blob.type};base64,${base64}`;
	if (conduct.has("data-url-in-url")) return { url: dataUrl };
	const b64_json = conduct.has("data-url") ? dataUrl : conduct.has("bad-base64") ? "%%% not base64 %%%" : base64;
	return conduct.has("empty-strings") ? { url: "", b64_json, revised_prompt: "" } : { b64_json };
}

export function twistAnswer(answer: GatewayImageGenerationResult, conduct: Conduct): GatewayImageGenerationResult {
	if (conduct.has("empty-data")) return { created: 0, data: [] };
	if (conduct.has("error-200")) return { error: MODERATION.error } as GatewayImageGenerationResult;
	if (conduct.has("assets-only")) return { created: 0, data: [], hf_output_assets: answer.hf_output_assets ?? [] };
	// Without a saved copy nothing makes up for what cannot be read.
	const isBroken = conduct.names.some((name) => /^(not-a-picture|bad-base64|url-other-host)$/.test(name));
	return isBroken ? { ...answer, hf_output_assets: [] } : answer;
}
