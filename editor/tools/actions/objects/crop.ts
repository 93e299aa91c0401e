// Begins and ends cropping the selected object by its handles. Enter ends it too, because nothing is left to confirm.
import cropIcon from "@lucide/icons/icons/crop";
import type { ActionContext } from "../../action";
import { changeablePictures, objectAction } from "./objectAction";

export const cropObject = objectAction({
	id: "object.crop",
	label: { en: "Crop", zh: "裁剪" },
	icon: cropIcon,
	shortcuts: ["Enter"],
	needsCanvas: true,
	isPressed: ({ croppedObject }) => Boolean(croppedObject),
	isEnabled: (context) => croppable(context) !== null,
	perform(context) {
		return [{ type: "cropObject", object: context.croppedObject ? null : croppable(context) }];
	},
});

/** The selected object, if it is the only one and can be changed. */
function croppable(context: ActionContext): string | null {
	const [object] = changeablePictures(context);
	return object?.isVisible === true && context.selectedObjects.length === 1 ? object.id : null;
}
