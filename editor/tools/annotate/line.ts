// Line: a straight line; with Shift in steps of 15 degrees.
import lineIcon from "@lucide/icons/icons/slash";
import { lineTool } from "./lineAnnotation";

export const line = lineTool({
	id: "line",
	label: { en: "Line", zh: "直线" },
	icon: lineIcon,
	shortcuts: ["Alt+Shift+L"],
});
