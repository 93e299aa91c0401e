// The worker's side: jobs in slices, so that one which nobody waits for any more can be stopped. Results are handed over,
// not copied.
import { EditorError } from "../types";
import { beginJob, buffersOf, type Job } from "./job";
import type { Answer, Order, Reply } from "./message";
import { Unwrapping } from "./parcel";
import { inSlices, WORKER_SLICE } from "./slices";

interface WorkerScope {
	onmessage: ((event: MessageEvent<Order>) => void) | null;
	postMessage(answer: Answer, transfer: Transferable[]): void;
}

const scope = self as unknown as WorkerScope;
const running = new Map<number, AbortController>();
const arriving = new Map<number, Unwrapping>();

scope.onmessage = ({ data }) => {
	const { id } = data;
	if ("job" in data) void perform(id, data.job);
	else if ("parcel" in data) arriving.set(id, new Unwrapping(data.parcel));
	else if ("piece" in data) take(id, data.piece);
	else {
		arriving.delete(id);
		running.get(id)?.abort();
	}
};

/** Of a job that was cancelled pieces may still be on their way. */
function take(id: number, piece: Uint8Array): void {
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
		const value = await inSlices(beginJob(job), WORKER_SLICE, stopping.signal);
		scope.postMessage({ id, reply: { ok: true, value } }, buffersOf(value));
	} catch (error) {
		if (!stopping.signal.aborted) scope.postMessage({ id, reply: failure(error) }, []);
	} finally {
		running.delete(id);
	}
}

function failure(error: unknown): Reply {
	if (error instanceof EditorError) return { ok: false, code: error.code, details: error.details };
	return { ok: false, code: "unsupported" };
}
