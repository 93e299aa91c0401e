// Brush: adds to the mask; the right button erases.
import { paintTool } from "./paintTool";

export const brush = paintTool({
	id: "brush",
	label: { en: "Brush", zh: "画笔" },
	icon: "brush",
	shortcuts: ["B"],
	mode: "union",
});
