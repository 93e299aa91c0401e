// Changes the stacking order of the selected objects; among themselves they keep their order.
import bringToFrontIcon from "@lucide/icons/icons/bring-to-front";
import backwardIcon from "@lucide/icons/icons/layers-arrow-down";
import forwardIcon from "@lucide/icons/icons/layers-arrow-up";
import sendToBackIcon from "@lucide/icons/icons/send-to-back";
import { type DocumentCommand, moveObject, type PlacedObject } from "../../../document";
import type { Action } from "../../action";
import type { IconData } from "../../icon";
import type { Label } from "../../label";
import { changeableObjects, commandEffects, objectAction } from "./objectAction";

/** Both lists from bottom to top. */
type Reorder = (ids: readonly string[], isMoved: (id: string) => boolean) => readonly string[];

const toFront: Reorder = (ids, isMoved) => [...ids.filter((id) => !isMoved(id)), ...ids.filter(isMoved)];

/** Each moved one passes the next one above it that stays. */
const forward: Reorder = (ids, isMoved) => {
	const after = [...ids];
	for (let i = after.length - 2; i >= 0; i--) {
		const [lower, upper] = [after[i] ?? "", after[i + 1] ?? ""];
		if (isMoved(lower) && !isMoved(upper)) after.splice(i, 2, upper, lower);
	}
	return after;
};

const downwards =
	(reorder: Reorder): Reorder =>
	(ids, isMoved) =>
		[...reorder([...ids].reverse(), isMoved)].reverse();

function reordered(
	objects: readonly PlacedObject[],
	moved: ReadonlySet<string>,
	reorder: Reorder,
): readonly DocumentCommand[] {
	const before = objects.map(({ id }) => id);
	const after = reorder(before, (id) => moved.has(id));
	if (after.every((id, i) => id === before[i])) return [];
	return after.flatMap((id, to) =>
		objects.filter((object) => object.id === id).map((object) => moveObject(object, to)),
	);
}

function order(id: string, label: Label, icon: IconData, shortcut: string, reorder: Reorder): Action {
	return objectAction({
		id,
		label,
		icon,
		shortcuts: [shortcut],
		perform(context) {
			const moved = new Set(changeableObjects(context).map((object) => object.id));
			const { references = [], annotations = [] } = context.document ?? {};
			// Annotations stay above the pictures.
			return commandEffects([references, annotations].flatMap((objects) => reordered(objects, moved, reorder)));
		},
	});
}

export const orderActions: readonly Action[] = [
	order("object.toFront", { en: "Bring to front", zh: "置于顶层" }, bringToFrontIcon, "Mod+Shift+]", toFront),
	order("object.forward", { en: "Bring forward", zh: "上移一层" }, forwardIcon, "Mod+]", forward),
	order("object.backward", { en: "Send backward", zh: "下移一层" }, backwardIcon, "Mod+[", downwards(forward)),
	order("object.toBack", { en: "Send to back", zh: "置于底层" }, sendToBackIcon, "Mod+Shift+[", downwards(toFront)),
];
