// What was chosen, as the editor is asked for it.
import type { EditOptions, Frame } from "../../editor/index";
import { modelFamily } from "../gateway/models";
import type { EditChoices } from "./requestChoices";

/** A frame says itself what goes out; a model that reads no drawings is given a mask. */
export function editWishes({ extent, guide, ...rest }: EditChoices, model: string, frame: Frame | null): EditOptions {
	const { sizes, hasMarkup } = modelFamily(model);
	return {
		...rest,
		rules: sizes,
		extent: frame !== null && extent === "region" ? "whole" : extent,
		guide: hasMarkup ? guide : "mask",
	};
}
