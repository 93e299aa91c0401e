// Paint eraser: makes the active paint layer transparent again; the right button and Alt paint.
import eraserIcon from "@lucide/icons/icons/brush-cleaning";
import { BRUSH_OPTIONS } from "../brushOptions";
import { strokeTool } from "../strokeTool";
import { NO_PAINT_PREVIEW, paintSurface } from "./paintSurface";

export const paintEraser = strokeTool({
	id: "paintEraser",
	label: { en: "Paint eraser", zh: "绘画橡皮擦" },
	icon: eraserIcon,
	shortcuts: [],
	group: "paint",
	isPainting: true,
	options: BRUSH_OPTIONS,
	mode: "erase",
	noPreview: NO_PAINT_PREVIEW,
	surfaceOf: paintSurface,
});
