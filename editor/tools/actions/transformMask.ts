// Mask operations that flip, turn and align the whole mask. While the mask is being transformed they change its box instead.

import middleIcon from "@lucide/icons/icons/align-center-horizontal";
import centreIcon from "@lucide/icons/icons/align-center-vertical";
import bottomIcon from "@lucide/icons/icons/align-end-horizontal";
import rightIcon from "@lucide/icons/icons/align-end-vertical";
import topIcon from "@lucide/icons/icons/align-start-horizontal";
import leftIcon from "@lucide/icons/icons/align-start-vertical";
import rotateLeftIcon from "@lucide/icons/icons/rotate-ccw-square";
import rotateRightIcon from "@lucide/icons/icons/rotate-cw-square";
// Lucide names these by the direction of the line, which is the other way round.
import flipVerticalIcon from "@lucide/icons/icons/triangles-centerline-dashed-horizontal";
import flipHorizontalIcon from "@lucide/icons/icons/triangles-centerline-dashed-vertical";
import { transformCoverage } from "../../raster";
import type { IconData } from "../icon";
import type { Label } from "../label";
import { type BoxChange, type BoxEdge, transformOfChange } from "../maskBox";
import type { BoxOperation } from "./maskOperation";

function boxOperation(id: string, label: Label, icon: IconData, boxChange: BoxChange): BoxOperation {
	return {
		id: `mask.${id}`,
		label,
		icon,
		shortcuts: [],
		boxChange,
		*steps(coverage) {
			const transform = transformOfChange(coverage, boxChange);
			return transform === null ? coverage : yield* transformCoverage(coverage, transform);
		},
	};
}

const align = (id: string, label: Label, icon: IconData, edge: BoxEdge) =>
	boxOperation(`align${id}`, label, icon, { kind: "align", edge });

export const ORIENT_MASK: readonly BoxOperation[] = [
	boxOperation("flipHorizontally", { en: "Flip mask horizontally", zh: "水平翻转蒙版" }, flipHorizontalIcon, {
		kind: "flip",
		axis: "x",
	}),
	boxOperation("flipVertically", { en: "Flip mask vertically", zh: "垂直翻转蒙版" }, flipVerticalIcon, {
		kind: "flip",
		axis: "y",
	}),
	boxOperation("turnLeft", { en: "Rotate mask 90° left", zh: "蒙版向左旋转 90°" }, rotateLeftIcon, {
		kind: "turn",
		degrees: -90,
	}),
	boxOperation("turnRight", { en: "Rotate mask 90° right", zh: "蒙版向右旋转 90°" }, rotateRightIcon, {
		kind: "turn",
		degrees: 90,
	}),
];

export const ALIGN_MASK: readonly BoxOperation[] = [
	align("Left", { en: "Align mask to the left edge", zh: "蒙版对齐图片左边" }, leftIcon, "left"),
	align("Centre", { en: "Centre mask horizontally", zh: "蒙版水平居中" }, centreIcon, "centre"),
	align("Right", { en: "Align mask to the right edge", zh: "蒙版对齐图片右边" }, rightIcon, "right"),
	align("Top", { en: "Align mask to the top edge", zh: "蒙版对齐图片顶边" }, topIcon, "top"),
	align("Middle", { en: "Centre mask vertically", zh: "蒙版垂直居中" }, middleIcon, "middle"),
	align("Bottom", { en: "Align mask to the bottom edge", zh: "蒙版对齐图片底边" }, bottomIcon, "bottom"),
];
