// Selecting objects without a pointer: all, none, the next one, the previous one. None of it is a step of the history.
import { isPickable, objectsOf, type PlacedObject } from "../../../document";
import type { Action, ActionContext } from "../../action";
import type { Label } from "../../label";
import { objectAction } from "./objectAction";

const pickable = ({ document }: ActionContext) => (document === null ? [] : objectsOf(document).filter(isPickable));

const selectAll = objectAction({
	id: "object.selectAll",
	label: { en: "Select all objects", zh: "选择全部对象" },
	shortcuts: ["Mod+A"],
	isEnabled: (context) => pickable(context).length > 0,
	perform: (context) => [{ type: "selectObjects", objects: pickable(context).map(({ id }) => id) }],
});

const selectNone = objectAction({
	id: "object.selectNone",
	label: { en: "Deselect objects", zh: "取消选择对象" },
	shortcuts: ["Escape", "Mod+D"],
	isEnabled: ({ selectedObjects }) => selectedObjects.length > 0,
	perform: () => [{ type: "selectObjects", objects: [] }],
});

/** Locked objects take part, so that they can be unlocked without a pointer. */
const visible = ({ document }: ActionContext) =>
	document === null ? [] : objectsOf(document).filter(({ isVisible }) => isVisible);

/** The object `step` places above the selected ones, round and round; from the bottom or the top if none is selected. */
function neighbour(context: ActionContext, step: 1 | -1): PlacedObject | undefined {
	const objects = visible(context);
	const selected = objects.map(({ id }) => context.selectedObjects.includes(id));
	const from = step > 0 ? selected.lastIndexOf(true) : selected.indexOf(true);
	const start = from < 0 && step < 0 ? objects.length : from;
	return objects[(start + step + objects.length) % objects.length];
}

function stepAction(id: string, label: Label, shortcuts: readonly string[], step: 1 | -1): Action {
	return objectAction({
		id,
		label,
		shortcuts,
		needsCanvas: true,
		isRepeated: true,
		isEnabled: (context) => visible(context).length > 0,
		perform(context) {
			const next = neighbour(context, step);
			return next === undefined ? [] : [{ type: "selectObjects", objects: [next.id] }];
		},
	});
}

export const selectActions: readonly Action[] = [
	selectAll,
	selectNone,
	stepAction("object.selectNext", { en: "Select next object", zh: "选择下一个对象" }, ["PageDown"], 1),
	stepAction("object.selectPrevious", { en: "Select previous object", zh: "选择上一个对象" }, ["PageUp"], -1),
];
