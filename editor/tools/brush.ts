// Brush: adds to the mask; the right button takes away.
import { FIRST_BRUSH, type MaybePainting, paintStep } from "./painting";
import { defineTool } from "./tool";

const id = "brush";

export const brush = defineTool<MaybePainting>({
	id,
	label: { en: "Brush", zh: "画笔" },
	icon: "brush",
	shortcuts: ["B"],
	brush: FIRST_BRUSH,
	idle: null,
	cursor: ({ settings }) => ({ kind: "ring", diameter: (settings[id] ?? FIRST_BRUSH).size }),
	step: (state, event, context) => paintStep(state, event, context, context.settings[id] ?? FIRST_BRUSH, "union"),
});
