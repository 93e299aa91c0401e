// The input images of the planned edit requests, as far as they differ from those shown beside the prompt. Pure.
import type { EditOptions, EditPlan, SavedDocument } from "../../editor";
import { overlapsRect, sentReferences } from "../../editor/basics";
import type { PlannedInputs } from "../prompt/plannedInputs";

type Plan = Pick<EditPlan, "source" | "sent" | "size">;

export function inputsOfPlans(
	{ references = [] }: Pick<SavedDocument, "references">,
	plans: readonly Plan[],
	{ references: how, guide, drawings }: Pick<EditOptions, "references" | "guide" | "drawings">,
	hasMask: boolean,
): readonly PlannedInputs[] {
	return plans.map(({ source, sent, size }) => {
		const drawn = how === "composed" ? sentReferences(references).filter((one) => overlapsRect(one, source)) : [];
		const isMarked = drawings === "markup" || (hasMask && guide === "markup");
		const added = Number(isMarked) + Number(drawings === "copy");
		return { size, target: sent, addedImages: added, drawn: drawn.map(({ id }) => id) };
	});
}
