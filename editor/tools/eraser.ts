// Eraser: takes away from the mask; the right button adds.
import { FIRST_BRUSH, type MaybePainting, paintStep } from "./painting";
import { defineTool } from "./tool";

const id = "eraser";

export const eraser = defineTool<MaybePainting>({
	id,
	label: { en: "Eraser", zh: "橡皮擦" },
	icon: "eraser",
	shortcuts: ["E"],
	brush: FIRST_BRUSH,
	idle: null,
	cursor: ({ settings }) => ({ kind: "ring", diameter: (settings[id] ?? FIRST_BRUSH).size }),
	step: (state, event, context) => paintStep(state, event, context, context.settings[id] ?? FIRST_BRUSH, "subtract"),
});
