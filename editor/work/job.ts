// What can be worked out off the main thread, as data that survives a structured clone, and the steps of each. The same
// steps run in the worker and, where none is to be had, in slices on the main thread.
import { decodePicture, encodePicture, type ImportedPicture } from "../codec";
import type { Coverage, RgbaImage, Size, Steps, Tiles } from "../raster";
// Not through the room's door: the worker needs the operations and none of the tools.
import { operationTiles } from "../tools/operations";
import type { OptionValues } from "../tools/option";
import type { ExportedMask } from "../types";
import { type CoverageImageOrder, coverageImage } from "./coverageImage";
import { type Difference, type DifferenceOrder, makeDifference } from "./difference";
import { type MarkupOrder, markup } from "./markup";
import { maskPng } from "./maskPng";
import { type PasteImageOrder, pasteImage } from "./pasteImage";
import { makePatch, type Patch, type PatchOrder } from "./patch";
import { type MaskOrder, type MaskReading, readMask } from "./readMask";
import { type SendMaskOrder, sendMask } from "./sendMask";

export type Job =
	| { readonly type: "decode"; readonly bytes: Uint8Array<ArrayBuffer> }
	| { readonly type: "encode"; readonly picture: RgbaImage }
	| ({ readonly type: "readMask" } & MaskOrder)
	| {
			readonly type: "operate";
			/** Of MASK_OPERATIONS. */
			readonly operation: string;
			readonly values: OptionValues | undefined;
			readonly coverage: Coverage;
	  }
	| {
			readonly type: "maskPng";
			readonly size: Size;
			/** Their union is what is asked for. */
			readonly coverages: readonly Coverage[];
			readonly allowEverything: boolean;
			/** In bytes. */
			readonly limit: number;
	  }
	| ({ readonly type: "sendMask" } & SendMaskOrder)
	| ({ readonly type: "coverageImage" } & CoverageImageOrder)
	| ({ readonly type: "markup" } & MarkupOrder)
	| ({ readonly type: "pasteImage" } & PasteImageOrder)
	| ({ readonly type: "patch" } & PatchOrder)
	| ({ readonly type: "difference" } & DifferenceOrder);

export interface JobResults {
	readonly decode: ImportedPicture;
	readonly encode: Uint8Array<ArrayBuffer>;
	readonly readMask: MaskReading;
	/** The tiles that the operation changes. */
	readonly operate: Tiles;
	readonly maskPng: ExportedMask;
	readonly sendMask: ExportedMask;
	readonly coverageImage: Uint8Array<ArrayBuffer>;
	readonly markup: Uint8Array<ArrayBuffer>;
	readonly pasteImage: Uint8Array<ArrayBuffer>;
	readonly patch: Patch;
	readonly difference: Difference;
}

export type JobResult<J extends Job> = JobResults[J["type"]];

type Begun<Result> = Steps<Result | Promise<Result>> | Promise<Result>;

/** The signal stops work that does not run in steps. */
export function beginJob<J extends Job>(job: J, signal?: AbortSignal): Begun<JobResult<J>> {
	return begin(job, signal) as Begun<JobResult<J>>;
}

function begin(job: Job, signal: AbortSignal | undefined): Begun<JobResults[Job["type"]]> {
	switch (job.type) {
		case "decode":
			return decodePicture(job.bytes);
		case "encode":
			return Promise.resolve(job.picture).then(encodePicture);
		case "readMask":
			return readMask(job);
		case "operate":
			return operationTiles(job.operation, job.coverage, job.values);
		case "maskPng":
			return maskPng(job, signal);
		case "sendMask":
			return sendMask(job, signal);
		case "coverageImage":
			return coverageImage(job);
		case "markup":
			return markup(job);
		case "pasteImage":
			return pasteImage(job);
		case "patch":
			return makePatch(job);
		case "difference":
			return makeDifference(job);
	}
}

/** What of a result can be handed over instead of copied. */
export function buffersOf(value: unknown): ArrayBuffer[] {
	const found = new Set<ArrayBuffer>();
	collectBuffers(value, found);
	return [...found];
}

function collectBuffers(value: unknown, found: Set<ArrayBuffer>): void {
	if (value instanceof Uint8Array) {
		if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
		return;
	}
	if (typeof value === "object" && value !== null) for (const part of Object.values(value)) collectBuffers(part, found);
}
