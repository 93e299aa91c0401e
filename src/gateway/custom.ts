// The custom endpoint: through the backend, by jobs that outlive the page. Pictures go up and come down by SHA-256.
import type { Backend } from "../host/backend";
import type { JobEvent, JobOutcome, JobRequest } from "../host/contract";
import { StudioError, toStudioError } from "../host/errors";
import type { Gateway, GatewayHandlers, GatewayRequest, Outcome } from "./types";

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
				for (const event of answer.events) {
					after = Math.max(after, event.seq);
					const outcome = await take(event, handlers);
					if (outcome) return toOutcome(outcome);
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

	async function take(event: JobEvent, handlers: GatewayHandlers): Promise<JobOutcome | undefined> {
		switch (event.type) {
			case "started":
				return undefined;
			case "image": {
				handlers.onStage("receiving");
				const { sha256, content_type, width, height, revised_prompt } = event.image;
				const blob = await backend.getBlob(sha256, content_type);
				await handlers.onPicture({
					index: event.index,
					blob,
					width,
					height,
					...(revised_prompt ? { revisedPrompt: revised_prompt } : {}),
				});
				return undefined;
			}
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

	return { kind: "custom", run, resume };
}

function toJobRequest(request: GatewayRequest): JobRequest {
	const { model, size, quality, n } = request.params;
	return {
		request_id: request.requestId,
		task_id: request.taskId,
		operation: request.operation,
		base_url: request.baseUrl ?? "",
		prompt: request.prompt,
		params: { model, ...(size ? { size } : {}), ...(quality ? { quality } : {}), ...(n > 1 ? { n } : {}) },
		images: request.images.map(({ sha256, blob, fileName }) => ({
			sha256,
			content_type: blob.type,
			file_name: fileName,
		})),
		...(request.editMask ? { mask: { sha256: request.editMask.sha256 } } : {}),
		...(request.allowEverything ? { allow_everything: true } : {}),
	};
}

function toOutcome({ requested, received, actual, usage, provider_request_id, elapsed_ms }: JobOutcome): Outcome {
	return {
		requested,
		received,
		actual: { ...actual },
		...(usage ? { usage: { ...usage } } : {}),
		...(provider_request_id ? { providerRequestId: provider_request_id } : {}),
		elapsedMs: elapsed_ms,
	};
}

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
