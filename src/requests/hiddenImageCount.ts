// Counts the images that a request sends beyond those shown beside the prompt. Pure.
import type { EditOptions, SavedDocument } from "../../editor";
import { type EditPlan, overlapsRect } from "../../editor/basics";

type Source = Pick<EditPlan, "source">;

/**
 * Markup in place of a mask is sent as an image of its own. References that are drawn into the target are not sent by
 * themselves, which makes the count negative. Of several requests, the one with the most images counts.
 */
export function hiddenImageCount(
	{ references = [] }: Pick<SavedDocument, "references">,
	plans: readonly Source[],
	{ references: how, guide }: Pick<EditOptions, "references" | "guide">,
	hasMask: boolean,
): number {
	const drawing = hasMask && guide === "markup" ? 1 : 0;
	if (how !== "composed") return drawing;
	const drawn = plans.map(({ source }) => {
		return references.filter((reference) => reference.isVisible && overlapsRect(reference, source)).length;
	});
	return drawing - Math.min(...drawn, references.length);
}
