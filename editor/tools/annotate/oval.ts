// Oval: an ellipse; with Shift a circle. The selection tool has the name ellipse.
import ovalIcon from "@lucide/icons/icons/circle";
import { shapeAnnotationTool } from "./shapeAnnotation";

export const oval = shapeAnnotationTool({
	id: "oval",
	kind: "ellipse",
	label: { en: "Oval", zh: "椭圆框" },
	icon: ovalIcon,
	shortcuts: ["Alt+Shift+O"],
});
