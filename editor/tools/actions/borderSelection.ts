// Mask operations: add the background, or the subject, to the mask: what is like the colours of the picture's border and hangs
// together with it, or everything else.
import imageIcon from "@lucide/icons/icons/image-minus";
import userIcon from "@lucide/icons/icons/square-user";
import { background, combine, fullCoverage } from "../../raster";
import { TOLERANCE } from "../colourOptions";
import { type RangeOption, rangeValue } from "../option";
import type { PictureOperation } from "./maskOperation";

const BORDER_TOLERANCE: RangeOption = { ...TOLERANCE, initial: 10 };

export const selectBackground: PictureOperation = {
	id: "mask.background",
	label: { en: "Select background by border colours", zh: "按边缘颜色选择背景" },
	icon: imageIcon,
	shortcuts: [],
	options: [BORDER_TOLERANCE],
	*pictureSteps(coverage, values, samples) {
		const tiles = yield* background(samples, { tolerance: rangeValue(values, BORDER_TOLERANCE) });
		return combine(coverage, "union", { ...coverage, tiles });
	},
};

export const selectSubject: PictureOperation = {
	id: "mask.subject",
	label: { en: "Select subject by border colours", zh: "按边缘颜色选择主体" },
	icon: userIcon,
	shortcuts: [],
	options: [BORDER_TOLERANCE],
	*pictureSteps(coverage, values, samples) {
		const tiles = yield* background(samples, { tolerance: rangeValue(values, BORDER_TOLERANCE) });
		return combine(coverage, "union", combine(fullCoverage(coverage), "subtract", { ...coverage, tiles }));
	},
};
