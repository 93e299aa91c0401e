// Runs jobs in a few workers, or in slices on the main thread where a worker is refused: a strict Content-Security-Policy
// refuses blob workers either by throwing from `new Worker` or by an error event before the first answer. Both places
// run the same module, jobExecutor.ts.
import type { Steps } from "../raster";
import { EditorError } from "../types";
import { countBytes, createHeader, MIN_CHUNKED_BYTES, splitIntoChunks } from "./chunkedTransfer";
import { buffersOf, type Job, type JobResult } from "./job";
import { createJobExecutor } from "./jobExecutor";
import { inSlices, MAIN_SLICE } from "./slices";
import InlineWorker from "./worker?worker&inline";
import type { JobOutcome, WorkerRequest, WorkerResponse } from "./workerMessages";

export interface JobRunner {
	/**
	 * Rejects with EditorError, or with the signal's reason when the signal aborts. Jobs of one lane run on one thread, as long
	 * as it lives, so that a job finds what an earlier one has left there.
	 */
	run<J extends Job>(job: J, signal?: AbortSignal, lane?: string): Promise<JobResult<J>>;
	/**
	 * As `run`, for a job whose arrays nobody else uses: they are transferred, which costs no time. `makeJob` is called again
	 * where the job has to be repeated.
	 */
	runOwned<J extends Job>(makeJob: () => J | Promise<J>, watch?: JobWatch): Promise<JobResult<J>>;
	/** The number of jobs that run at the same time. */
	readonly parallel: number;
	/** In slices, for steps whose data would cost more to copy than to process. Rejects as `run` does. */
	runOnMainThread<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result>;
	/** Cancels all running jobs. */
	close(): void;
}

export interface JobWatch {
	readonly signal?: AbortSignal | undefined;
	readonly onProgress?: ((share: number) => void) | undefined;
	/** Called when the job is made and has its worker: a later job is given to another one, if there is one. */
	readonly onPosted?: (() => void) | undefined;
	/** As for `run`. */
	readonly lane?: string | undefined;
}

interface PendingJob {
	resolve(outcome: JobOutcome): void;
	reject(reason: unknown): void;
	readonly onProgress: JobWatch["onProgress"];
	readonly executor: Executor;
	/** Of the job's arrays: the best estimate of its duration. */
	readonly bytes: number;
}

/** A worker, or the executor on the main thread. */
interface Executor {
	post(request: WorkerRequest, transfer?: Transferable[]): void;
	/** Requests and responses are copied. */
	readonly isWorker: boolean;
	close(): void;
}

interface Call extends JobWatch {
	readonly isOwned: boolean;
}

/** More workers than cores only take memory; the main thread is idle while they work. */
const MAX_WORKERS = 4;
const coreCount = (): number => globalThis.navigator?.hardwareConcurrency ?? 1;

export function createJobRunner(
	makeWorker: () => Worker = startWorker,
	parallel = Math.min(MAX_WORKERS, Math.max(2, coreCount())),
): JobRunner {
	const pending = new Map<number, PendingJob>();
	const closing = new AbortController();
	const workers = new Set<Executor>();
	const lanes = new Map<string, Executor>();
	let mainThread: Executor | undefined;
	/** A worker was refused or has died: no further one is started. */
	let isRefused = false;
	let nextId = 1;

	function receive(response: WorkerResponse): void {
		const job = pending.get(response.id);
		if ("progress" in response) job?.onProgress?.(response.progress);
		else {
			pending.delete(response.id);
			job?.resolve(response.outcome);
		}
	}

	function openWorker(): Executor {
		try {
			const worker = makeWorker();
			const executor: Executor = {
				post: (request, transfer = []) => worker.postMessage(request, transfer),
				isWorker: true,
				close: () => worker.terminate(),
			};
			worker.onmessage = ({ data }: MessageEvent<WorkerResponse>) => receive(data);
			worker.onerror = (event) => {
				event.preventDefault();
				abandon(executor);
			};
			worker.onmessageerror = () => abandon(executor);
			workers.add(executor);
			return executor;
		} catch {
			isRefused = true;
			return chooseExecutor();
		}
	}

	/**
	 * Continues without the worker. Its pending jobs are reported as unsupported, which repeats them on the main thread.
	 */
	function abandon(executor: Executor): void {
		executor.close();
		workers.delete(executor);
		isRefused = true;
		for (const [id, { resolve }] of [...pending].filter(([, job]) => job.executor === executor)) {
			pending.delete(id);
			resolve({ ok: false, code: "unsupported" });
		}
	}

	function mainThreadExecutor(): Executor {
		mainThread ??= { post: createJobExecutor(receive, true), isWorker: false, close: () => {} };
		return mainThread;
	}

	function executorOf(lane: string | undefined): Executor {
		const known = lane === undefined ? undefined : lanes.get(lane);
		if (known !== undefined && (workers.has(known) || known === mainThread)) return known;
		const chosen = chooseExecutor();
		if (lane !== undefined) lanes.set(lane, chosen);
		return chosen;
	}

	/** The worker with the least to do, by bytes and then by jobs; a further one where all are busy. */
	function chooseExecutor(): Executor {
		const loads = [...workers].map((executor) => {
			const jobs = [...pending.values()].filter((job) => job.executor === executor);
			return { executor, jobs: jobs.length, bytes: jobs.reduce((sum, { bytes }) => sum + bytes, 0) };
		});
		const idle = loads.find(({ jobs }) => jobs === 0)?.executor;
		if (idle !== undefined) return idle;
		const least = loads.sort((a, b) => a.bytes - b.bytes || a.jobs - b.jobs)[0]?.executor;
		if (!isRefused && workers.size < parallel) return openWorker();
		return least ?? mainThreadExecutor();
	}

	function execute(executor: Executor, job: Job, call: Call): Promise<JobOutcome> {
		const { post, isWorker } = executor;
		const { isOwned, signal, onProgress, onPosted } = call;
		const id = nextId++;
		const bytes = countBytes(job);
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
			pending.set(id, { resolve: settleWith(resolve), reject: settleWith(reject), onProgress, executor, bytes });
			if (isWorker && isOwned) post({ id, job }, buffersOf(job));
			else if (!isWorker || bytes < MIN_CHUNKED_BYTES) post({ id, job });
			else inSlices(postInChunks(post, id, job), MAIN_SLICE, signal).catch(() => undefined);
			onPosted?.();
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

	async function runJob<J extends Job>(makeJob: () => J | Promise<J>, call: Call): Promise<JobResult<J>> {
		closing.signal.throwIfAborted();
		call.signal?.throwIfAborted();
		const made = makeJob();
		// Not a moment later where the job is at hand: it must see the cancellation that follows.
		const job = made instanceof Promise ? await made : made;
		closing.signal.throwIfAborted();
		call.signal?.throwIfAborted();
		const first = executorOf(call.lane);
		let outcome = await execute(first, job, call);
		// A worker may lack a decoder that the page has; the outcome of the page is final.
		if (!outcome.ok && outcome.code === "unsupported" && first !== mainThread) {
			outcome = await execute(mainThreadExecutor(), call.isOwned ? await makeJob() : job, call);
		}
		if (outcome.ok) return outcome.value as JobResult<J>;
		if (outcome.code === "unsupported") throw new EditorError("damaged-image");
		throw new EditorError(outcome.code, outcome.details);
	}

	return {
		run: (job, signal, lane) => runJob(() => job, { isOwned: false, signal, lane }),
		runOwned: (makeJob, watch) => runJob(makeJob, { ...watch, isOwned: true }),
		parallel,
		runOnMainThread,
		close() {
			closing.abort();
			for (const [id, { executor }] of pending) executor.post({ id, isCancelled: true });
			for (const worker of workers) worker.close();
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
