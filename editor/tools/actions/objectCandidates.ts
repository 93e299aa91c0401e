// The candidates of a selection by a model: shows the next or the previous one while its gesture is open.
import previousIcon from "@lucide/icons/icons/chevron-left";
import nextIcon from "@lucide/icons/icons/chevron-right";
import type { Action } from "../action";
import { objectSelect } from "../objectSelect";

function candidateAction(
	id: string,
	label: Action["label"],
	{ icon, key, by }: { icon: Action["icon"]; key: string; by: 1 | -1 },
): Action {
	return {
		id,
		label,
		...(icon && { icon }),
		group: "tool",
		tool: objectSelect.id,
		shortcuts: [key],
		isEnabled: ({ isGestureOpen }) => isGestureOpen === true,
		perform: () => [{ type: "cycle", by }],
	};
}

export const previousCandidate = candidateAction(
	"objectSelect.previous",
	{ en: "Previous candidate", zh: "上一个候选" },
	{ icon: previousIcon, key: "[", by: -1 },
);

export const nextCandidate = candidateAction(
	"objectSelect.next",
	{ en: "Next candidate", zh: "下一个候选" },
	{ icon: nextIcon, key: "]", by: 1 },
);
