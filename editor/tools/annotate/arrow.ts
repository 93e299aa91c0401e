// Arrow: a straight arrow from the press to the release; with Shift in steps of 15 degrees.
import arrowIcon from "@lucide/icons/icons/move-up-right";
import { lineTool } from "./lineAnnotation";

export const arrow = lineTool({
	id: "arrow",
	label: { en: "Arrow", zh: "箭头" },
	icon: arrowIcon,
	shortcuts: ["Alt+Shift+A"],
});
