// Encodes an exported image as PNG (already written by our own encoder), or as JPEG or WebP by the browser, in a worker.
import type { LayeredFileType } from "../layered";
import { canEncode, type Encoding, type ExportJob, type Format, runExportJob } from "./drawFiles";

export type FileType = Format | LayeredFileType;

export const EXTENSIONS: Readonly<Record<FileType, string>> = {
	...{ png: "png", jpeg: "jpg", webp: "webp" },
	...{ psd: "psd", ora: "ora", zip: "zip" },
};

const LAYERED: readonly FileType[] = ["psd", "ora", "zip"];

export const isLayered = (type: FileType): type is LayeredFileType => LAYERED.includes(type);

export const canWrite = async (format: Format): Promise<boolean> => format === "png" || canEncode(format);

/** null: the browser cannot encode the format. A PNG is returned unchanged, byte for byte. */
export async function encode(png: Blob, encoding: Encoding, signal: AbortSignal): Promise<Blob | null> {
	return encoding.format === "png" ? png : run({ type: "encode", png, encoding }, signal);
}

/** Draws both images side by side at their own sizes. */
export function placeSideBySide(before: Blob, after: Blob, signal: AbortSignal): Promise<Blob | null> {
	return run({ type: "sideBySide", before, after }, signal);
}

/** On the main thread where a worker is refused. Rejects with the signal's reason. */
async function run(job: ExportJob, signal: AbortSignal): Promise<Blob | null> {
	signal.throwIfAborted();
	const answer = typeof OffscreenCanvas === "undefined" ? undefined : await askWorker(job, signal);
	signal.throwIfAborted();
	return answer === undefined ? runExportJob(job) : answer;
}

/** Undefined: the worker was refused, or could not do it. Its script is evaluated for the first export. */
async function askWorker(job: ExportJob, signal: AbortSignal): Promise<Blob | null | undefined> {
	const { default: ExportWorker } = await import("./exportWorker?worker&inline");
	signal.throwIfAborted();
	return new Promise((resolve) => {
		let worker: Worker | undefined;
		const end = (file: Blob | null | undefined): void => {
			worker?.terminate();
			resolve(file);
		};
		try {
			worker = new ExportWorker({ name: "Image Studio export" });
		} catch {
			return end(undefined);
		}
		worker.onmessage = ({ data }: MessageEvent<{ readonly file?: Blob | null }>) => end(data.file);
		worker.onerror = (event) => {
			event.preventDefault();
			end(undefined);
		};
		signal.addEventListener("abort", () => end(undefined), { once: true });
		worker.postMessage(job);
	});
}
