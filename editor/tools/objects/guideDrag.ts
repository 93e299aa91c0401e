// Dragging a guide by its line with the tool that moves things. Pure arithmetic in picture pixels.
import { type DocumentCommand, type Guide, guidePosition, snapGuide } from "../../document";
import { areGuidesLocked, shownGuides } from "../actions/viewAids";
import type { ImagePoint, ToolContext, ToolSample } from "../tool";

/** CSS pixels from a line within which it is pressed. */
const REACH = 4;
const TOUCH_REACH = 12;
/** In CSS pixels. */
const SNAP_DISTANCE = 6;

/** The nearest guide that is shown under the pointer and can be moved. */
export function guideAt(context: ToolContext, at: ImagePoint, pointer: string): Guide | null {
	if (areGuidesLocked(context)) return null;
	const reach = (pointer === "touch" ? TOUCH_REACH : REACH) / context.zoom;
	const distance = (guide: Guide) => Math.abs(at[guide.axis] - guide.at);
	const [nearest] = shownGuides(context)
		.filter((guide) => distance(guide) <= reach)
		.sort((a, b) => distance(a) - distance(b));
	return nearest ?? null;
}

/** The guide under the pointer; null beside the canvas, where it is removed. `isFree`: it does not snap. */
export function draggedGuide(guide: Guide, to: ToolSample, isFree: boolean, context: ToolContext): Guide | null {
	const { width, height } = context.view.size;
	const { x, y } = to.view;
	if (x < 0 || y < 0 || x > width || y > height) return null;
	const at = to.image[guide.axis];
	const tolerance = SNAP_DISTANCE / context.zoom;
	return { ...guide, at: guidePosition(isFree ? at : snapGuide(context.document, guide.axis, at, tolerance)) };
}

export function guideCommands(guide: Guide, dragged: Guide | null): readonly DocumentCommand[] {
	if (dragged === null) return [{ type: "guide.remove", guide: guide.id }];
	return [{ type: "guide.move", guide: guide.id, at: dragged.at }];
}
