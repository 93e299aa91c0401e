// The worker's entry: one job, one answer. It is built into the bundle as text (?worker&inline in formats.ts).
import { type ExportJob, runExportJob } from "./drawFiles";

self.onmessage = async ({ data }: MessageEvent<ExportJob>) => {
	try {
		self.postMessage({ file: await runExportJob(data) });
	} catch {
		// The page has another try: its thread may be able to do what this one cannot.
		self.postMessage({ isRefused: true });
	}
};
