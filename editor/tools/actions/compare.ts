// Comparison of the picture before and after edits on the canvas. It makes no history entries.
import blendIcon from "@lucide/icons/icons/blend";
import columns2Icon from "@lucide/icons/icons/columns-2";
import diffIcon from "@lucide/icons/icons/diff";
import unfoldHorizontalIcon from "@lucide/icons/icons/unfold-horizontal";
import type { Action, ActionContext, CompareMode, Effect } from "../action";
import type { IconData } from "../icon";
import type { Label } from "../label";
import { candidateIds } from "./results";

const STEP = 0.05;

/** True if the document has an accepted or a visible result, or a generated picture is shown beside others. */
const isComparable = (context: ActionContext) => {
	const { document, shownGenerated } = context;
	if (shownGenerated) return candidateIds(context).length > 1;
	return document !== null && (document.accepted.length > 0 || document.results.some(({ isVisible }) => isVisible));
};

/** The candidate to compare with: the chosen one, or for a generated picture, which has no original, its neighbour. */
function opponent(context: ActionContext): string | null {
	const { against = null, shownGenerated } = context;
	if (!shownGenerated || (against !== null && against !== shownGenerated)) return against;
	const ids = candidateIds(context);
	const at = ids.indexOf(shownGenerated);
	return ids[at - 1] ?? ids[at + 1] ?? null;
}

/** Compares the shown candidate with another one, or null: with the picture without a candidate. */
export function compareWith({ compare }: Pick<ActionContext, "compare">, against: string | null): readonly Effect[] {
	return [{ type: "show", against, results: true, compare: compare === "none" ? "slider" : compare }];
}

function mode(compare: CompareMode, label: Label, icon: IconData, shortcut: string): Action {
	return {
		id: `compare.${compare}`,
		label,
		icon,
		group: "compare",
		shortcuts: [shortcut],
		isPressed: (context) => context.compare === compare,
		isEnabled: isComparable,
		perform: (context) => [
			{ type: "show", compare: context.compare === compare ? "none" : compare, against: opponent(context) },
		],
	};
}

function move(id: string, label: Label, shortcut: string, by: number): Action {
	return {
		id: `compare.${id}`,
		label,
		group: "compare",
		shortcuts: [shortcut],
		isRepeated: true,
		isEnabled: ({ compare }) => compare === "slider" || compare === "onion",
		perform: ({ position }) => [{ type: "show", position: Math.min(1, Math.max(0, position + by)) }],
	};
}

export const compareActions: readonly Action[] = [
	mode("slider", { en: "Compare with slider", zh: "滑块对比" }, unfoldHorizontalIcon, "Y"),
	mode("side", { en: "Compare side by side", zh: "并排对比" }, columns2Icon, "Shift+Y"),
	mode("onion", { en: "Compare with overlay", zh: "叠加对比" }, blendIcon, "O"),
	mode("difference", { en: "Show difference", zh: "显示差异" }, diffIcon, "D"),
	move("left", { en: "Move comparison left", zh: "对比位置左移" }, "Alt+Shift+ArrowLeft", -STEP),
	move("right", { en: "Move comparison right", zh: "对比位置右移" }, "Alt+Shift+ArrowRight", STEP),
];
