// The managed gateway: HaloForge Cloud through the SDK's bridge. One call without progress or cancellation; images
// arrive as base64 or as URLs.

import { encodeBlobBase64 } from "../bytes/base64";
import { sha256Hex } from "../bytes/sha256";
import type { Backend } from "../host/backend";
import { type StudioError, toStudioError } from "../host/errors";
import type { ManagedBridge, ManagedFile, ManagedResult } from "../host/gateway";
import { dropUnsupportedParams } from "./capabilities";
import { createDownload, type Download } from "./download";
import {
	type CloudOutput,
	type CloudOutputList,
	findUnclaimedOutputs,
	listCloudOutputs,
	type UnansweredCall,
} from "./listCloudOutputs";
import { type AnsweredImage, type ImageSource, readManagedAnswer } from "./managedAnswer";
import { checkMask, checkPictures } from "./maskCheck";
import { modelFamily } from "./models";
import { notAPicture, readFirstIntact } from "./receivedImage";
import { readRejection } from "./refusal";
import type { Difference, Gateway, GatewayHandlers, GatewayRequest, InputPicture, Outcome } from "./types";

export interface ManagedGateway extends Gateway {
	/** Outputs that the account has saved, newest first. */
	listOutputs(limit: number): Promise<CloudOutputList>;
	/** Downloads the image, in the page or through the backend. */
	fetchOutput(output: CloudOutput): Promise<Blob>;
	/** Saved outputs that may belong to a call whose answer did not reach the page. */
	findUnclaimedOutputs(call: UnansweredCall): Promise<CloudOutput[]>;
}

export interface ManagedPorts {
	readonly bridge: ManagedBridge;
	/** For the mask check, and for URLs that CORS forbids the page to read. */
	readonly backend: Backend;
	readonly fetchPicture?: Download;
	readonly now?: () => number;
}

export function createManagedGateway({
	bridge,
	backend,
	fetchPicture,
	now = () => performance.now(),
}: ManagedPorts): ManagedGateway {
	const download = createDownload(backend, fetchPicture);
	return {
		kind: "managed",
		listOutputs: (limit) => listCloudOutputs(bridge, limit),
		fetchOutput: ({ url }) => download(url),
		findUnclaimedOutputs: (call) => findUnclaimedOutputs(bridge, call),
		async run(request: GatewayRequest, handlers: GatewayHandlers): Promise<Outcome> {
			const startedAt = now();
			const [target] = request.images;
			await checkPictures(request.images);
			if (request.editMask && target) {
				handlers.onStage("checking");
				await checkMask(target, request.editMask, request.allowEverything ?? false, backend);
			}
			handlers.onStage("sending");
			const answers = await sendAll(bridge, request, handlers);
			handlers.onStage("receiving");
			const answered = answers.flatMap(({ pictures }) => pictures);
			const sizes: string[] = [];
			const received = await deliver(answered, download, {
				...handlers,
				onPicture(picture) {
					sizes.push(`${picture.width}x${picture.height}`);
					return handlers.onPicture(picture);
				},
			});
			const requested = request.params.n;
			return {
				requested,
				received,
				actual: {},
				elapsedMs: Math.round(now() - startedAt),
				...findDifferences(request, sizes),
				assets: answers.reduce((sum, answer) => sum + answer.assets, 0),
			};
		},
	};
}

/** Compares the images themselves with the request, as the backend does for custom endpoints. */
function findDifferences(
	{ params: { size, n } }: GatewayRequest,
	sizes: readonly string[],
): Pick<Outcome, "difference"> {
	const differentSize = size?.includes("x") ? sizes.find((one) => one !== size) : undefined;
	const difference: Difference[] = [
		...(size && differentSize ? [{ field: "size" as const, requested: size, actual: differentSize }] : []),
		...(sizes.length === n ? [] : [{ field: "count" as const, requested: `${n}`, actual: `${sizes.length}` }]),
	];
	return difference.length > 0 ? { difference } : {};
}

/** One call, or one per image if the model makes only one; a failed call does not affect the others. */
async function sendAll(bridge: ManagedBridge, request: GatewayRequest, handlers: GatewayHandlers) {
	const { n, model } = request.params;
	const isSplit = n > 1 && modelFamily(model).maxN === 1;
	const perCall = isSplit ? { ...request, params: { ...request.params, n: 1 } } : request;
	const answers: { readonly pictures: readonly AnsweredImage[]; readonly assets: number }[] = [];
	let failure: StudioError | undefined;
	const call = async (first: number): Promise<void> => {
		try {
			const answer = await send(bridge, perCall, () => handlers.onStage("waiting")).catch((error: unknown) => {
				throw readRejection(toStudioError(error, "provider_failed"), request.prompt);
			});
			const pictures = readManagedAnswer(answer, request.prompt);
			answers.push({
				// Surplus images of a call get indices that no other call uses.
				pictures: pictures.map((one) => ({ ...one, index: isSplit ? first + one.index * n : one.index })),
				assets: answer.hf_output_assets?.length ?? 0,
			});
		} catch (error) {
			const callFailure = toStudioError(error);
			failure ??= callFailure;
			if (isSplit) handlers.onPictureFailed?.({ index: first, error: callFailure });
		}
	};
	await Promise.all(Array.from({ length: isSplit ? n : 1 }, (_, first) => call(first)));
	if (failure && answers.length === 0) throw failure;
	return answers;
}

async function send(bridge: ManagedBridge, request: GatewayRequest, onSent: () => void): Promise<ManagedResult> {
	const { model, size, quality, n, outputFormat, outputCompression, moderation } = dropUnsupportedParams(
		request.params,
	);
	const common = {
		model,
		prompt: request.prompt,
		n,
		...(size ? { size } : {}),
		...(quality ? { quality } : {}),
		...(outputFormat ? { output_format: outputFormat } : {}),
		...(outputCompression === undefined ? {} : { output_compression: outputCompression }),
		...(moderation ? { moderation } : {}),
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
	const b64_json = await encodeBlobBase64(blob);
	return { field_name: fieldName, file_name: fileName, content_type: blob.type, b64_json };
}

/** Delivers every image that can be read; rejects only if there is none. */
async function deliver(
	answer: readonly AnsweredImage[],
	download: Download,
	handlers: GatewayHandlers,
): Promise<number> {
	const readBytes = async (source: ImageSource): Promise<Uint8Array<ArrayBuffer>> =>
		"bytes" in source ? source.bytes : new Uint8Array(await (await download(source.url)).arrayBuffer());
	const seen = new Set<string>();
	let received = 0;
	let failure: StudioError | undefined;
	for (const answered of answer) {
		const { index, revisedPrompt, savedSha256 } = answered;
		// Additional saved outputs may be the same images in another order.
		if (savedSha256 && seen.has(savedSha256)) continue;
		const found = await readFirstIntact(answered.sources, readBytes).catch((error: unknown) => {
			failure = toStudioError(error);
			handlers.onPictureFailed?.({ index, error: failure });
			return undefined;
		});
		if (!found) continue;
		const { blob, width, height } = found;
		seen.add(await sha256Hex(new Uint8Array(await blob.arrayBuffer())));
		await handlers.onPicture({ index, blob, width, height, ...(revisedPrompt ? { revisedPrompt } : {}) });
		received++;
	}
	if (received === 0) throw failure ?? notAPicture();
	return received;
}
