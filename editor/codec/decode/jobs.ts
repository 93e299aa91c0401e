// The codec's heavy work as jobs: bytes in, bytes out. The same code runs in the worker and, where a worker is refused,
// on the main thread.
import type { RgbaLevel } from "../../raster";
import type { EditorError, EditorErrorCode } from "../../types";
import { decodePicture, encodePicture, type ImportedPicture } from "./picture";

export type CodecJob =
	| { readonly type: "decode"; readonly bytes: Uint8Array<ArrayBuffer> }
	| { readonly type: "encode"; readonly picture: RgbaLevel };

export interface CodecResults {
	readonly decode: ImportedPicture;
	readonly encode: Uint8Array<ArrayBuffer>;
}

export type CodecReply =
	| { readonly ok: true; readonly value: unknown }
	| { readonly ok: false; readonly code: EditorErrorCode; readonly details: EditorError["details"] }
	/** This thread cannot do it; another may. */
	| { readonly ok: false; readonly code: "unsupported" };

export async function runJob<J extends CodecJob>(job: J): Promise<CodecResults[J["type"]]> {
	const result = job.type === "decode" ? await decodePicture(job.bytes) : encodePicture(job.picture);
	return result as CodecResults[J["type"]];
}
