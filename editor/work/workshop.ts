// Runs jobs off the main thread where a worker is to be had, and here in slices where it is not: a strict
// Content-Security-Policy refuses blob workers either by throwing from `new Worker` or by an error event before the first
// answer.
import { UnsupportedHere } from "../codec";
import type { Steps } from "../raster";
import { EditorError } from "../types";
import { beginJob, type Job, type JobResult } from "./job";
import type { Answer, Order, Reply } from "./message";
import { bytesIn, pieces, WORTH_PARTING, wrap } from "./parcel";
import { inSlices, MAIN_SLICE } from "./slices";
import JobWorker from "./worker?worker&inline";

export interface Workshop {
	/** Rejects with EditorError; with the signal's reason when nobody wants the result any more. */
	run<J extends Job>(job: J, signal?: AbortSignal): Promise<JobResult<J>>;
	/** In slices on this thread: for what would cost more to copy than to work out. Rejects as `run` does. */
	runHere<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result>;
	/** What is under way is given up. */
	close(): void;
}

interface Waiting {
	answer(reply: Reply): void;
	fail(reason: unknown): void;
}

export function createWorkshop(makeWorker: () => Worker = () => new JobWorker()): Workshop {
	const waiting = new Map<number, Waiting>();
	const closing = new AbortController();
	let worker: Worker | null | undefined;
	let nextId = 1;

	/** null: there is no worker and there will be none. */
	function startWorker(): Worker | null {
		try {
			const started = makeWorker();
			started.onmessage = ({ data: { id, reply } }: MessageEvent<Answer>) => {
				waiting.get(id)?.answer(reply);
				waiting.delete(id);
			};
			started.onerror = (event) => {
				event.preventDefault();
				giveUp();
			};
			started.onmessageerror = giveUp;
			return started;
		} catch {
			return null;
		}
	}

	function giveUp(): void {
		worker?.terminate();
		worker = null;
		for (const { answer } of waiting.values()) answer({ ok: false, code: "unsupported" });
		waiting.clear();
	}

	function ask(worker: Worker, job: Job, signal: AbortSignal | undefined): Promise<Reply> {
		const id = nextId++;
		const tell = (order: Order) => worker.postMessage(order);
		return new Promise<Reply>((resolve, reject) => {
			const stop = () => {
				waiting.delete(id);
				tell({ id, isCancelled: true });
				reject(signal?.reason);
			};
			signal?.addEventListener("abort", stop, { once: true });
			const settled = <Value>(settle: (value: Value) => void) => {
				return (value: Value) => {
					signal?.removeEventListener("abort", stop);
					settle(value);
				};
			};
			waiting.set(id, { answer: settled(resolve), fail: settled(reject) });
			if (bytesIn(job) < WORTH_PARTING) tell({ id, job });
			else inSlices(parts(worker, id, job), MAIN_SLICE, signal).catch(() => undefined);
		});
	}

	/** Copied, not handed over: the document goes on using it, and if the worker fails it is needed here. */
	function* parts(worker: Worker, id: number, job: Job): Steps<void> {
		const tell = (order: Order, transfer: Transferable[] = []) => worker.postMessage(order, transfer);
		tell({ id, parcel: wrap(job) });
		for (const piece of pieces(job)) {
			yield;
			if (!waiting.has(id)) return;
			tell({ id, piece }, [piece.buffer]);
		}
	}

	return {
		async run<J extends Job>(job: J, signal?: AbortSignal): Promise<JobResult<J>> {
			closing.signal.throwIfAborted();
			signal?.throwIfAborted();
			if (worker === undefined) worker = startWorker();
			if (worker === null) return runHere(beginJob(job), signal);
			const reply = await ask(worker, job, signal);
			if (reply.ok) return reply.value as JobResult<J>;
			if (reply.code === "unsupported") return runHere(beginJob(job), signal);
			throw new EditorError(reply.code, reply.details);
		},
		runHere,
		close() {
			closing.abort();
			worker?.terminate();
			worker = null;
			for (const { fail } of waiting.values()) fail(closing.signal.reason);
			waiting.clear();
		},
	};

	async function runHere<Result>(steps: Steps<Result> | Promise<Result>, signal?: AbortSignal): Promise<Result> {
		const wanted = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
		try {
			return await inSlices(steps, MAIN_SLICE, wanted);
		} catch (error) {
			if (error instanceof UnsupportedHere) throw new EditorError("damaged-image", {}, { cause: error });
			throw error;
		}
	}
}
