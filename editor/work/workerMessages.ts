// The messages between the page and the worker.
import type { EditorError, EditorErrorCode } from "../types";
import type { TransferHeader } from "./chunkedTransfer";
import type { Job } from "./job";

export type WorkerRequest =
	| { readonly id: number; readonly job: Job }
	/** A large job, whose bytes follow in chunks. */
	| { readonly id: number; readonly header: TransferHeader }
	| { readonly id: number; readonly chunk: Uint8Array<ArrayBuffer> }
	| { readonly id: number; readonly isCancelled: true };

export type JobOutcome =
	| { readonly ok: true; readonly value: unknown }
	| { readonly ok: false; readonly code: EditorErrorCode; readonly details: EditorError["details"] }
	/** This thread cannot run the job; another may. */
	| { readonly ok: false; readonly code: "unsupported" };

export type WorkerResponse =
	| { readonly id: number; readonly outcome: JobOutcome }
	/** The share of the job that is done, from 0 to 1. */
	| { readonly id: number; readonly progress: number };
