// Colour brush: paints on the active paint layer; the right button erases, Alt takes a colour of the picture.
import paintbrushIcon from "@lucide/icons/icons/paintbrush";
import { BRUSH_OPTIONS } from "../brushOptions";
import { FOREGROUND } from "../colour/foreground";
import { strokeTool } from "../strokeTool";
import { NO_PAINT_PREVIEW, paintSurface } from "./paintSurface";

export const paintBrush = strokeTool({
	id: "paintBrush",
	label: { en: "Colour brush", zh: "彩色画笔" },
	icon: paintbrushIcon,
	shortcuts: ["Shift+D"],
	group: "paint",
	isPainting: true,
	hasEyedropper: true,
	options: [FOREGROUND, ...BRUSH_OPTIONS],
	mode: "draw",
	noPreview: NO_PAINT_PREVIEW,
	surfaceOf: paintSurface,
});
