// How many pictures go out more, or fewer, than there are to be seen beside the prompt. Pure.
import type { EditOptions, EditPlan, SavedDocument } from "../../editor/index";

type Source = Pick<EditPlan, "source">;

/** A drawing in place of a mask goes along; what is drawn into the first picture does not. Of the request with most. */
export function addedPictures(
	{ references = [] }: Pick<SavedDocument, "references">,
	plans: readonly Source[],
	{ references: how, guide }: Pick<EditOptions, "references" | "guide">,
	hasMask: boolean,
): number {
	const drawing = hasMask && guide === "markup" ? 1 : 0;
	if (how !== "composed") return drawing;
	const drawn = plans.map(({ source }) => {
		return references.filter(({ isVisible, place: { left, top, right, bottom } }) => {
			return isVisible && left < source.right && right > source.left && top < source.bottom && bottom > source.top;
		}).length;
	});
	return drawing - Math.min(...drawn, references.length);
}
