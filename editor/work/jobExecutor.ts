// Executes jobs: in the worker, or on the main thread where a worker is refused. Jobs run in slices, so that a
// cancelled job can be stopped. Only requests and responses cross between the worker and the page; errors cross as
// codes, because an EditorError of the worker is not an instance of the page's class.
import { EditorError } from "../types";
import { ChunkAssembler } from "./chunkedTransfer";
import { beginJob, buffersOf, type Job } from "./job";
import { inSlices, MAIN_SLICE, WORKER_SLICE } from "./slices";
import type { JobOutcome, WorkerRequest, WorkerResponse } from "./workerMessages";

export type PostResponse = (response: WorkerResponse, transfer: Transferable[]) => void;

/** Returns the function that accepts requests. `isPage`: runs on the main thread, in short slices. */
export function createJobExecutor(post: PostResponse, isPage: boolean): (request: WorkerRequest) => void {
	const running = new Map<number, AbortController>();
	const arriving = new Map<number, ChunkAssembler>();

	function accept(request: WorkerRequest): void {
		const { id } = request;
		if ("job" in request) void execute(id, request.job);
		else if ("header" in request) arriving.set(id, new ChunkAssembler(request.header));
		else if ("chunk" in request) addChunk(id, request.chunk);
		else {
			arriving.delete(id);
			running.get(id)?.abort();
		}
	}

	/** Ignores chunks of a cancelled job, which may still arrive. */
	function addChunk(id: number, chunk: Uint8Array): void {
		const assembler = arriving.get(id);
		assembler?.add(chunk);
		if (!assembler?.isComplete) return;
		arriving.delete(id);
		void execute(id, assembler.value() as Job);
	}

	async function execute(id: number, job: Job): Promise<void> {
		const cancelling = new AbortController();
		const { signal } = cancelling;
		running.set(id, cancelling);
		try {
			const onProgress = (progress: number) => post({ id, progress }, []);
			const value = await inSlices(beginJob(job, signal, onProgress), isPage ? MAIN_SLICE : WORKER_SLICE, signal);
			post({ id, outcome: { ok: true, value } }, buffersOf(value));
		} catch (error) {
			if (!signal.aborted) post({ id, outcome: failure(error) }, []);
		} finally {
			running.delete(id);
		}
	}

	return accept;
}

function failure(error: unknown): JobOutcome {
	if (error instanceof EditorError) return { ok: false, code: error.code, details: error.details };
	return { ok: false, code: "unsupported" };
}
