// The custom endpoint: through the backend, by jobs that outlive the page. Pictures go up and come down by SHA-256.
import type { Backend } from "../host/backend";
import type { JobEvent, JobOutcome, JobRequest } from "../host/contract";
import { StudioError, toStudioError } from "../host/errors";
import { dropUnsupportedParams } from "./capabilities";
import type { ChildOutcome, Gateway, GatewayHandlers, GatewayRequest, Outcome, RequestParams } from "./types";

export interface CustomGateway extends Gateway {
	/** Follows a job that is there already: after a reload, or one that finished unseen. */
	resume(jobId: string, handlers: GatewayHandlers, signal: AbortSignal): Promise<Outcome>;
}

/** Resolves after `ms`, or at once when the signal is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

const POLL_FIRST_MS = 150;
const POLL_LONGEST_MS = 1000;
/** A host that is busy for a moment must not cost a job; it is found again by `list` in any case. */
const POLL_FAILURES_MAX = 5;

export function createCustomGateway(backend: Backend, wait: Wait = waitByTimer): CustomGateway {
	async function run(request: GatewayRequest, handlers: GatewayHandlers, signal: AbortSignal): Promise<Outcome> {
		handlers.onStage("sending");
		for (const picture of [...request.images, ...(request.editMask ? [request.editMask] : [])]) {
			if (signal.aborted) throw cancelled();
			await backend.putBlob(picture.sha256, picture.blob);
		}
		if (signal.aborted) throw cancelled();
		const jobId = await backend.submit(toJobRequest(request));
		await handlers.onJob?.(jobId);
		return resume(jobId, handlers, signal);
	}

	async function resume(jobId: string, handlers: GatewayHandlers, signal: AbortSignal): Promise<Outcome> {
		let after = 0;
		let pause = POLL_FIRST_MS;
		let failures = 0;
		let isCancelSent = false;
		const gone: ChildOutcome[] = [];
		handlers.onStage("waiting");
		for (;;) {
			if (signal.aborted && !isCancelSent) {
				isCancelSent = true;
				pause = POLL_FIRST_MS;
				// A refused cancel leaves the job running: its outcome still comes by polling.
				await backend.cancel(jobId).catch(() => false);
			}
			const answer = await backend.poll(jobId, after).catch((error: unknown) => {
				const read = toStudioError(error);
				if (read.code === "job_unknown" || ++failures >= POLL_FAILURES_MAX) throw read;
				return undefined;
			});
			if (answer) {
				failures = 0;
				for (const event of withoutOutdated(answer.events)) {
					after = Math.max(after, event.seq);
					const outcome = await take(event, handlers, gone);
					if (outcome) return withoutGone(toOutcome(outcome), gone);
				}
				if (answer.state === "interrupted") {
					handlers.onEnded?.();
					throw new StudioError({ code: "interrupted", message: "the job was cut off" });
				}
				if (answer.state !== "running" && answer.events.length === 0) {
					throw new StudioError({ code: "internal", message: `the job is ${answer.state} without an outcome` });
				}
			}
			// Once cancelled, the aborted signal would make every pause end at once.
			await wait(pause, isCancelSent ? NEVER : signal);
			pause = Math.min(pause * 1.5, POLL_LONGEST_MS);
		}
	}

	async function take(
		event: JobEvent,
		handlers: GatewayHandlers,
		gone: ChildOutcome[],
	): Promise<JobOutcome | undefined> {
		switch (event.type) {
			case "started":
				return undefined;
			case "image": {
				handlers.onStage("receiving");
				const { sha256, content_type, width, height, revised_prompt, actual } = event.image;
				const blob = await backend.getBlob(sha256, content_type).catch((error: unknown) => {
					// It will not come back, and must not keep the others away.
					if (toStudioError(error).code !== "blob_missing") throw error;
				});
				if (!blob) {
					const error = lostByBackend();
					gone.push({ index: event.index, state: "failed", error: error.toRecord() });
					handlers.onPictureFailed?.({ index: event.index, error });
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
				await show(event, handlers);
				return undefined;
			case "retrying":
				handlers.onRetry?.({ index: event.index, afterMs: event.after_ms, reason: event.reason });
				return undefined;
			case "child_failed":
				handlers.onPictureFailed?.({ index: event.index, error: toStudioError(event.error) });
				return undefined;
			case "done":
				handlers.onEnded?.();
				return event.outcome;
			case "failed":
				handlers.onEnded?.();
				throw toStudioError(event.error);
			case "cancelled":
				handlers.onEnded?.();
				throw cancelled();
			default:
				// A newer backend may tell more than this page knows.
				return undefined;
		}
	}

	/** A preview that cannot be had is no loss: the next one, or the picture, has taken its place. */
	async function show(event: Extract<JobEvent, { type: "partial" }>, handlers: GatewayHandlers): Promise<void> {
		if (!handlers.onPartial) return;
		const { sha256, content_type, width, height } = event.image;
		const blob = await backend.getBlob(sha256, content_type).catch(() => undefined);
		if (blob) handlers.onPartial({ index: event.index, step: event.partial_index, blob, width, height });
	}

	return { kind: "custom", run, resume };
}

/** Of the previews of a picture only the latest is worth fetching, and none once the picture is there. */
function withoutOutdated(events: readonly JobEvent[]): JobEvent[] {
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
		...(request.allowEverything ? { allow_everything: true } : {}),
		...(request.onlyIndices ? { only: [...request.onlyIndices] } : {}),
	};
}

/** Only what was chosen: the provider's defaults stay its own. */
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
	const { requested, received, actual, usage, provider_request_id, elapsed_ms, children, difference } = outcome;
	return {
		requested,
		received,
		actual: { ...actual },
		...(usage ? { usage: { ...usage } } : {}),
		...(provider_request_id ? { providerRequestId: provider_request_id } : {}),
		elapsedMs: elapsed_ms,
		...(children ? { children } : {}),
		...(difference ? { difference } : {}),
	};
}

/** Pictures that the backend has lost since they came; when it has lost all, the job failed. */
function withoutGone(outcome: Outcome, gone: readonly ChildOutcome[]): Outcome {
	if (gone.length === 0) return outcome;
	const received = outcome.received - gone.length;
	if (received <= 0) throw lostByBackend();
	const children = (outcome.children ?? []).filter(({ index }) => !gone.some((one) => one.index === index));
	return { ...outcome, received, children: children.concat(gone) };
}

const lostByBackend = (): StudioError =>
	new StudioError({
		code: "result_unfetched",
		message: "the backend has lost the picture",
		details: { reason: "gone", may_have_billed: true },
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
