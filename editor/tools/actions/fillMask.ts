// Mask operation: masks the whole picture.
import paintBucketIcon from "@lucide/icons/icons/paint-bucket";
import { fullCoverage } from "../../raster";
import type { InstantOperation } from "./maskOperation";

export const fillMask: InstantOperation = {
	id: "mask.fill",
	label: { en: "Mask entire image", zh: "将整张图片设为蒙版" },
	icon: paintBucketIcon,
	shortcuts: ["Mod+A"],
	apply: (coverage) => fullCoverage(coverage),
};
