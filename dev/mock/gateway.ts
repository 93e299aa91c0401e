// A mock of the managed gateway for local development: it returns pictures painted in the page, in the host bridge's
// types. Never shipped. It must know nothing of the plugin except the arguments of the bridge.
import type {
	GatewayImageGenerationResult,
	GatewayOutputAsset,
	GatewayOutputAssetList,
	PluginGatewayImageEditRequest,
	PluginGatewayImageRequest,
} from "@haloforge/plugin-sdk";
import { readImageHeader } from "../../editor/codec/header/imageHeader";
import { autoSize, flexibleSizeRefusal, parseSize, type Size } from "../paint/legalSize";
import type { MisbehaviourSpec } from "../provider/misbehave/names";
import { MisbehaviourSet, parsePromptMarks } from "../provider/misbehave/rules";
import { alterAnswer, alterSize, countPictures, describeItem, throwIfRefused } from "./misbehave";
import {
	decodePicture,
	decodeStrictBase64,
	encodePicture,
	type OutputFormat,
	paintEdited,
	paintGenerated,
} from "./pictures";

export interface MockGatewayOptions {
	/** Delay of each response in ms, in addition to the time of painting. */
	delayMs: number;
	/** If set, every call is refused with this message. */
	failWith: string | null;
	/** Misbehaviours of every call; a mark in a prompt, [fake: fewer; url], applies to that call only. */
	how: readonly MisbehaviourSpec[];
}

export interface MockGateway {
	generateImages(pluginId: string, request: PluginGatewayImageRequest): Promise<GatewayImageGenerationResult>;
	editImages(pluginId: string, request: PluginGatewayImageEditRequest): Promise<GatewayImageGenerationResult>;
	listOutputs(pluginId: string, limit?: number): Promise<GatewayOutputAssetList>;
	/** Can be changed at any time; changes apply from the next call. */
	readonly options: MockGatewayOptions;
}

const DEFAULT_MODEL = "gpt-image-2";
const FORMATS: readonly string[] = ["png", "jpeg", "webp"] satisfies OutputFormat[];
type AnyRequest = PluginGatewayImageRequest | PluginGatewayImageEditRequest;

export function createMockGateway(given: Partial<MockGatewayOptions> = {}): MockGateway {
	const options: MockGatewayOptions = { delayMs: 600, failWith: null, how: [], ...given };
	/** Newest first, as in the list of an account. */
	const outputs: GatewayOutputAsset[] = [];

	async function answer(
		endpoint: string,
		request: AnyRequest,
		misbehaviours: MisbehaviourSet,
		paint: (index: number) => OffscreenCanvas,
	): Promise<GatewayImageGenerationResult> {
		const data: NonNullable<GatewayImageGenerationResult["data"]> = [];
		const assets: GatewayOutputAsset[] = [];
		for (let index = 0; index < countPictures(request, misbehaviours); index++) {
			const format = (request.output_format ?? "png") as OutputFormat;
			const blob = await encodePicture(paint(index), format, request.output_compression ?? 100);
			const asset = await describe(blob, endpoint, request.model ?? DEFAULT_MODEL);
			assets.push(asset);
			data.push(await describeItem(blob, asset, request, misbehaviours));
		}
		outputs.unshift(...[...assets].reverse());
		return alterAnswer({ created: Math.floor(Date.now() / 1000), data, hf_output_assets: assets }, misbehaviours);
	}

	async function prepareCall(request: AnyRequest): Promise<MisbehaviourSet> {
		const misbehaviours = new MisbehaviourSet(options.how).with(parsePromptMarks(request.prompt ?? ""));
		if (misbehaviours.has("hang")) await new Promise(() => {});
		await new Promise((resolve) => setTimeout(resolve, options.delayMs + misbehaviours.number("delay", 0)));
		if (options.failWith) throw new Error(options.failWith);
		validateRequest(request);
		throwIfRefused(misbehaviours);
		return misbehaviours;
	}

	return {
		options,
		async generateImages(_pluginId, request) {
			const misbehaviours = await prepareCall(request);
			const size = alterSize(resolveSize(request.size, undefined), misbehaviours);
			return answer("images/generations", request, misbehaviours, (index) =>
				paintGenerated(size, { prompt: request.prompt, index }),
			);
		},
		async editImages(_pluginId, request) {
			const misbehaviours = await prepareCall(request);
			const { pictures, mask } = await decodeInputs(request);
			const size = alterSize(resolveSize(request.size, pictures[0]), misbehaviours);
			return answer("images/edits", request, misbehaviours, (index) =>
				misbehaviours.has("whole")
					? paintGenerated(size, { prompt: request.prompt, index })
					: paintEdited(size, pictures, mask, { prompt: request.prompt, index }),
			);
		},
		async listOutputs(_pluginId, limit = 50) {
			if (options.failWith) throw new Error(options.failWith);
			return { outputs: outputs.slice(0, Math.max(0, limit)) };
		},
	};
}

function validateRequest(request: AnyRequest): void {
	if (typeof request.prompt !== "string" || request.prompt === "") throw new Error("The prompt must not be empty.");
	const n = request.n ?? 1;
	if (!Number.isInteger(n) || n < 1 || n > 10) throw new Error("n must be a whole number from 1 to 10.");
	const format = request.output_format ?? "png";
	if (!FORMATS.includes(format)) throw new Error(`output_format must be one of ${FORMATS.join(", ")}.`);
	const compression = request.output_compression;
	if (compression !== undefined && format === "png") {
		throw new Error("output_compression is for jpeg and webp only.");
	}
	if (compression !== undefined && !(compression >= 0 && compression <= 100)) {
		throw new Error("output_compression must be from 0 to 100.");
	}
	const responseFormat: string = request.response_format ?? "b64_json";
	if (responseFormat !== "url" && responseFormat !== "b64_json") {
		throw new Error("response_format must be url or b64_json.");
	}
}

async function decodeInputs(request: PluginGatewayImageEditRequest) {
	if (!Array.isArray(request.images) || request.images.length === 0) {
		throw new Error("An edit needs at least one image.");
	}
	if (request.images.length > 16) throw new Error("An edit takes at most 16 images.");
	const pictures = await Promise.all(
		request.images.map((image, index) => decodePicture(image.b64_json, `images[${index}]`)),
	);
	const first = pictures[0];
	if (!request.mask || !first) return { pictures, mask: undefined };
	const header = readImageHeader(decodeStrictBase64(request.mask.b64_json, "mask"));
	if (header?.contentType !== "image/png" || !header.hasAlpha) {
		throw new Error("The mask must be a PNG with an alpha channel.");
	}
	const mask = await decodePicture(request.mask.b64_json, "mask");
	if (mask.width !== first.width || mask.height !== first.height) {
		throw new Error(
			`The mask measures ${mask.width}x${mask.height}, its image ${first.width}x${first.height}: they must be equal.`,
		);
	}
	return { pictures, mask };
}

function resolveSize(requested: string | undefined, input: Size | undefined): Size {
	if (requested === undefined || requested === "auto") return autoSize(input);
	const size = parseSize(requested);
	if (!size) throw new Error("size must be WIDTHxHEIGHT or auto.");
	const refusal = flexibleSizeRefusal(size);
	if (refusal) throw new Error(refusal);
	return size;
}

async function describe(blob: Blob, endpoint: string, model: string): Promise<GatewayOutputAsset> {
	const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
	const now = new Date().toISOString();
	const id = crypto.randomUUID();
	return {
		id,
		endpoint,
		model,
		object_ref: `mock/${id}`,
		// The URL is valid as long as the page exists, like the outputs themselves.
		public_url: URL.createObjectURL(blob),
		content_type: blob.type,
		size_bytes: blob.size,
		checksum_sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
		source: "mock",
		status: "stored",
		created_at: now,
		updated_at: now,
	};
}
