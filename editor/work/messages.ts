// What workshop and worker say to each other.
import type { EditorError, EditorErrorCode } from "../types";
import type { Parcel } from "./chunkedTransfer";
import type { Job } from "./job";

export type Order =
	| { readonly id: number; readonly job: Job }
	/** A job whose bytes follow. */
	| { readonly id: number; readonly parcel: Parcel }
	| { readonly id: number; readonly piece: Uint8Array<ArrayBuffer> }
	| { readonly id: number; readonly isCancelled: true };

export type Reply =
	| { readonly ok: true; readonly value: unknown }
	| { readonly ok: false; readonly code: EditorErrorCode; readonly details: EditorError["details"] }
	/** This thread cannot do it; another may. */
	| { readonly ok: false; readonly code: "unsupported" };

export interface Answer {
	readonly id: number;
	readonly reply: Reply;
}
