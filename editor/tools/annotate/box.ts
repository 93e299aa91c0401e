// Box: a rectangle; with Shift a square.
import boxIcon from "@lucide/icons/icons/square";
import { shapeAnnotationTool } from "./shapeAnnotation";

export const box = shapeAnnotationTool({
	id: "box",
	kind: "box",
	label: { en: "Box", zh: "矩形框" },
	icon: boxIcon,
	shortcuts: ["Alt+Shift+M"],
});
