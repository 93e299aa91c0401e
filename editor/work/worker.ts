// Carries out orders: in a worker, or on the page where no worker is to be had. Jobs go in slices, so that one which nobody
// waits for any more can be stopped. It has a copy of every module it needs: nothing but orders and answers passes between
// it and the page, and no class of one is a class of the other.
import { EditorError } from "../types";
import { Unwrapping } from "./chunkedTransfer";
import { beginJob, buffersOf, type Job } from "./job";
import type { Answer, Order, Reply } from "./messages";
import { inSlices, MAIN_SLICE, WORKER_SLICE } from "./slices";

export type Post = (answer: Answer, transfer: Transferable[]) => void;

/** Gives what takes orders. `isPage`: others share the thread. */
export default function startKernel(post: Post, isPage: boolean): (order: Order) => void {
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
			const value = await inSlices(beginJob(job), isPage ? MAIN_SLICE : WORKER_SLICE, stopping.signal);
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
