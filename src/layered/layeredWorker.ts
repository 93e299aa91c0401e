// The worker's entry: one job, one answer. It is built into the bundle as text (?worker&inline in layeredFiles.ts).
import { EditorError } from "../../editor/layerPixels";
import { type LayeredJob, runLayeredJob } from "./layeredJobs";

self.onmessage = async ({ data }: MessageEvent<LayeredJob>) => {
	try {
		self.postMessage({ result: await runLayeredJob(data) });
	} catch (error) {
		const { code, details } = error instanceof EditorError ? error : new EditorError("damaged-image");
		self.postMessage({ error: { code, details } });
	}
};
