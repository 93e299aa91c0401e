// Executes jobs: in the worker, or on the main thread where a worker is refused. Jobs run in slices, so that a cancelled
// job can be stopped. Only requests and responses cross between the worker and the page; errors cross as codes, because an
// EditorError of the worker is not an instance of the page's class.
import { EditorError } from "../types";
import { Unwrapping } from "./chunkedTransfer";
import { beginJob, buffersOf, type Job } from "./job";
import type { Answer, Order, Reply } from "./messages";
import { inSlices, MAIN_SLICE, WORKER_SLICE } from "./slices";

export type Post = (answer: Answer, transfer: Transferable[]) => void;

/** Returns the function that accepts requests. `isPage`: runs on the main thread, in short slices. */
export function createJobExecutor(post: Post, isPage: boolean): (order: Order) => void {
	const running = new Map<number, AbortController>();
	const arriving = new Map<number, Unwrapping>();

	function take(order: Order): void {
		const { id } = order;
		if ("job" in order) void perform(id, order.job);
		else if ("parcel" in order) arriving.set(id, new Unwrapping(order.parcel));
		else if ("piece" in order) takePiece(id, order.piece);
		else {
			arriving.delete(id);
			running.get(id)?.abort();
		}
	}

	/** Of a job that was cancelled pieces may still be on their way. */
	function takePiece(id: number, piece: Uint8Array): void {
		const unwrapping = arriving.get(id);
		unwrapping?.add(piece);
		if (!unwrapping?.isComplete) return;
		arriving.delete(id);
		void perform(id, unwrapping.value() as Job);
	}

	async function perform(id: number, job: Job): Promise<void> {
		const stopping = new AbortController();
		running.set(id, stopping);
		try {
			const value = await inSlices(beginJob(job, stopping.signal), isPage ? MAIN_SLICE : WORKER_SLICE, stopping.signal);
			post({ id, reply: { ok: true, value } }, buffersOf(value));
		} catch (error) {
			if (!stopping.signal.aborted) post({ id, reply: failure(error) }, []);
		} finally {
			running.delete(id);
		}
	}

	return take;
}

function failure(error: unknown): Reply {
	if (error instanceof EditorError) return { ok: false, code: error.code, details: error.details };
	return { ok: false, code: "unsupported" };
}
