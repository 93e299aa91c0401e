// What the library keeps. Pictures are named by SHA-256 and lie once in `images`; a task only names them.

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

/** US dollars, as it was shown before; approximate. */
export interface TaskEstimate {
	readonly from: number;
	readonly to: number;
	/** The month of the prices. */
	readonly asOf: string;
}

export interface TaskInputs {
	/** The picture that the mask belongs to, as it was sent. */
	readonly target?: string;
	readonly references: readonly string[];
	/** Results that the target was cut from: it is a file of its own, and names none of them. */
	readonly origins?: readonly string[];
	/** PNG, alpha 0 = edit. */
	readonly editMask?: string;
	/** In place of a mask: a transparent drawing over the target. */
	readonly markup?: string;
	readonly allowEverything?: boolean;
	/** What it takes to put the answer back into its document: the editor's, opaque here but for the picture it names. */
	readonly edit?: { readonly plan: unknown; readonly coverage: string | null };
}

/** Painted on: a mask went along, or a drawing in its place. */
export const isMasked = ({ editMask, markup }: TaskInputs): boolean => editMask !== undefined || markup !== undefined;

export interface TaskOutput {
	/** Position in the answer: kept when others before it are missing. */
	readonly index: number;
	readonly image: string;
	readonly contentType: string;
	readonly width: number;
	readonly height: number;
	readonly revisedPrompt?: string;
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
	/** Of the latest attempt. */
	readonly startedAt: number;
	readonly status: TaskStatus;
	readonly operation: "generate" | "edit";
	/** As it was written. */
	readonly prompt: string;
	/** As it went out, where something was added to it. */
	readonly sentPrompt?: string;
	/** Tasks that were sent together, an area each. */
	readonly group?: string;
	readonly params: TaskParams;
	readonly estimate?: TaskEstimate;
	readonly gateway: "custom" | "managed";
	/** Custom only, as normalised; carries no key. */
	readonly baseUrl?: string;
	/** Custom only: the profile it was sent with; absent: the one in use then. */
	readonly profileId?: string;
	/** hfis-…: the same in the page's and the backend's log lines. */
	readonly requestId: string;
	/** The backend's job, for recovery. */
	readonly jobId?: string;
	/** The canvas document it was sent from. */
	readonly documentId?: string;
	readonly inputs: TaskInputs;
	readonly outputs: readonly TaskOutput[];
	readonly error?: TaskError;
	/** As the provider echoed it. */
	readonly actual?: Readonly<Record<string, string>>;
	readonly usage?: Readonly<Record<string, number>>;
	readonly providerRequestId?: string;
	/** Pictures that were asked for and did not come, and why. */
	readonly failures?: readonly { readonly index: number; readonly error?: TaskError }[];
	/** What came otherwise than it was asked for. */
	readonly difference?: readonly { readonly field: string; readonly requested: string; readonly actual: string }[];
	readonly elapsedMs?: number;
}

/** A task as it lies in the database. */
export interface TaskRow extends TaskRecord {
	/** When it was last written. */
	readonly changedAt: number;
	/** Every picture it names. */
	readonly images: readonly string[];
}

/** A task that somebody marked: a record of its own. */
export interface FavouriteRecord {
	readonly id: string;
}

export interface ImageRecord {
	readonly sha256: string;
	readonly blob: Blob;
	readonly bytes: number;
	readonly contentType: string;
	/** As the file's header says; 0 when it is none of the types we read. */
	readonly width: number;
	readonly height: number;
	readonly createdAt: number;
}

export interface ThumbnailRecord {
	readonly sha256: string;
	readonly bytes: number;
	readonly blob: Blob;
}

/** As it lies in the database; the library hands out Blobs only. */
export type Stored<Kept extends { readonly blob: Blob }> = Omit<Kept, "blob"> & { readonly blob: StoredBytes };

/** The fields on top of a document that are text, numbers or flags. */
export type DocumentFacts<Saved> = {
	readonly [Key in keyof Saved as Saved[Key] extends string | number | boolean ? Key : never]: Saved[Key];
};

/** For the list of documents, and for telling whether somebody else has written since. */
export interface DocumentRecord {
	readonly id: string;
	readonly updatedAt: number;
	/** Another at every write. */
	readonly stamp: string;
	/** The next free number of a part or chunk. */
	readonly next: number;
	readonly facts: Readonly<Record<string, string | number | boolean>>;
	/** Every picture it names, also in its history. */
	readonly images: readonly string[];
	/** Of its chunks. */
	readonly bytes: number;
}

/** A document's content without its parts and chunks, which it names by number. */
export interface HeadRecord {
	readonly id: string;
	readonly head: unknown;
}

/** One step of a history. */
export interface PartRecord {
	readonly document: string;
	readonly id: number;
	readonly body: unknown;
}

/** One tile of a mask. */
export interface ChunkRecord {
	readonly document: string;
	readonly id: number;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Pictures that somebody still means although nothing stored names them: what can be undone, what stands in a prompt bar. */
export interface LeaseRecord {
	readonly id: string;
	readonly images: readonly string[];
	/** Milliseconds since 1970: afterwards nobody means them any more. */
	readonly until: number;
}

export interface MetaRecord {
	readonly key: string;
	readonly value: unknown;
}
