// Ellipse: masks the ellipse inside the dragged rectangle.
import circleIcon from "@lucide/icons/icons/circle";
import { ellipseCorners } from "../raster";
import { draggedRect, shapeTool } from "./shapeTool";

export const ellipse = shapeTool({
	id: "ellipse",
	label: { en: "Ellipse", zh: "椭圆" },
	icon: circleIcon,
	shortcuts: ["Shift+M"],
	group: "shape",
	isSnapped: true,
	corners: (drag) => ellipseCorners(draggedRect(drag)),
});
