// HaloForge Cloud through the SDK's bridge: one call, no progress, no cancelling. Answers come as base64 or as URLs.

import { readImageHeader } from "../../editor/index";
import { encodeBase64 } from "../bytes/base64";
import { sha256Hex } from "../bytes/sha256";
import type { Backend } from "../host/backend";
import { StudioError, toStudioError } from "../host/errors";
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
import { readRejection } from "./refusal";
import type { Difference, Gateway, GatewayHandlers, GatewayRequest, InputPicture, Outcome } from "./types";

export interface ManagedGateway extends Gateway {
	/** What the account has saved, the newest first. */
	listOutputs(limit: number): Promise<CloudOutputList>;
	/** The picture itself, by the page or through the backend. */
	fetchOutput(output: CloudOutput): Promise<Blob>;
	/** Saved outputs that may be the answer to a call which the page did not live to hear. */
	findUnclaimedOutputs(call: UnansweredCall): Promise<CloudOutput[]>;
}

export interface ManagedPorts {
	readonly bridge: ManagedBridge;
	/** For the mask check, and for addresses that the page may not read. */
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
			const answers = await askAll(bridge, request, handlers);
			handlers.onStage("receiving");
			const answered = answers.flatMap(({ pictures }) => pictures);
			const sizes: string[] = [];
			const received = await receive(answered, download, {
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
				...differing(request, sizes),
				assets: answers.reduce((sum, answer) => sum + answer.assets, 0),
			};
		},
	};
}

/** As the backend does it for custom endpoints: by the pictures, not by what was said of them. */
function differing({ params: { size, n } }: GatewayRequest, sizes: readonly string[]): Pick<Outcome, "difference"> {
	const other = size?.includes("x") ? sizes.find((one) => one !== size) : undefined;
	const difference: Difference[] = [
		...(size && other ? [{ field: "size" as const, requested: size, actual: other }] : []),
		...(sizes.length === n ? [] : [{ field: "count" as const, requested: `${n}`, actual: `${sizes.length}` }]),
	];
	return difference.length > 0 ? { difference } : {};
}

/** One call, or one a picture of a model that makes no more; what came of some is not lost with the others. */
async function askAll(bridge: ManagedBridge, request: GatewayRequest, handlers: GatewayHandlers) {
	const { n, model } = request.params;
	const isSplit = n > 1 && modelFamily(model).maxN === 1;
	const each = isSplit ? { ...request, params: { ...request.params, n: 1 } } : request;
	const answers: { readonly pictures: readonly AnsweredImage[]; readonly assets: number }[] = [];
	let failure: StudioError | undefined;
	const call = async (first: number): Promise<void> => {
		try {
			const answer = await ask(bridge, each, () => handlers.onStage("waiting")).catch((error: unknown) => {
				throw readRejection(toStudioError(error, "provider_failed"), request.prompt);
			});
			const pictures = readManagedAnswer(answer, request.prompt);
			answers.push({
				// More than the one that was asked for stands in no other call's place.
				pictures: pictures.map((one) => ({ ...one, index: isSplit ? first + one.index * n : one.index })),
				assets: answer.hf_output_assets?.length ?? 0,
			});
		} catch (error) {
			const told = toStudioError(error);
			failure ??= told;
			if (isSplit) handlers.onPictureFailed?.({ index: first, error: told });
		}
	};
	await Promise.all(Array.from({ length: isSplit ? n : 1 }, (_, first) => call(first)));
	if (failure && answers.length === 0) throw failure;
	return answers;
}

async function ask(bridge: ManagedBridge, request: GatewayRequest, onSent: () => void): Promise<ManagedResult> {
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
	const bytes = new Uint8Array(await blob.arrayBuffer());
	return { field_name: fieldName, file_name: fileName, content_type: blob.type, b64_json: encodeBase64(bytes) };
}

/** Hands over every picture that can be had; rejects only when there was none. */
async function receive(
	answer: readonly AnsweredImage[],
	download: Download,
	handlers: GatewayHandlers,
): Promise<number> {
	const seen = new Set<string>();
	let received = 0;
	let failure: StudioError | undefined;
	for (const answered of answer) {
		const { index, revisedPrompt, savedSha256 } = answered;
		// Saved outputs beyond what was answered may be the same pictures in another order.
		if (savedSha256 && seen.has(savedSha256)) continue;
		const found = await read(answered.sources, download).catch((error: unknown) => {
			failure = toStudioError(error);
			handlers.onPictureFailed?.({ index, error: failure });
			return undefined;
		});
		if (!found) continue;
		const { sha256, ...picture } = found;
		seen.add(sha256);
		await handlers.onPicture({ index, ...picture, ...(revisedPrompt ? { revisedPrompt } : {}) });
		received++;
	}
	if (received === 0) throw failure ?? notAPicture();
	return received;
}

/** The first place that gives a picture; the last one's failure when none does. */
async function read(places: readonly ImageSource[], download: Download) {
	let failure: unknown = notAPicture();
	for (const place of places) {
		try {
			const bytes = "bytes" in place ? place.bytes : new Uint8Array(await (await download(place.url)).arrayBuffer());
			const header = readImageHeader(bytes);
			if (!header) throw notAPicture();
			const { contentType: type, width, height } = header;
			return { blob: new Blob([bytes], { type }), width, height, sha256: await sha256Hex(bytes) };
		} catch (error) {
			failure = error;
		}
	}
	throw failure;
}

const notAPicture = (): StudioError =>
	new StudioError({
		code: "provider_unreadable",
		message: "an answer is not a picture",
		details: { reason: "not_picture" },
	});
