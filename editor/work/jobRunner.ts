// Runs jobs in a worker, or in slices on the main thread where a worker is refused: a strict Content-Security-Policy
// refuses blob workers either by throwing from `new Worker` or by an error event before the first answer. Both places
// run the same module, jobExecutor.ts.
import type { Steps } from "../raster";
import { EditorError } from "../types";
import { countBytes, createHeader, MIN_CHUNKED_BYTES, splitIntoChunks } from "./chunkedTransfer";
import type { Job, JobResult } from "./job";
import { createJobExecutor } from "./jobExecutor";
import { inSlices, MAIN_SLICE } from "./slices";
import InlineWorker from "./worker?worker&inline";
import type { JobOutcome, WorkerRequest, WorkerResponse } from "./workerMessages";

export interface JobRunner {
	/** Rejects with EditorError, or with the signal's reason when the signal aborts. */
	run<J extends Job>(job: J, signal?: AbortSignal): Promise<JobResult<J>>;
	/** In slices, for steps whose data would cost more to copy than to process. Rejects as `run` does. */
	runOnMainThread<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result>;
	/** Cancels all running jobs. */
	close(): void;
}

interface PendingJob {
	resolve(outcome: JobOutcome): void;
	reject(reason: unknown): void;
}

/** The worker, or the executor on the main thread. */
interface Executor {
	post(request: WorkerRequest, transfer?: Transferable[]): void;
	/** Requests and responses are copied. */
	readonly isWorker: boolean;
	close(): void;
}

export function createJobRunner(makeWorker: () => Worker = startWorker): JobRunner {
	const pending = new Map<number, PendingJob>();
	const closing = new AbortController();
	let executor: Executor | undefined;
	let mainThread: Executor | undefined;
	let nextId = 1;

	function receive({ id, outcome }: WorkerResponse): void {
		pending.get(id)?.resolve(outcome);
		pending.delete(id);
	}

	function openExecutor(): Executor {
		try {
			const worker = makeWorker();
			worker.onmessage = ({ data }: MessageEvent<WorkerResponse>) => receive(data);
			worker.onerror = (event) => {
				event.preventDefault();
				abandon(worker);
			};
			worker.onmessageerror = () => abandon(worker);
			const post = (request: WorkerRequest, transfer: Transferable[] = []) => worker.postMessage(request, transfer);
			return { post, isWorker: true, close: () => worker.terminate() };
		} catch {
			return mainThreadExecutor();
		}
	}

	/**
	 * Continues without the worker. Its pending jobs are reported as unsupported, which repeats them on the main thread.
	 */
	function abandon(worker: Worker): void {
		worker.terminate();
		executor = mainThreadExecutor();
		const abandoned = [...pending.values()];
		pending.clear();
		for (const { resolve } of abandoned) resolve({ ok: false, code: "unsupported" });
	}

	function mainThreadExecutor(): Executor {
		mainThread ??= { post: createJobExecutor(receive, true), isWorker: false, close: () => {} };
		return mainThread;
	}

	function execute({ post, isWorker }: Executor, job: Job, signal: AbortSignal | undefined): Promise<JobOutcome> {
		const id = nextId++;
		return new Promise<JobOutcome>((resolve, reject) => {
			const cancel = () => {
				pending.delete(id);
				post({ id, isCancelled: true });
				reject(signal?.reason);
			};
			signal?.addEventListener("abort", cancel, { once: true });
			const settleWith = <Value>(settle: (value: Value) => void) => {
				return (value: Value) => {
					signal?.removeEventListener("abort", cancel);
					settle(value);
				};
			};
			pending.set(id, { resolve: settleWith(resolve), reject: settleWith(reject) });
			if (!isWorker || countBytes(job) < MIN_CHUNKED_BYTES) post({ id, job });
			else inSlices(postInChunks(post, id, job), MAIN_SLICE, signal).catch(() => undefined);
		});
	}

	/** The arrays are copied and not transferred: the document goes on using them, and a failed job is repeated here. */
	function* postInChunks(post: Executor["post"], id: number, job: Job): Steps<void> {
		post({ id, header: createHeader(job) });
		for (const chunk of splitIntoChunks(job)) {
			yield;
			if (!pending.has(id)) return;
			post({ id, chunk }, [chunk.buffer]);
		}
	}

	return {
		async run<J extends Job>(job: J, signal?: AbortSignal): Promise<JobResult<J>> {
			closing.signal.throwIfAborted();
			signal?.throwIfAborted();
			executor ??= openExecutor();
			const first = executor;
			let outcome = await execute(first, job, signal);
			// A worker may lack a decoder that the page has; the outcome of the page is final.
			if (!outcome.ok && outcome.code === "unsupported" && first !== mainThread) {
				outcome = await execute(mainThreadExecutor(), job, signal);
			}
			if (outcome.ok) return outcome.value as JobResult<J>;
			if (outcome.code === "unsupported") throw new EditorError("damaged-image");
			throw new EditorError(outcome.code, outcome.details);
		},
		runOnMainThread,
		close() {
			closing.abort();
			for (const id of pending.keys()) executor?.post({ id, isCancelled: true });
			executor?.close();
			for (const { reject } of pending.values()) reject(closing.signal.reason);
			pending.clear();
		},
	};

	async function runOnMainThread<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result> {
		const eitherSignal = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
		return inSlices(steps, MAIN_SLICE, eitherSignal);
	}
}

const startWorker = (): Worker => new InlineWorker({ name: "Image Studio" });
