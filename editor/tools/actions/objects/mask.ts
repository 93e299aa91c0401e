// The mask of the selected placed picture: taken from the active mask, given back to it to be painted, removed.
import { activeMask, isPlacedPicture, type ReferenceLayer } from "../../../document";
import { isEmpty } from "../../../raster";
import type { ActionContext } from "../../action";
import { changeablePictures, changeObjects, objectAction, selectedObjects } from "./objectAction";

/** The only selected object, if it can be changed. */
function maskable(context: ActionContext): ReferenceLayer | null {
	const [object, ...others] = selectedObjects(context);
	if (object === undefined || others.length > 0 || object.isLocked) return null;
	return isPlacedPicture(object) ? object : null;
}

const hasActiveMask = ({ document }: ActionContext) => document !== null && !isEmpty(activeMask(document).coverage);

export const takeObjectMask = objectAction({
	id: "object.takeMask",
	label: { en: "Mask with the active mask", zh: "用当前蒙版遮盖" },
	shortcuts: [],
	isEnabled: (context) => maskable(context) !== null && hasActiveMask(context),
	perform(context) {
		const object = maskable(context);
		return object === null ? [] : [{ type: "objectMask", object: object.id, way: "take" }];
	},
});

export const releaseObjectMask = objectAction({
	id: "object.releaseMask",
	label: { en: "Load its mask for painting", zh: "载入图层蒙版以便绘制" },
	shortcuts: [],
	isEnabled: (context) => maskable(context)?.coverage !== undefined,
	perform(context) {
		const object = maskable(context);
		return object === null ? [] : [{ type: "objectMask", object: object.id, way: "release" }];
	},
});

export const resetObjectMask = objectAction({
	id: "object.resetMask",
	label: { en: "Remove mask", zh: "移除蒙版" },
	shortcuts: [],
	isEnabled: (context) => changeablePictures(context).some(({ coverage }) => coverage !== undefined),
	perform: (context) => changeObjects(changeablePictures(context), () => ({ coverage: null })),
});
