// The input images of the planned edit requests, as far as they differ from those shown beside the prompt. Pure.
import type { EditOptions, EditPlan, SavedDocument } from "../../editor";
import { overlapsRect, sentReferences } from "../../editor/basics";
import type { PlannedInputs } from "../prompt/plannedInputs";

type Plan = Pick<EditPlan, "source" | "sent" | "size">;

export function inputsOfPlans(
	{ references = [] }: Pick<SavedDocument, "references">,
	plans: readonly Plan[],
	{ references: how, guide }: Pick<EditOptions, "references" | "guide">,
	hasMask: boolean,
): readonly PlannedInputs[] {
	return plans.map(({ source, sent, size }) => {
		const drawn = how === "composed" ? sentReferences(references).filter((one) => overlapsRect(one, source)) : [];
		return { size, target: sent, hasMarkup: hasMask && guide === "markup", drawn: drawn.map(({ id }) => id) };
	});
}
