// Takes back single properties of the selected objects: the size to that of the source picture's pixels, the crop, the angle.
import { recrop, rectAround, rectCentre, shownCrop } from "../../../document";
import { rectOf, sizeOf } from "../../../raster";
import type { Action } from "../../action";
import { changeableObjects, changeablePictures, changeObjects, objectAction } from "./objectAction";

const resetSize = objectAction({
	id: "object.resetSize",
	label: { en: "Original size", zh: "还原为原始大小" },
	shortcuts: [],
	isEnabled: (context) => changeablePictures(context).some(({ image }) => context.imageSize(image) !== undefined),
	perform: (context) =>
		changeObjects(changeablePictures(context), (object) => {
			const source = context.imageSize(object.image);
			if (source === undefined) return null;
			return { place: rectAround(rectCentre(object.place), sizeOf(shownCrop(object, source))) };
		}),
});

const resetCrop = objectAction({
	id: "object.resetCrop",
	label: { en: "Remove crop", zh: "取消裁剪" },
	shortcuts: [],
	isEnabled: (context) => changeablePictures(context).some(({ crop }) => crop !== undefined),
	perform: (context) =>
		changeObjects(changeablePictures(context), (object) => {
			const source = context.imageSize(object.image);
			return source === undefined ? { crop: null } : recrop(object, source, rectOf(source));
		}),
});

const resetAngle = objectAction({
	id: "object.resetAngle",
	label: { en: "Reset rotation", zh: "重置旋转" },
	shortcuts: [],
	isEnabled: (context) => changeableObjects(context).some(({ angle = 0 }) => angle !== 0),
	perform: (context) => changeObjects(changeableObjects(context), () => ({ angle: 0 })),
});

export const resetActions: readonly Action[] = [resetSize, resetCrop, resetAngle];
