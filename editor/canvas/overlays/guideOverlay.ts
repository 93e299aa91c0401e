// Draws guides across the whole canvas. They are part of no picture and of no request.
import type { Guide } from "../../document";
import { type Surface, toDevice } from "../surface";

const COLOUR = "#00a8ff";
const DRAGGED_COLOUR = "#ff3d9a";

/** `dragged` is shown in place of the guide of the same id. */
export function drawGuides(surface: Surface, guides: readonly Guide[], dragged: Guide | null, ratio: number): void {
	for (const guide of guides) if (guide.id !== dragged?.id) drawGuide(surface, guide, COLOUR, ratio);
	if (dragged !== null) drawGuide(surface, dragged, DRAGGED_COLOUR, ratio);
}

function drawGuide(surface: Surface, { axis, at }: Guide, colour: string, ratio: number): void {
	const { context, width, height } = surface;
	const { left, top } = toDevice(surface, { left: at, top: at, right: at, bottom: at });
	const thickness = Math.max(1, Math.round(ratio));
	const before = Math.floor(thickness / 2);
	context.fillStyle = colour;
	if (axis === "x") context.fillRect(left - before, 0, thickness, height);
	else context.fillRect(0, top - before, width, thickness);
}
