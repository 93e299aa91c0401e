// Brush: adds to the mask; the right button erases.
import brushIcon from "@lucide/icons/icons/brush";
import { paintTool } from "./paintTool";

export const brush = paintTool({
	id: "brush",
	label: { en: "Brush", zh: "画笔" },
	icon: brushIcon,
	shortcuts: ["B"],
	mode: "draw",
});
