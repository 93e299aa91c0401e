// The custom gateway: sends requests through the backend, as jobs that outlive the page. Images are transferred by
// SHA-256.
import type { Backend } from "../host/backend";
import type { JobEvent, JobOutcome, JobRequest } from "../host/contract";
import { StudioError, toStudioError } from "../host/errors";
import { dropUnsupportedParams } from "./capabilities";
import type {
	ChildOutcome,
	Gateway,
	GatewayHandlers,
	GatewayRequest,
	InputPicture,
	Outcome,
	RequestParams,
} from "./types";

export interface CustomGateway extends Gateway {
	/** Follows an existing job, running or finished, after a reload. */
	resume(jobId: string, handlers: GatewayHandlers, signal: AbortSignal): Promise<Outcome>;
}

/** Resolves after `ms`, or immediately when the signal is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

const FIRST_POLL_MS = 150;
const MAX_POLL_MS = 1000;
/** A host that is busy for a moment must not fail a job. */
const MAX_POLL_FAILURES = 5;

export function createCustomGateway(backend: Backend, wait: Wait = waitByTimer): CustomGateway {
	async function run(request: GatewayRequest, handlers: GatewayHandlers, signal: AbortSignal): Promise<Outcome> {
		handlers.onStage("sending");
		const { images, editMask, markup } = request;
		await upload([...images, ...(editMask ? [editMask] : []), ...(markup ? [markup] : [])], handlers, signal);
		if (signal.aborted) throw cancelled();
		const jobId = await backend.submit(toJobRequest(request));
		await handlers.onJob?.(jobId);
		return resume(jobId, handlers, signal);
	}

	async function upload(
		pictures: readonly InputPicture[],
		handlers: GatewayHandlers,
		signal: AbortSignal,
	): Promise<void> {
		const total = pictures.reduce((sum, { blob }) => sum + blob.size, 0);
		let before = 0;
		for (const { sha256, blob } of pictures) {
			if (signal.aborted) throw cancelled();
			const onSent = (bytes: number) => handlers.onUpload?.({ sent: before + bytes, total });
			try {
				await backend.putBlob(sha256, blob, { signal, onSent });
			} catch (error) {
				throw signal.aborted ? cancelled() : error;
			}
			before += blob.size;
		}
	}

	async function resume(jobId: string, handlers: GatewayHandlers, signal: AbortSignal): Promise<Outcome> {
		let after = 0;
		let pause = FIRST_POLL_MS;
		let failures = 0;
		let isCancelSent = false;
		const unread: UnreadImages = { lost: [] };
		handlers.onStage("waiting");
		for (;;) {
			if (signal.aborted && !isCancelSent) {
				isCancelSent = true;
				pause = FIRST_POLL_MS;
				// If cancelling fails the job runs on, and its outcome still arrives by polling.
				await backend.cancel(jobId).catch(() => false);
			}
			const answer = await backend.poll(jobId, after).catch((error: unknown) => {
				const failure = toStudioError(error);
				if (failure.code === "job_unknown" || ++failures >= MAX_POLL_FAILURES) throw failure;
				return undefined;
			});
			if (answer) {
				failures = 0;
				for (const event of withoutStalePartials(answer.events)) {
					after = Math.max(after, event.seq);
					const outcome = await handleEvent(event, handlers, unread);
					if (outcome) return withLostImages(toOutcome(outcome), unread.lost);
				}
				if (answer.state === "interrupted") {
					handlers.onEnded?.();
					throw new StudioError({ code: "interrupted", message: "the job was cut off" });
				}
				if (answer.state !== "running" && answer.events.length === 0) {
					throw new StudioError({ code: "internal", message: `the job is ${answer.state} without an outcome` });
				}
			}
			// After a cancel the aborted signal would end every pause immediately.
			await wait(pause, isCancelSent ? NEVER : signal);
			pause = Math.min(pause * 1.5, MAX_POLL_MS);
		}
	}

	/** Returns the outcome if the event ends the job. An image that cannot be read does not withhold the others. */
	async function handleEvent(
		event: JobEvent,
		handlers: GatewayHandlers,
		unread: UnreadImages,
	): Promise<JobOutcome | undefined> {
		switch (event.type) {
			case "started":
				return undefined;
			case "image": {
				handlers.onStage("receiving");
				const { sha256, content_type, width, height, revised_prompt, actual } = event.image;
				const blob = await readImage(sha256, content_type);
				if (blob instanceof StudioError) {
					if (blob.code === "result_unfetched") {
						unread.lost.push({ index: event.index, state: "failed", error: blob.toRecord() });
						handlers.onPictureFailed?.({ index: event.index, error: blob });
					} else unread.failure ??= blob;
					return undefined;
				}
				await handlers.onPicture({
					index: event.index,
					blob,
					width,
					height,
					...(revised_prompt ? { revisedPrompt: revised_prompt } : {}),
					...(actual ? { actual: { ...actual } } : {}),
				});
				return undefined;
			}
			case "partial":
				await fetchPartial(event, handlers);
				return undefined;
			case "retrying":
				handlers.onRetry?.({ index: event.index, afterMs: event.after_ms, reason: event.reason });
				return undefined;
			case "child_failed":
				handlers.onPictureFailed?.({ index: event.index, error: toStudioError(event.error) });
				return undefined;
			case "done":
				end(handlers, unread);
				return event.outcome;
			case "failed":
				end(handlers, unread);
				throw toStudioError(event.error);
			case "cancelled":
				end(handlers, unread);
				throw cancelled();
			default:
				// A newer backend may send further types of events.
				return undefined;
		}
	}

	/** A job with an image that could not be read this time stays in the backend: a retry reads it and requests nothing. */
	function end(handlers: GatewayHandlers, { failure }: UnreadImages): void {
		if (failure) throw failure;
		handlers.onEnded?.();
	}

	/**
	 * Resolves with the error if the image is lost for good, or if the disk could not read it this time. Other errors
	 * reject.
	 */
	async function readImage(sha256: string, contentType: string): Promise<Blob | StudioError> {
		const read = () => backend.getBlob(sha256, contentType).catch((error: unknown) => toStudioError(error));
		let blob = await read();
		// The bytes may have been damaged on their way, not on the disk.
		if (blob instanceof StudioError && blob.code === "blob_hash_mismatch") blob = await read();
		if (!(blob instanceof StudioError)) return blob;
		if (blob.code === "blob_missing") return imageLost("gone");
		if (blob.code === "blob_hash_mismatch") return imageLost("damaged");
		if (blob.details.io !== undefined) return blob;
		throw blob;
	}

	/** A preview that cannot be fetched is skipped: a later one, or the image, replaces it. */
	async function fetchPartial(event: Extract<JobEvent, { type: "partial" }>, handlers: GatewayHandlers): Promise<void> {
		if (!handlers.onPartial) return;
		const { sha256, content_type, width, height } = event.image;
		const blob = await backend.getBlob(sha256, content_type).catch(() => undefined);
		if (blob) handlers.onPartial({ index: event.index, step: event.partial_index, blob, width, height });
	}

	return { kind: "custom", run, resume };
}

/** The images of a job that could not be read from the backend. */
interface UnreadImages {
	/** Missing or damaged there: only a new request brings them back. */
	readonly lost: ChildOutcome[];
	/** The first error of an image that a later attempt may read. */
	failure?: StudioError;
}

/** Keeps only the latest preview of each image, and none if the image itself has arrived. */
function withoutStalePartials(events: readonly JobEvent[]): JobEvent[] {
	return events.filter(
		(event) =>
			event.type !== "partial" ||
			!events.some(
				(other) =>
					(other.type === "partial" || other.type === "image") && other.index === event.index && other.seq > event.seq,
			),
	);
}

function toJobRequest(request: GatewayRequest): JobRequest {
	return {
		request_id: request.requestId,
		task_id: request.taskId,
		operation: request.operation,
		base_url: request.baseUrl ?? "",
		...(request.profileId ? { profile_id: request.profileId } : {}),
		prompt: request.prompt,
		params: toJobParams(dropUnsupportedParams(request.params, request.baseUrl)),
		images: request.images.map(({ sha256, blob, fileName }) => ({
			sha256,
			content_type: blob.type,
			file_name: fileName,
		})),
		...(request.editMask ? { mask: { sha256: request.editMask.sha256 } } : {}),
		...(request.markup ? { markup: { sha256: request.markup.sha256 } } : {}),
		...(request.allowEverything ? { allow_everything: true } : {}),
		...(request.onlyIndices ? { only: [...request.onlyIndices] } : {}),
	};
}

/** Sends only parameters that were set, so that the provider's defaults apply to the others. */
function toJobParams(params: RequestParams): JobRequest["params"] {
	const { model, size, quality, n, background, moderation } = params;
	const { outputFormat, outputCompression, inputFidelity, partialImages } = params;
	return {
		model,
		...(size ? { size } : {}),
		...(quality ? { quality } : {}),
		...(n > 1 ? { n } : {}),
		...(background ? { background } : {}),
		...(moderation ? { moderation } : {}),
		...(outputFormat ? { output_format: outputFormat } : {}),
		...(outputCompression === undefined ? {} : { output_compression: outputCompression }),
		...(inputFidelity ? { input_fidelity: inputFidelity } : {}),
		...(partialImages === undefined ? {} : { partial_images: partialImages }),
	};
}

function toOutcome(outcome: JobOutcome): Outcome {
	const { requested, received, actual, usage, provider_request_id, status, elapsed_ms, children, difference } = outcome;
	return {
		requested,
		received,
		actual: { ...actual },
		...(usage ? { usage: { ...usage } } : {}),
		...(provider_request_id ? { providerRequestId: provider_request_id } : {}),
		elapsedMs: elapsed_ms,
		...(status === undefined ? {} : { status }),
		...(children ? { children } : {}),
		...(difference ? { difference } : {}),
	};
}

/** Counts lost images as failed; if all are lost, the job failed for the reason of the first. */
function withLostImages(outcome: Outcome, lost: readonly ChildOutcome[]): Outcome {
	if (lost.length === 0) return outcome;
	const received = outcome.received - lost.length;
	if (received <= 0) throw toStudioError(lost[0]?.error);
	const children = (outcome.children ?? []).filter(({ index }) => !lost.some((one) => one.index === index));
	return { ...outcome, received, children: children.concat(lost) };
}

const imageLost = (reason: "gone" | "damaged"): StudioError =>
	new StudioError({
		code: "result_unfetched",
		message: reason === "gone" ? "the backend has lost the picture" : "the backend's copy is damaged",
		details: { reason, may_have_billed: true },
	});

const cancelled = (): StudioError => new StudioError({ code: "cancelled", message: "cancelled" });

const NEVER = new AbortController().signal;

function waitByTimer(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const finish = (): void => {
			clearTimeout(timer);
			signal.removeEventListener("abort", finish);
			resolve();
		};
		const timer = setTimeout(finish, ms);
		signal.addEventListener("abort", finish);
	});
}
