// The interface of every gateway: it takes a whole request and delivers images one by one.
import type { BackendError } from "../host/contract";
import type { StudioError } from "../host/errors";

export interface RequestParams {
	readonly model: string;
	readonly size?: string;
	readonly quality?: string;
	readonly n: number;
	readonly background?: string;
	readonly outputFormat?: "png" | "jpeg" | "webp";
	/** 0 to 100, JPEG and WebP only. */
	readonly outputCompression?: number;
	readonly moderation?: string;
	readonly inputFidelity?: "low" | "high";
	/** Number of previews in a streamed answer, 0 to 3. */
	readonly partialImages?: number;
}

export interface InputPicture {
	readonly sha256: string;
	/** Its type is the image's actual type, detected from its bytes. */
	readonly blob: Blob;
	readonly fileName: string;
}

/** A complete request as one value that can be stored, retried and compared. */
export interface GatewayRequest {
	/** "hfis-…"; identical in the page's and the backend's log lines. */
	readonly requestId: string;
	readonly taskId: string;
	readonly operation: "generate" | "edit";
	readonly prompt: string;
	readonly params: RequestParams;
	/** The first one is the mask's target. Empty for generate. */
	readonly images: readonly InputPicture[];
	/** PNG of exactly the target's size; alpha 0 = edit. */
	readonly editMask?: InputPicture;
	/** Custom gateway only: a drawing of the first image's size on a transparent ground, in place of a mask. */
	readonly markup?: InputPicture;
	/** The user confirmed that the mask covers the whole image. */
	readonly allowEverything?: boolean;
	/** Custom gateway only. */
	readonly baseUrl?: string;
	/** Custom gateway only; absent: the active profile. */
	readonly profileId?: string;
	/** Custom gateway only: request just these images of an earlier attempt, by index. */
	readonly onlyIndices?: readonly number[];
	/** Managed gateway only: request base64 instead of URLs. */
	readonly isBase64Wanted?: boolean;
}

export interface ReceivedPicture {
	readonly index: number;
	readonly blob: Blob;
	readonly width: number;
	readonly height: number;
	readonly revisedPrompt?: string;
	/** Parameters that the provider reported for this image. */
	readonly actual?: Readonly<Record<string, string>>;
}

/** A preview: shown until the next preview of its index, or the image, arrives. Never stored. */
export interface PartialPicture {
	readonly index: number;
	/** Number of the preview, from 0. */
	readonly step: number;
	readonly blob: Blob;
	readonly width: number;
	readonly height: number;
}

export type Stage = "checking" | "sending" | "waiting" | "receiving";

export interface Upload {
	readonly sent: number;
	readonly total: number;
}

export interface GatewayHandlers {
	onStage(stage: Stage): void;
	/** Bytes of the input images that have reached the backend, and of all of them. */
	onUpload?(upload: Upload): void;
	/** The backend's job id. From here on the request survives a reload. */
	onJob?(jobId: string): Promise<void>;
	/** Resolves once the image is stored; a rejection ends the run and leaves the result in the backend. */
	onPicture(picture: ReceivedPicture): Promise<void>;
	/** A preview of a streamed answer. Must not throw. */
	onPartial?(partial: PartialPicture): void;
	/** The backend repeats the request after a pause; only where that cannot bill twice. */
	onRetry?(retry: { readonly index: number; readonly afterMs: number; readonly reason: string }): void;
	/** One of several images failed; the run continues. */
	onPictureFailed?(failure: { readonly index: number; readonly error: StudioError }): void;
	/**
	 * The job succeeded, failed or was cancelled; the backend may delete it once that is stored. Not called if polling
	 * failed.
	 */
	onEnded?(): void;
}

export interface Outcome {
	readonly requested: number;
	readonly received: number;
	readonly actual: Readonly<Record<string, string>>;
	readonly usage?: Readonly<Record<string, number>>;
	readonly providerRequestId?: string;
	readonly elapsedMs: number;
	/** The outcome of each image, if they were requested one by one. */
	readonly children?: readonly ChildOutcome[];
	/** Parameters whose actual value differs from the requested one. */
	readonly difference?: readonly Difference[];
	/** For the log: the HTTP status of the answer. */
	readonly status?: number;
	/** For the log: the number of saved assets that the managed gateway named. */
	readonly assets?: number;
}

export interface ChildOutcome {
	readonly index: number;
	readonly state: "done" | "failed" | "cancelled";
	readonly error?: BackendError;
}

export interface Difference {
	readonly field: "size" | "quality" | "format" | "count";
	readonly requested: string;
	readonly actual: string;
}

export interface Gateway {
	readonly kind: "custom" | "managed";
	/**
	 * Rejects with StudioError. An aborted signal cancels a custom request; a managed one cannot be stopped and ignores
	 * it.
	 */
	run(request: GatewayRequest, handlers: GatewayHandlers, signal: AbortSignal): Promise<Outcome>;
}
