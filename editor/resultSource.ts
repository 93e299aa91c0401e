// The interface through which the embedding program describes results and repeats their requests. The editor itself
// knows neither prompts nor models.
import type { SavedEdit } from "./types";

/** The request that a result was made with. */
export interface ResultPrompt {
	readonly prompt: string;
	/** The part of the prompt that the user edits before sending it again. */
	readonly editablePrompt: string;
	/** Model, size and the like, for display. */
	readonly detail: string;
	/** The time of the request, in milliseconds since 1970. */
	readonly at: number;
	/** True if all inputs of the request are still available. */
	readonly canRepeat: boolean;
}

/**
 * "again": sends the request with a new prompt; "more": sends the same request for another result; "reproduce": sends the
 * request of an accepted edit again; "look": opens the full view; "open": opens the answer as a document of its own;
 * "layer": puts the answer on the canvas by `Editor.placeLayer`; "reference": adds the answer to the reference pictures; "dismiss": takes a generated picture off the result strip.
 */
export type ResultRequest = "again" | "more" | "reproduce" | "look" | "open" | "layer" | "reference" | "dismiss";

/** The requests behind the results: the editor shows their prompts, and asks for more results by it. */
export interface ResultSource {
	/** Describes the request of a result by the id of the result. undefined: the request is no longer known. */
	describe(id: string): Promise<ResultPrompt | undefined>;
	/** The user asked for something about the result with this id. `prompt` is the new editable prompt of "again". */
	request(id: string, request: ResultRequest, prompt?: string): void;
	/** Opens a new document with the picture after this accepted edit, or as imported if the id is null. */
	branch(id: string | null): void;
}

/** A generated picture, which belongs to no document. It is listed with the document's results and shown over the canvas. */
export interface GeneratedPicture {
	/** Unique among these pictures and the results of documents. */
	readonly id: string;
	/** For display: the prompt. */
	readonly name: string;
	/** The ImageStore id; undefined while the picture is being generated. */
	readonly image?: string | undefined;
	/** Its thumbnail, or the part of it that has arrived. */
	readonly preview?: Blob | undefined;
}

/** A result that has been requested but not received completely. */
export interface PendingResult {
	/** The id that its result will have on the canvas. */
	readonly id: string;
	/** The picture received so far. */
	readonly preview?: Blob | undefined;
	/** The data to show the preview in place on the canvas. */
	readonly partial?: PartialResult | undefined;
}

/** A partial answer to an edit with a mask. */
export interface PartialResult {
	readonly edit: SavedEdit;
	/** The mask as it was sent: alpha 0 = edit. */
	readonly mask: Blob;
	readonly preview: Blob;
}
