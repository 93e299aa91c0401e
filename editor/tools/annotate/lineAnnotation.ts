// The common part of line and arrow: a straight line between two points.
import { createAnnotation, lineBreadth } from "../../document";
import { foregroundOf } from "../colour/foreground";
import { lineBox } from "../objects/annotationBox";
import { rangeValue } from "../option";
import type { Tool } from "../tool";
import { draggedLine } from "./drag";
import { drawingTool } from "./drawingTool";
import { opacityOption, widthOf, widthOption } from "./options";

const WIDTH = widthOption(4, 60);
const OPACITY = opacityOption(1);

export function lineTool({
	id: kind,
	...naming
}: Pick<Tool, "label" | "icon" | "shortcuts"> & { id: "line" | "arrow" }): Tool {
	return drawingTool({
		id: kind,
		...naming,
		options: [WIDTH, OPACITY],
		draw(drawing, context) {
			const ends = draggedLine(drawing);
			if (ends === null) return null;
			const width = widthOf(context, kind, WIDTH);
			const [from, to] = ends;
			return createAnnotation(context.document.annotations, {
				kind,
				...lineBox(from, to, lineBreadth({ kind, width })),
				width,
				colour: foregroundOf(context.settings),
				opacity: rangeValue(context.settings[kind], OPACITY),
			});
		},
	});
}
