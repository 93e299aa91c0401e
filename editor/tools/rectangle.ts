// Rectangle: masks a rectangle of whole pixels, so that its edges are hard.
import squareIcon from "@lucide/icons/icons/square";
import { rectCorners } from "../raster";
import { draggedRect, shapeTool } from "./shapeTool";

export const rectangle = shapeTool({
	id: "rectangle",
	label: { en: "Rectangle", zh: "矩形" },
	icon: squareIcon,
	shortcuts: ["M"],
	group: "shape",
	isSnapped: true,
	corners(drag) {
		const { left, top, right, bottom } = draggedRect(drag);
		return rectCorners({
			left: Math.round(left),
			top: Math.round(top),
			right: Math.round(right),
			bottom: Math.round(bottom),
		});
	},
});
