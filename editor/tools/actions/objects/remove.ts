// Deletes the selected objects that are not locked.
import trashIcon from "@lucide/icons/icons/trash";
import { removeObject } from "../../../document";
import { changeableObjects, commandEffects, objectAction } from "./objectAction";

export const deleteObjects = objectAction({
	id: "object.delete",
	label: { en: "Delete object", zh: "删除对象" },
	icon: trashIcon,
	shortcuts: ["Delete", "Backspace"],
	needsCanvas: true,
	perform: (context) => commandEffects(changeableObjects(context).map(removeObject)),
});
