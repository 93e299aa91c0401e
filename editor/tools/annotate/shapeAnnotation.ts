// The common part of box and ellipse: a bordered shape with an optional ground.
import { createAnnotation } from "../../document";
import { foregroundOf } from "../colour/foreground";
import { choiceValue, colourValue, rangeValue } from "../option";
import type { Tool } from "../tool";
import { draggedBox } from "./drag";
import { drawingTool } from "./drawingTool";
import { GROUND, groundColour, opacityOption, widthOf, widthOption } from "./options";

const WIDTH = widthOption(4, 60);
const OPACITY = opacityOption(1);
const FILL = groundColour("#ffffff");

interface ShapeNaming extends Pick<Tool, "label" | "icon" | "shortcuts"> {
	/** Selection tools have the plain names. */
	readonly id: string;
	readonly kind: "box" | "ellipse";
}

export function shapeAnnotationTool({ kind, ...naming }: ShapeNaming): Tool {
	return drawingTool({
		...naming,
		options: [WIDTH, { ...GROUND, isAdvanced: true }, { ...FILL, isAdvanced: true }, OPACITY],
		draw(drawing, context) {
			const place = draggedBox(drawing);
			if (place === null) return null;
			const values = context.settings[naming.id];
			return createAnnotation(context.document.annotations, {
				kind,
				place,
				width: widthOf(context, naming.id, WIDTH),
				colour: foregroundOf(context.settings),
				opacity: rangeValue(values, OPACITY),
				...(choiceValue(values, GROUND) === "colour" && { fill: colourValue(values, FILL) }),
			});
		},
	});
}
