// Locks the selected objects, or unlocks them if all of them are locked.
import lockIcon from "@lucide/icons/icons/lock";
import type { ActionContext } from "../../action";
import { changeObjects, objectAction, selectedObjects } from "./objectAction";

function areAllLocked(context: ActionContext): boolean {
	const selected = selectedObjects(context);
	return selected.length > 0 && selected.every(({ isLocked }) => isLocked === true);
}

export const lockObjects = objectAction({
	id: "object.lock",
	label: { en: "Lock object", zh: "锁定对象" },
	icon: lockIcon,
	shortcuts: ["Mod+Shift+L"],
	isPressed: areAllLocked,
	isEnabled: (context) => selectedObjects(context).length > 0,
	perform(context) {
		const isLocked = !areAllLocked(context);
		return changeObjects(selectedObjects(context), () => ({ isLocked }));
	},
});
