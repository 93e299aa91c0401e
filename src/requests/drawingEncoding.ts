// The ways in which annotations can reach a model, and the one that it honours best. Pure.
import type { DrawingEncoding } from "../../editor/types";
import { modelFamily } from "../gateway/models";
import type { StringKey } from "../i18n/strings";

/** "auto": the best one for the model. */
export type DrawingChoice = "auto" | DrawingEncoding;

export interface DrawingContext {
	readonly model: string;
	/** Something is masked, and sent as a mask. */
	readonly sendsMask: boolean;
	/** An annotation has a text. */
	readonly hasText: boolean;
}

export const DRAWING_ENCODINGS: readonly DrawingEncoding[] = ["copy", "markup", "mask", "words", "none"];

/** undefined: the encoding can be used. */
export function encodingProblem(encoding: DrawingEncoding, context: DrawingContext): StringKey | undefined {
	const { maxImages, hasMarkup, hasMask } = modelFamily(context.model);
	switch (encoding) {
		case "copy":
			return maxImages > 1 ? undefined : "requestPreview.drawings.oneImage";
		case "markup":
			if (!hasMarkup) return "requestPreview.drawings.noMarkup";
			return context.sendsMask ? "requestPreview.drawings.markupOrMask" : undefined;
		case "mask":
			return hasMask ? undefined : "requestPreview.drawings.noMask";
		case "words":
			return context.hasText ? undefined : "requestPreview.drawings.noText";
		case "none":
			return undefined;
	}
}

/** The chosen encoding where it can be used, and otherwise the first of these that can: a copy is read by most models. */
export function drawingEncoding(choice: DrawingChoice, context: DrawingContext): DrawingEncoding {
	const order: readonly DrawingEncoding[] = [...(choice === "auto" ? [] : [choice]), "copy", "markup", "mask", "words"];
	return order.find((encoding) => encodingProblem(encoding, context) === undefined) ?? "none";
}
