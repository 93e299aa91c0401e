// The jobs of the worker for files with layers: reading and writing them. The only importer of ag-psd.
import { initializeCanvas } from "ag-psd";
import { EditorError } from "../../editor/layerPixels";
import type { LayeredPicture } from "../../editor/types";
import type { LayeredContent } from "./layeredContent";
import type { LayeredFileKind } from "./read/fileKind";
import { toLayeredPicture } from "./read/layeredPicture";
import { readOraFile } from "./read/readOra";
import { readPsdFile } from "./read/readPsd";
import { writeLayerZip } from "./write/writeLayerZip";
import { writeOraFile } from "./write/writeOra";
import { writePsdFile } from "./write/writePsd";

export type LayeredFileType = LayeredFileKind | "zip";

/** Data that can be posted to the worker. */
export type LayeredJob =
	| { readonly type: "read"; readonly kind: LayeredFileKind; readonly file: Blob }
	| { readonly type: "write"; readonly as: LayeredFileType; readonly content: LayeredContent };

export interface LayeredJobResults {
	readonly read: LayeredPicture;
	readonly write: Blob;
}

// ag-psd asks for canvases and their pixels; pixels alone are enough for what is read here.
initializeCanvas(
	() => {
		throw new Error("no canvas");
	},
	(width, height) =>
		({ width, height, data: new Uint8ClampedArray(width * height * 4), colorSpace: "srgb" }) as unknown as ImageData,
);

const READERS = { psd: readPsdFile, ora: readOraFile };
const WRITERS = { psd: writePsdFile, ora: writeOraFile, zip: writeLayerZip };

/** Throws EditorError. */
export async function runLayeredJob(job: LayeredJob): Promise<LayeredPicture | Blob> {
	try {
		if (job.type === "write") return await WRITERS[job.as](job.content);
		const bytes = new Uint8Array(await job.file.arrayBuffer());
		return await toLayeredPicture(await READERS[job.kind](bytes));
	} catch (cause) {
		if (cause instanceof EditorError) throw cause;
		// A failed allocation throws a RangeError.
		throw new EditorError(cause instanceof RangeError ? "no-memory" : "damaged-image", {}, { cause });
	}
}
