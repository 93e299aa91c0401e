// Draws through a placement: what has pixels of its own, such as a picture, turned and mirrored by the context.
import { invertPlacement, isUpright, type Placement, placePoint, placeRect } from "../raster";
import { movedTo, type Surface, visiblePart } from "./surface";

/**
 * `draw` gets a surface whose origin is the thing's upper left corner, as it was before it was turned and mirrored.
 */
export function drawOriented(surface: Surface, placement: Placement, draw: (placed: Surface) => void): void {
	const { context, scale } = surface;
	if (isUpright(placement)) {
		draw(movedTo(surface, { left: placement.x, top: placement.y }));
		return;
	}
	// From pixels of the thing at the surface's scale to device pixels; whole ones, so that edges are rounded alike.
	const placed = {
		...placement,
		x: Math.round(placement.x * scale + surface.left),
		y: Math.round(placement.y * scale + surface.top),
	};
	const across = placePoint({ x: 1, y: 0 }, placed);
	const down = placePoint({ x: 0, y: 1 }, placed);
	const { x, y } = placed;
	context.save();
	context.transform(across.x - x, across.y - y, down.x - x, down.y - y, x, y);
	draw({ ...surface, left: 0, top: 0, visible: placeRect(visiblePart(surface), invertPlacement(placed)) });
	context.restore();
}
