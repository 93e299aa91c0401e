// What every gateway is to the rooms above it: a request goes in whole, pictures come out one by one.
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
	/** Previews of a streamed answer, 0 to 3. */
	readonly partialImages?: number;
}

export interface InputPicture {
	readonly sha256: string;
	/** Its type is the picture's, by its bytes. */
	readonly blob: Blob;
	readonly fileName: string;
}

/** Everything that a request needs, in one value that can be stored, retried and compared. */
export interface GatewayRequest {
	/** hfis-…: the same in the page's and the backend's log lines. */
	readonly requestId: string;
	readonly taskId: string;
	readonly operation: "generate" | "edit";
	readonly prompt: string;
	readonly params: RequestParams;
	/** The first is the mask's target. Empty for generate. */
	readonly images: readonly InputPicture[];
	/** PNG of exactly the target's size, alpha 0 = edit. */
	readonly editMask?: InputPicture;
	/** The person was asked and wants the whole picture repainted. */
	readonly allowEverything?: boolean;
	/** Custom only. */
	readonly baseUrl?: string;
	/** Custom only; absent: the active one. */
	readonly profileId?: string;
	/** Custom only: these pictures of a former attempt, by index. */
	readonly onlyIndices?: readonly number[];
	/** Managed only: ask for base64 in the answer. */
	readonly isBase64Wanted?: boolean;
}

export interface ReceivedPicture {
	readonly index: number;
	readonly blob: Blob;
	readonly width: number;
	readonly height: number;
	readonly revisedPrompt?: string;
	/** As the provider said it of this very picture. */
	readonly actual?: Readonly<Record<string, string>>;
}

/** Not finished: to be shown until the next one of its index, or the picture, comes. Never stored. */
export interface PartialPicture {
	readonly index: number;
	/** Which of the previews, from 0. */
	readonly step: number;
	readonly blob: Blob;
	readonly width: number;
	readonly height: number;
}

export type Stage = "checking" | "sending" | "waiting" | "receiving";

export interface GatewayHandlers {
	onStage(stage: Stage): void;
	/** The backend's name for the work: from here on it survives a reload. */
	onJob?(jobId: string): Promise<void>;
	/** Resolves once the picture is stored; a rejection ends the run and leaves the result where it is. */
	onPicture(picture: ReceivedPicture): Promise<void>;
	/** A preview of a streamed answer. What it throws is its own affair. */
	onPartial?(partial: PartialPicture): void;
	/** The backend asks again after a pause; it does so only where that cannot bill twice. */
	onRetry?(retry: { readonly index: number; readonly afterMs: number; readonly reason: string }): void;
	/** One of several pictures will not come; the run goes on. */
	onPictureFailed?(failure: { readonly index: number; readonly error: StudioError }): void;
	/** The job is over, well or badly: once that is stored the backend may forget it. Not called when it was only lost sight of. */
	onEnded?(): void;
}

export interface Outcome {
	readonly requested: number;
	readonly received: number;
	readonly actual: Readonly<Record<string, string>>;
	readonly usage?: Readonly<Record<string, number>>;
	readonly providerRequestId?: string;
	readonly elapsedMs: number;
	/** How each picture ended, when they were asked for one by one. */
	readonly children?: readonly ChildOutcome[];
	/** What came otherwise than asked. */
	readonly difference?: readonly Difference[];
	/** For the log: how many saved assets the managed gateway named. */
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
	/** Rejects with StudioError. An aborted signal cancels (custom) or is ignored (managed: it cannot be stopped). */
	run(request: GatewayRequest, handlers: GatewayHandlers, signal: AbortSignal): Promise<Outcome>;
}
