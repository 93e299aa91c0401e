// Eraser: removes from the mask; the right button adds.
import eraserIcon from "@lucide/icons/icons/eraser";
import { paintTool } from "./paintTool";

export const eraser = paintTool({
	id: "eraser",
	label: { en: "Eraser", zh: "橡皮擦" },
	icon: eraserIcon,
	shortcuts: ["E"],
	mode: "erase",
});
