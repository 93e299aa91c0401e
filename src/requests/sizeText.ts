// Sizes as they are shown.
import type { EditPlan } from "../../editor/index";

type Size = EditPlan["sent"];

export const sizeText = ({ width, height }: Size): string => `${width} × ${height}`;

export const areaOf = ({ left, top, right, bottom }: EditPlan["source"]): Size => ({
	width: right - left,
	height: bottom - top,
});
