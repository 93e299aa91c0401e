// Formats dimensions in pixels for display.
import type { EditPlan } from "../../editor/index";

type Dimensions = EditPlan["sent"];

export const formatDimensions = ({ width, height }: Dimensions): string => `${width} × ${height}`;

export const dimensionsOf = ({ left, top, right, bottom }: EditPlan["source"]): Dimensions => ({
	width: right - left,
	height: bottom - top,
});
