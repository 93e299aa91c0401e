// Rectangle, of whole pixels: its edges are as hard as edges can be.
import { rectCorners } from "../raster";
import { draggedRect, shapeTool } from "./shapeTool";

export const rectangle = shapeTool({
	id: "rectangle",
	label: { en: "Rectangle", zh: "矩形" },
	icon: "rectangle",
	shortcuts: ["M"],
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
