// The role of the selected placed pictures, part of the picture or reference, and blending one of them in.
import blendIcon from "@lucide/icons/icons/blend";
import combineIcon from "@lucide/icons/icons/layers-2";
import { isOnCanvas, isPlacedPicture, type ReferenceLayer } from "../../../document";
import type { ActionContext } from "../../action";
import { changeablePictures, changeObjects, objectAction, selectedObjects } from "./objectAction";

/** True if all selected objects are part of the picture. */
export function arePartsSelected(context: ActionContext): boolean {
	const selected = selectedObjects(context).filter(isPlacedPicture);
	return selected.length > 0 && selected.every(({ isPart }) => isPart === true);
}

export const togglePart = objectAction({
	id: "object.part",
	label: { en: "Part of the picture", zh: "作为画面的一部分" },
	icon: combineIcon,
	shortcuts: ["P"],
	isPressed: arePartsSelected,
	isEnabled: (context) => changeablePictures(context).length > 0,
	perform(context) {
		const isPart = !arePartsSelected(context);
		return changeObjects(changeablePictures(context), () => ({ isPart }));
	},
});

/** The only selected object, if it lies on the picture and can be changed. */
function blendable(context: ActionContext): ReferenceLayer | null {
	const [object, ...others] = selectedObjects(context);
	if (context.document === null || object === undefined || others.length > 0 || object.isLocked) return null;
	if (!isPlacedPicture(object)) return null;
	return isOnCanvas(object, context.document.picture) ? object : null;
}

export const blendObject = objectAction({
	id: "object.blendIn",
	label: { en: "Blend in", zh: "融入画面" },
	icon: blendIcon,
	shortcuts: ["Shift+P"],
	isEnabled: (context) => blendable(context) !== null,
	perform(context) {
		const object = blendable(context);
		return object === null ? [] : [{ type: "blendIn", object: object.id }];
	},
});
