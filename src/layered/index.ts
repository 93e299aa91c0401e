// Reads and writes files with layers (PSD, OpenRaster, PNG files in a ZIP archive) in a worker of its own, whose script holds the
// libraries once. Knows neither tasks nor the library.
import { EditorError } from "../../editor/basics";
import { assertWithinFileLimit } from "../../editor/imageHeader";
import type { LayeredFileReader } from "../../editor/types";
import type { LayeredContent } from "./layeredContent";
import type { LayeredFileType, LayeredJob, LayeredJobResults } from "./layeredJobs";
import { KIND_BYTES, layeredFileKind } from "./read/fileKind";

export { type LayeredContent, layeredContent } from "./layeredContent";
export type { LayeredFileType } from "./layeredJobs";

export const readLayers: LayeredFileReader = async (file, signal) => {
	const head = await file
		.slice(0, KIND_BYTES)
		.arrayBuffer()
		.catch(() => new ArrayBuffer(0));
	const kind = layeredFileKind(new Uint8Array(head));
	if (kind === undefined) return null;
	assertWithinFileLimit(file);
	return run({ type: "read", kind, file }, signal);
};

/** Rejects with EditorError, or with the signal's reason. */
export function writeLayers(content: LayeredContent, as: LayeredFileType, signal: AbortSignal): Promise<Blob> {
	return run({ type: "write", as, content }, signal);
}

interface Answer<Result> {
	readonly result?: Result;
	readonly error?: Pick<EditorError, "code" | "details">;
}

/** The worker lives as long as its job, as it may need much memory. */
async function run<Job extends LayeredJob>(job: Job, signal: AbortSignal): Promise<LayeredJobResults[Job["type"]]> {
	const { default: LayeredWorker } = await import("./layeredWorker?worker&inline");
	signal.throwIfAborted();
	let worker: Worker;
	try {
		worker = new LayeredWorker({ name: "Image Studio layers" });
	} catch (cause) {
		throw new EditorError("layers-unavailable", {}, { cause });
	}
	try {
		return await new Promise((resolve, reject) => {
			worker.onmessage = ({ data }: MessageEvent<Answer<LayeredJobResults[Job["type"]]>>) => {
				if (data.result !== undefined) resolve(data.result);
				else reject(new EditorError(data.error?.code ?? "damaged-image", data.error?.details));
			};
			worker.onerror = (event) => {
				event.preventDefault();
				// A worker that has not started, by the page's policy, and one that ran out of memory.
				reject(new EditorError("layers-unavailable"));
			};
			signal.addEventListener("abort", () => reject(signal.reason), { once: true });
			worker.postMessage(job);
		});
	} finally {
		worker.terminate();
	}
}
