// The errors that the editor reports to the user. It imports nothing, so that every room can throw them.

/** The cause of an EditorError. */
export type EditorErrorCode =
	| "not-an-image"
	| "heic-image"
	| "empty-file"
	| "unreadable-file"
	| "file-too-large"
	| "damaged-image"
	| "image-too-large"
	| "no-memory"
	| "no-picture"
	| "picture-left"
	| "not-straightened"
	| "straightened-since"
	| "nothing-masked"
	| "everything-masked"
	| "mask-size-mismatch"
	| "mask-too-large"
	| "mask-locked"
	| "paint-locked"
	| "mask-unclear"
	| "nothing-transparent"
	| "nothing-light"
	| "nothing-changed"
	| "everything-changed"
	| "nothing-to-blend"
	| "placed-missing"
	| "no-segmentation-model"
	| "operation-failed"
	| "result-missing"
	| "answer-unreadable"
	| "answer-transparent"
	| "answer-tiny"
	| "layers-unavailable"
	| "layers-unsupported"
	| "not-stored";

/**
 * An error to show to the user; `describeEditorError` returns its message. An operation that rejects with it has not
 * changed the document.
 */
export class EditorError extends Error {
	override readonly name = "EditorError";
	constructor(
		/** Stable: programs may compare it. */
		readonly code: EditorErrorCode,
		/** Values for the placeholders of the message. */
		readonly details: Readonly<Record<string, string | number>> = {},
		options?: ErrorOptions,
	) {
		super(code, options);
	}
}
