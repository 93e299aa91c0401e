// Converts the user's choices to the options of the editor's edit request.
import type { EditOptions, Frame } from "../../editor/index";
import { modelFamily } from "../gateway/models";
import type { EditChoices } from "./requestChoices";

/** A frame defines the extent by itself. A model that does not understand markup is sent a mask. */
export function editOptions({ extent, guide, ...rest }: EditChoices, model: string, frame: Frame | null): EditOptions {
	const { sizes, hasMarkup } = modelFamily(model);
	return {
		...rest,
		rules: sizes,
		extent: frame !== null && extent === "region" ? "whole" : extent,
		guide: hasMarkup ? guide : "mask",
	};
}
