// The records of the library. An image is stored once, under its SHA-256; tasks and documents hold only that name.

import type { StoredBytes } from "./blobs";

export const TASK_STATUSES = ["done", "running", "failed", "interrupted", "cancelled"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export interface TaskParams {
	readonly model: string;
	readonly size?: string;
	readonly quality?: string;
	readonly n: number;
	readonly outputFormat?: "png" | "jpeg" | "webp";
	/** 0 to 100, JPEG and WebP only. */
	readonly outputCompression?: number;
	readonly background?: string;
	readonly moderation?: string;
	readonly inputFidelity?: "low" | "high";
}

/** The approximate price in US dollars that was shown before sending. */
export interface TaskEstimate {
	readonly from: number;
	readonly to: number;
	/** The month of the price list. */
	readonly asOf: string;
}

export interface TaskInputs {
	/** The image that the mask belongs to, as it was sent. */
	readonly target?: string;
	readonly references: readonly string[];
	/** Outputs that the target was cropped from; the target is a file of its own and does not refer to them. */
	readonly origins?: readonly string[];
	/** PNG, alpha 0 = edit. */
	readonly editMask?: string;
	/** A copy of the target with drawings that show what is meant. */
	readonly drawing?: string;
	/** Instead of a mask: a drawing over the target, on a transparent background. */
	readonly markup?: string;
	/** The markup is sent in the request's field of that name. Default: it is the last image. */
	readonly isMarkupField?: true;
	readonly allowEverything?: boolean;
	/** The editor's data for pasting the answer into its document; opaque here except for the image it names. */
	readonly edit?: { readonly plan: unknown; readonly coverage: string | null };
}

/** The task was sent with a mask, or with a drawing instead of one. */
export const isMasked = ({ editMask, markup }: TaskInputs): boolean => editMask !== undefined || markup !== undefined;

export interface TaskOutput {
	/** Position in the answer; unchanged if earlier images are missing. */
	readonly index: number;
	readonly image: string;
	readonly contentType: string;
	readonly width: number;
	readonly height: number;
	readonly revisedPrompt?: string;
	/** The file lacks its end or has wrong parts; it is kept as it was received. */
	readonly isDamaged?: true;
}

export interface TaskError {
	readonly code: string;
	readonly message: string;
	readonly details?: Readonly<Record<string, string | number | boolean>>;
	readonly provider_request_id?: string;
	readonly provider_message?: string;
}

export interface TaskRecord {
	readonly id: string;
	readonly createdAt: number;
	/** Start of the latest attempt. Times are ms since 1970. */
	readonly startedAt: number;
	readonly status: TaskStatus;
	readonly operation: "generate" | "edit";
	/** As the user wrote it. */
	readonly prompt: string;
	/** The text that was sent, if it differs from `prompt`. */
	readonly sentPrompt?: string;
	/** Common to tasks that were sent together, one per area. */
	readonly group?: string;
	readonly params: TaskParams;
	readonly estimate?: TaskEstimate;
	readonly gateway: "custom" | "managed";
	/** Custom gateway only, normalised; contains no key. */
	readonly baseUrl?: string;
	/** Custom gateway only: the profile it was sent with; absent: the profile that was active then. */
	readonly profileId?: string;
	/** "hfis-…"; identical in the page's and the backend's log lines. */
	readonly requestId: string;
	/** The backend's job id, for recovery. */
	readonly jobId?: string;
	/** The canvas document it was sent from. */
	readonly documentId?: string;
	readonly inputs: TaskInputs;
	readonly outputs: readonly TaskOutput[];
	readonly error?: TaskError;
	/** Parameters that the provider reported. */
	readonly actual?: Readonly<Record<string, string>>;
	readonly usage?: Readonly<Record<string, number>>;
	readonly providerRequestId?: string;
	/** Requested images that failed, with the reason. */
	readonly failures?: readonly { readonly index: number; readonly error?: TaskError }[];
	/** Parameters whose actual value differs from the requested one. */
	readonly difference?: readonly { readonly field: string; readonly requested: string; readonly actual: string }[];
	readonly elapsedMs?: number;
}

/** A task as it is stored, with the fields that the indices use. */
export interface TaskRow extends TaskRecord {
	/** Time of the last write. */
	readonly changedAt: number;
	/** Every image it names. */
	readonly images: readonly string[];
}

/** A deleted task, as it lies in the bin until it is restored or deleted for good. */
export interface DeletedTaskRow extends TaskRow {
	readonly deletedAt: number;
	/** The stars that it and its pictures had. */
	readonly stars: readonly string[];
}

/** Marks a task or one of its pictures as favourite. */
export interface FavouriteRecord {
	/** The task's id, or pictureStarId (stars.ts). */
	readonly id: string;
}

export interface ImageRecord {
	readonly sha256: string;
	readonly blob: Blob;
	readonly bytes: number;
	readonly contentType: string;
	/** From the file's header; 0 for types that are not read here. */
	readonly width: number;
	readonly height: number;
	readonly createdAt: number;
}

export interface ThumbnailRecord {
	readonly sha256: string;
	readonly bytes: number;
	readonly blob: Blob;
}

/** An image record as it is stored; the library returns Blobs only. */
export type Stored<Kept extends { readonly blob: Blob }> = Omit<Kept, "blob"> & { readonly blob: StoredBytes };

/** The top-level fields of a document that are text, numbers or flags. */
export type DocumentFacts<Saved> = {
	readonly [Key in keyof Saved as Saved[Key] extends string | number | boolean ? Key : never]: Saved[Key];
};

/** A row in the list of documents; also detects writes by other windows. */
export interface DocumentRecord {
	readonly id: string;
	readonly updatedAt: number;
	/** Revision: differs after every write. */
	readonly stamp: string;
	/** The next free number of a part or chunk. */
	readonly next: number;
	readonly facts: Readonly<Record<string, string | number | boolean>>;
	/** Every image it names, also in its history. */
	readonly images: readonly string[];
	/** Total length of its chunks. */
	readonly bytes: number;
	/** The document lies in the bin since then. */
	readonly deletedAt?: number;
}

/** A document's content, with numbers in place of its parts and chunks. */
export interface HeadRecord {
	readonly id: string;
	readonly head: unknown;
}

/** One item of a list that is stored by items, such as a step of the history. */
export interface PartRecord {
	readonly document: string;
	readonly id: number;
	readonly body: unknown;
}

/** One byte array, such as a mask tile. */
export interface ChunkRecord {
	readonly document: string;
	readonly id: number;
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** The length before packing (packBytes.ts). Without it the bytes are not packed. */
	readonly length?: number;
}

/** Protects images that no stored record names, such as inputs in the prompt bar. */
export interface LeaseRecord {
	readonly id: string;
	readonly images: readonly string[];
	/** Expiry, ms since 1970. */
	readonly until: number;
}

export interface MetaRecord {
	readonly key: string;
	readonly value: unknown;
}
