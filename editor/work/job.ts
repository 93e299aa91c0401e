// The jobs that can run off the main thread, as data that survives a structured clone, and their implementations. The
// same code runs in the worker and, where a worker is refused, in slices on the main thread.
import { decodePicture, encodePicture, type ImportedPicture, makeOutgoingPicture } from "../codec";
import type { ProposedChange } from "../plan";
import {
	brightnessCounts,
	type Corner,
	type Coverage,
	type RgbaImage,
	type Rotation,
	reducedPicture,
	rotatePixels,
	type Steps,
	type Tiles,
} from "../raster";
// Imported directly instead of from ../tools, because the worker needs the operations and none of the tools.
import { operationTiles } from "../tools/operations";
import type { OptionValues } from "../tools/option";
import { type PathJob, runPictureJob, type SelectionJob } from "../tools/pictureJobs";
import type { ExportedMask } from "../types";
import { type AdjustInput, adjustRegion, reduceImage } from "./adjust";
import { type CoveragePngInput, encodeCoveragePng } from "./coveragePng";
import { type Difference, type DifferenceInput, makeDifference } from "./difference";
import { type DrawnCopyInput, encodeDrawnCopy } from "./drawnCopy";
import { type DrawPartInput, drawPart } from "./drawPart";
import { exportMaskPng, type MaskPngInput } from "./exportMaskPng";
import { dropSamples, type KeepSamplesInput, keepSamples, NO_SAMPLES, onSamples } from "./keptSamples";
import { encodeMarkup, type MarkupInput } from "./markup";
import { makePartCoverage, makePartMask, type PartCoverageInput, type PartMaskInput } from "./partMask";
import { makePartOutline, type PartOutlineInput } from "./partOutline";
import { encodePasteCoverage, type PasteCoverageInput } from "./pasteCoveragePng";
import { makePatch, type Patch, type PatchInput } from "./patch";
import { makeProposedPart, type ProposedPartInput } from "./proposedPart";
import { type MaskReading, type ReadMaskInput, readMask } from "./readMask";
import { encodeSentMask, type SentMaskInput } from "./sentMask";
import { encodeReference, encodeSentPicture, type PlacedFile, type SentPictureInput } from "./sentPicture";
import { extractSentRows, type SentRowsInput } from "./sentRows";

export type Job =
	| { readonly type: "decode"; readonly bytes: Uint8Array<ArrayBuffer> }
	/** The file that leaves for a picture file. */
	| { readonly type: "outgoing"; readonly bytes: Uint8Array<ArrayBuffer> }
	| { readonly type: "encode"; readonly picture: RgbaImage }
	| ({ readonly type: "sentRows" } & SentRowsInput)
	| ({ readonly type: "sentPicture" } & SentPictureInput)
	| ({ readonly type: "renderReference" } & PlacedFile)
	/** Rotates a picture and encodes it. */
	| { readonly type: "rotate"; readonly picture: RgbaImage; readonly rotation: Rotation }
	| ({ readonly type: "readMask" } & ReadMaskInput)
	| {
			readonly type: "operate";
			/** An id of MASK_OPERATIONS. */
			readonly operation: string;
			readonly values: OptionValues | undefined;
			readonly coverage: Coverage;
	  }
	/** The same for an operation that reads the picture, whose samples are kept. */
	| {
			readonly type: "operateOnPicture";
			readonly operation: string;
			readonly values: OptionValues | undefined;
			readonly coverage: Coverage;
			readonly samples: string;
	  }
	/** Keeps the samples of a picture for the jobs that name them. */
	| ({ readonly type: "keepSamples" } & KeepSamplesInput)
	| { readonly type: "dropSamples" }
	/** The kept samples, scaled down to a longest side. */
	| { readonly type: "reducedPicture"; readonly samples: string; readonly side: number }
	| { readonly type: "select"; readonly job: SelectionJob; readonly samples: string | null }
	| { readonly type: "findPath"; readonly job: PathJob; readonly samples: string }
	| ({ readonly type: "maskPng" } & MaskPngInput)
	| ({ readonly type: "sendMask" } & SentMaskInput)
	| ({ readonly type: "coverageImage" } & CoveragePngInput)
	| ({ readonly type: "markup" } & MarkupInput)
	| ({ readonly type: "drawnCopy" } & DrawnCopyInput)
	| ({ readonly type: "pasteImage" } & PasteCoverageInput)
	| ({ readonly type: "adjust" } & AdjustInput)
	| { readonly type: "histogram"; readonly image: RgbaImage }
	| { readonly type: "reduce"; readonly image: RgbaImage; readonly levels: number }
	| ({ readonly type: "drawPart" } & DrawPartInput)
	| ({ readonly type: "partOutline" } & PartOutlineInput)
	| ({ readonly type: "partMask" } & PartMaskInput)
	| ({ readonly type: "partCoverage" } & PartCoverageInput)
	| ({ readonly type: "patch" } & PatchInput)
	| ({ readonly type: "proposedPart" } & ProposedPartInput)
	| ({ readonly type: "difference" } & DifferenceInput);

export interface JobResults {
	readonly decode: ImportedPicture;
	readonly outgoing: Blob;
	readonly encode: Uint8Array<ArrayBuffer>;
	readonly sentRows: RgbaImage;
	readonly sentPicture: Uint8Array<ArrayBuffer>;
	readonly renderReference: Uint8Array<ArrayBuffer>;
	readonly rotate: Uint8Array<ArrayBuffer>;
	readonly readMask: MaskReading;
	/** The tiles that the operation changes. */
	readonly operate: Tiles;
	/** null, here and below: the samples are not kept on this thread. */
	readonly operateOnPicture: Tiles | null;
	readonly keepSamples: null;
	readonly dropSamples: null;
	readonly reducedPicture: RgbaImage | null;
	readonly select: Tiles | null;
	readonly findPath: readonly Corner[] | null;
	readonly maskPng: ExportedMask;
	readonly sendMask: ExportedMask;
	readonly coverageImage: Uint8Array<ArrayBuffer>;
	readonly markup: Uint8Array<ArrayBuffer>;
	readonly drawnCopy: Uint8Array<ArrayBuffer>;
	readonly pasteImage: Uint8Array<ArrayBuffer>;
	readonly adjust: RgbaImage;
	readonly reduce: RgbaImage;
	/** The number of pixels of each brightness. */
	readonly histogram: readonly number[];
	readonly drawPart: Patch["pixels"];
	readonly partOutline: Coverage;
	readonly partMask: Uint8Array<ArrayBuffer>;
	readonly partCoverage: Coverage;
	readonly patch: Patch;
	readonly proposedPart: ProposedChange;
	readonly difference: Difference;
}

export type JobResult<J extends Job> = JobResults[J["type"]];

type BegunJob<Result> = Steps<Result | Promise<Result>> | Promise<Result>;

type OnProgress = (share: number) => void;

/** The signal stops work that does not run in steps. */
export function beginJob<J extends Job>(job: J, signal?: AbortSignal, onProgress?: OnProgress): BegunJob<JobResult<J>> {
	return begin(job, signal, onProgress) as BegunJob<JobResult<J>>;
}

function begin(
	job: Job,
	signal: AbortSignal | undefined,
	onProgress: OnProgress | undefined,
): BegunJob<JobResults[Job["type"]]> {
	switch (job.type) {
		case "decode":
			return decodePicture(job.bytes);
		case "outgoing":
			return makeOutgoingPicture(job.bytes);
		case "encode":
			return encodePicture(job.picture, { signal, onProgress });
		case "sentRows":
			return extractSentRows(job);
		case "sentPicture":
			return encodeSentPicture(job, { signal, onProgress });
		case "renderReference":
			return encodeReference(job);
		case "rotate":
			return rotateAndEncode(job.picture, job.rotation);
		case "readMask":
			return readMask(job);
		case "operate":
			return operationTiles(job.operation, job.coverage, job.values);
		case "operateOnPicture":
			return onSamples(job.samples, (samples) => operationTiles(job.operation, job.coverage, job.values, samples));
		case "keepSamples":
			return keepSamples(job);
		case "dropSamples":
			return dropSamples();
		case "reducedPicture":
			return onSamples(job.samples, (samples) => reducedPicture(samples, job.side));
		case "select":
		case "findPath":
			return job.samples === null
				? runPictureJob(NO_SAMPLES, job.job)
				: onSamples(job.samples, (samples) => runPictureJob(samples, job.job));
		case "maskPng":
			return exportMaskPng(job, signal);
		case "sendMask":
			return encodeSentMask(job, signal);
		case "coverageImage":
			return encodeCoveragePng(job);
		case "markup":
			return encodeMarkup(job);
		case "drawnCopy":
			return encodeDrawnCopy(job);
		case "pasteImage":
			return encodePasteCoverage(job);
		case "partMask":
			return makePartMask(job);
		case "partCoverage":
			return makePartCoverage(job);
		case "adjust":
			return adjustRegion(job);
		case "histogram":
			return brightnessCounts(job.image);
		case "reduce":
			return reduceImage(job);
		case "drawPart":
			return drawPart(job);
		case "partOutline":
			return makePartOutline(job);
		case "patch":
			return makePatch(job);
		case "proposedPart":
			return makeProposedPart(job);
		case "difference":
			return makeDifference(job);
	}
}

function* rotateAndEncode(picture: RgbaImage, rotation: Rotation): Steps<Promise<Uint8Array<ArrayBuffer>>> {
	const rotated = yield* rotatePixels(picture, rotation);
	return encodePicture(rotated);
}

/** The buffers of a result, to be transferred instead of copied. */
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
