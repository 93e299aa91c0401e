// Converts the user's choices to the options of the editor's edit request.
import type { EditOptions, EditorState } from "../../editor/index";
import { modelFamily } from "../gateway/models";
import { type DrawingContext, drawingEncoding } from "./drawingEncoding";
import type { EditChoices } from "./requestChoices";

/** A frame defines the extent by itself. A model that does not understand markup is sent a mask. */
export function editOptions(
	{ extent, guide, drawings, ...rest }: EditChoices,
	model: string,
	state: DrawnState,
): EditOptions {
	const { sizes, hasMarkup } = modelFamily(model);
	const { frame } = state;
	return {
		...rest,
		rules: sizes,
		extent: frame !== null && extent === "region" ? "whole" : extent,
		guide: hasMarkup ? guide : "mask",
		drawings: state.drawingCount > 0 ? drawingEncoding(drawings, drawingContext(guide, model, state)) : "none",
	};
}

type DrawnState = Pick<EditorState, "frame" | "hasMask" | "drawingCount" | "writtenDrawingCount">;

/** The facts by which the ways of sending annotations are offered. */
export function drawingContext(
	guide: EditChoices["guide"],
	model: string,
	{ hasMask, writtenDrawingCount }: DrawnState,
): DrawingContext {
	const isMarkup = guide === "markup" && modelFamily(model).hasMarkup;
	return { model, sendsMask: hasMask && !isMarkup, hasText: writtenDrawingCount > 0 };
}
