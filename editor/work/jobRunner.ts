// Runs jobs in a worker, or in slices on the main thread where a worker is refused: a strict Content-Security-Policy
// refuses blob workers either by throwing from `new Worker` or by an error event before the first answer. Both places run
// the same module, jobExecutor.ts.
import type { Steps } from "../raster";
import { EditorError } from "../types";
import { bytesIn, pieces, WORTH_PARTING, wrap } from "./chunkedTransfer";
import type { Job, JobResult } from "./job";
import { createJobExecutor } from "./jobExecutor";
import type { Answer, Order, Reply } from "./messages";
import { inSlices, MAIN_SLICE } from "./slices";
import InlineWorker from "./worker?worker&inline";

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

/** Whatever carries out orders. */
interface Bench {
	tell(order: Order, transfer?: Transferable[]): void;
	/** Jobs and answers are copied on the way. */
	readonly isElsewhere: boolean;
	close(): void;
}

export function createWorkshop(makeWorker: () => Worker = startWorker): Workshop {
	const waiting = new Map<number, Waiting>();
	const closing = new AbortController();
	let bench: Bench | undefined;
	let page: Bench | undefined;
	let nextId = 1;

	function take({ id, reply }: Answer): void {
		waiting.get(id)?.answer(reply);
		waiting.delete(id);
	}

	function openBench(): Bench {
		try {
			const worker = makeWorker();
			worker.onmessage = ({ data }: MessageEvent<Answer>) => take(data);
			worker.onerror = (event) => {
				event.preventDefault();
				giveUp(worker);
			};
			worker.onmessageerror = () => giveUp(worker);
			const tell = (order: Order, transfer: Transferable[] = []) => worker.postMessage(order, transfer);
			return { tell, isElsewhere: true, close: () => worker.terminate() };
		} catch {
			return pageBench();
		}
	}

	function giveUp(worker: Worker): void {
		worker.terminate();
		bench = pageBench();
		const asked = [...waiting.values()];
		waiting.clear();
		for (const { answer } of asked) answer({ ok: false, code: "unsupported" });
	}

	function pageBench(): Bench {
		page ??= { tell: createJobExecutor(take, true), isElsewhere: false, close: () => {} };
		return page;
	}

	function ask({ tell, isElsewhere }: Bench, job: Job, signal: AbortSignal | undefined): Promise<Reply> {
		const id = nextId++;
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
			if (!isElsewhere || bytesIn(job) < WORTH_PARTING) tell({ id, job });
			else inSlices(parts(tell, id, job), MAIN_SLICE, signal).catch(() => undefined);
		});
	}

	/** Copied, not handed over: the document goes on using it, and if the worker fails it is needed here. */
	function* parts(tell: Bench["tell"], id: number, job: Job): Steps<void> {
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
			bench ??= openBench();
			const asked = bench;
			let reply = await ask(asked, job, signal);
			// A worker may lack what the page has; the page's verdict is final.
			if (!reply.ok && reply.code === "unsupported" && asked !== page) reply = await ask(pageBench(), job, signal);
			if (reply.ok) return reply.value as JobResult<J>;
			if (reply.code === "unsupported") throw new EditorError("damaged-image");
			throw new EditorError(reply.code, reply.details);
		},
		runHere,
		close() {
			closing.abort();
			for (const id of waiting.keys()) bench?.tell({ id, isCancelled: true });
			bench?.close();
			for (const { fail } of waiting.values()) fail(closing.signal.reason);
			waiting.clear();
		},
	};

	async function runHere<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result> {
		const wanted = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
		return inSlices(steps, MAIN_SLICE, wanted);
	}
}

const startWorker = (): Worker => new InlineWorker({ name: "Image Studio" });
