// What only the program around the editor knows of results and can do about them: whose words brought them, and asking
// again.
import type { SavedEdit } from "./types";

/** What a result was asked for with. */
export interface ResultPrompt {
	/** What was said. */
	readonly prompt: string;
	/** What other words would take the place of. */
	readonly replaced: string;
	/** With what, for people to read: model, size and the like. */
	readonly detail: string;
	/** When it was asked for, in milliseconds since 1970. */
	readonly at: number;
	/** All that went out is still there. */
	readonly canRepeat: boolean;
}

/**
 * "again": with other words; "more": another one of the kind; "reproduce": the same request for an edit that was kept;
 * "look": to see it in full.
 */
export type ResultRequest = "again" | "more" | "reproduce" | "look";

export interface ResultSource {
	/** undefined: nothing is known of it any more. */
	describe(id: string): Promise<ResultPrompt | undefined>;
	request(id: string, wish: ResultRequest, words?: string): void;
	/** A document of its own from the picture as it was after this edit; null: as it was imported. */
	branch(id: string | null): void;
}

/** A result that is on its way. */
export interface PendingResult {
	readonly id: string;
	/** What there is of it so far, as a picture. */
	readonly preview?: Blob | undefined;
	/** Where on the picture it will lie, while it is being made. */
	readonly partial?: PartialResult | undefined;
}

/** What has come so far of the answer to an edit that went out with a mask. */
export interface PartialResult {
	readonly edit: SavedEdit;
	/** As it was sent: alpha 0 = edit. */
	readonly mask: Blob;
	readonly preview: Blob;
}
