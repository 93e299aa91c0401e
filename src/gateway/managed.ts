// HaloForge Cloud through the SDK's bridge: one call, no progress, no cancelling. Answers come as base64 or as URLs.
import { decodeBase64, encodeBase64 } from "../bytes/base64";
import { readImageHeader } from "../bytes/imageHeader";
import type { Backend } from "../host/backend";
import { StudioError } from "../host/errors";
import type { ManagedBridge, ManagedFile, ManagedResult } from "../host/gateway";
import { checkMask } from "./maskCheck";
import type { Gateway, GatewayHandlers, GatewayRequest, InputPicture, Outcome, ReceivedPicture } from "./types";

export interface ManagedPorts {
	readonly bridge: ManagedBridge;
	/** For the mask check only. */
	readonly backend: Backend;
	readonly fetchPicture?: (url: string) => Promise<Blob>;
	readonly now?: () => number;
}

export function createManagedGateway({
	bridge,
	backend,
	fetchPicture = fetchBlob,
	now = () => performance.now(),
}: ManagedPorts): Gateway {
	return {
		kind: "managed",
		async run(request: GatewayRequest, handlers: GatewayHandlers): Promise<Outcome> {
			const startedAt = now();
			const [target] = request.images;
			if (request.editMask && target) {
				handlers.onStage("checking");
				await checkMask(target, request.editMask, request.allowEverything ?? false, backend);
			}
			handlers.onStage("sending");
			const answer = await ask(bridge, request, () => handlers.onStage("waiting"));
			handlers.onStage("receiving");
			const received = await receive(answer, fetchPicture, (picture) => handlers.onPicture(picture));
			return {
				requested: request.params.n,
				received,
				actual: {},
				elapsedMs: Math.round(now() - startedAt),
				assets: answer.hf_output_assets?.length ?? 0,
			};
		},
	};
}

async function ask(bridge: ManagedBridge, request: GatewayRequest, onSent: () => void): Promise<ManagedResult> {
	const { model, size, quality, n } = request.params;
	const common = {
		model,
		prompt: request.prompt,
		n,
		...(size ? { size } : {}),
		...(quality ? { quality } : {}),
		...(request.isBase64Wanted ? { response_format: "b64_json" as const } : {}),
	};
	if (request.operation === "generate") {
		onSent();
		return bridge.generateImages(common);
	}
	const images = await Promise.all(request.images.map((picture) => toFile("image", picture)));
	const mask = request.editMask ? { mask: await toFile("mask", request.editMask) } : {};
	onSent();
	return bridge.editImages({ ...common, images, ...mask });
}

async function toFile(fieldName: string, { blob, fileName }: InputPicture): Promise<ManagedFile> {
	const bytes = new Uint8Array(await blob.arrayBuffer());
	return { field_name: fieldName, file_name: fileName, content_type: blob.type, b64_json: encodeBase64(bytes) };
}

/** Hands over every picture that can be had; rejects only when there was none. */
async function receive(
	answer: ManagedResult,
	fetchPicture: (url: string) => Promise<Blob>,
	onPicture: (picture: ReceivedPicture) => Promise<void>,
): Promise<number> {
	const listed: readonly ManagedItem[] = Array.isArray(answer?.data) ? answer.data : [];
	const items: readonly ManagedItem[] =
		listed.length > 0 ? listed : (answer?.hf_output_assets ?? []).map((asset) => ({ url: asset.public_url }));
	let received = 0;
	let failure = new StudioError({ code: "provider_unreadable", message: "the answer holds no picture" });
	for (const [index, item] of items.entries()) {
		const found = await read(item, fetchPicture).catch((error: unknown) => {
			failure = error instanceof StudioError ? error : failure;
			return undefined;
		});
		if (!found) continue;
		await onPicture({ index, ...found, ...(item.revised_prompt ? { revisedPrompt: item.revised_prompt } : {}) });
		received++;
	}
	if (received === 0) throw failure;
	return received;
}

interface ManagedItem {
	readonly b64_json?: string;
	readonly url?: string;
	readonly revised_prompt?: string;
}

async function read(item: ManagedItem, fetchPicture: (url: string) => Promise<Blob>) {
	// Some gateways put a data URL where base64 or an address belongs, or send empty strings beside the other.
	const text = item.b64_json || (item.url?.startsWith("data:") ? item.url : "");
	const bytes = text ? decodeBase64(text) : await download(item.url, fetchPicture);
	const header = bytes ? readImageHeader(bytes) : undefined;
	if (!bytes || !header) throw new StudioError({ code: "provider_unreadable", message: "an answer is not a picture" });
	return { blob: new Blob([bytes], { type: header.contentType }), width: header.width, height: header.height };
}

async function download(url: string | undefined, fetchPicture: (url: string) => Promise<Blob>) {
	if (!url || !/^https?:\/\//i.test(url)) return undefined;
	try {
		return new Uint8Array(await (await fetchPicture(url)).arrayBuffer());
	} catch {
		throw new StudioError({ code: "result_unreachable", message: "the result's address could not be read" });
	}
}

async function fetchBlob(url: string): Promise<Blob> {
	const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
	if (!response.ok) throw new Error(`status ${response.status}`);
	return response.blob();
}
