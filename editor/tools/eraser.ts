// Eraser: removes from the mask; the right button adds.
import { paintTool } from "./paintTool";

export const eraser = paintTool({
	id: "eraser",
	label: { en: "Eraser", zh: "橡皮擦" },
	icon: "eraser",
	shortcuts: ["E"],
	mode: "subtract",
});
