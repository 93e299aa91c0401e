// The worker's side: one job a message, its buffers handed over, never copied.
import { EditorError } from "../../types";
import { type CodecJob, type CodecReply, runJob } from "./jobs";
import type { ImportedPicture } from "./picture";

interface WorkerScope {
	onmessage: ((event: MessageEvent<{ id: number; job: CodecJob }>) => void) | null;
	postMessage(message: { id: number; reply: CodecReply }, transfer: Transferable[]): void;
}

const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data: { id, job } }) => {
	runJob(job).then(
		(value) => scope.postMessage({ id, reply: { ok: true, value } }, buffersOf(value)),
		(error: unknown) => scope.postMessage({ id, reply: failure(error) }, []),
	);
};

function failure(error: unknown): CodecReply {
	if (error instanceof EditorError) return { ok: false, code: error.code, details: error.details };
	return { ok: false, code: "unsupported" };
}

function buffersOf(value: Uint8Array<ArrayBuffer> | ImportedPicture): ArrayBuffer[] {
	if (value instanceof Uint8Array) return [value.buffer];
	const arrays = [value.rgba, ...value.mip.map((level) => level.rgba), ...(value.png ? [value.png] : [])];
	return [...new Set(arrays.map((array) => array.buffer))];
}
