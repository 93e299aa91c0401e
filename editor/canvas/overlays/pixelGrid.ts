// Draws lines between picture pixels at high zoom: one path in whole device pixels, dark beside light, so that they are
// visible over any picture.
import type { Size } from "../../raster";
import { type Surface, visibleRect } from "../surface";

/** CSS pixels per picture pixel at which the lines begin to show and at which they have their full strength. */
const MIN_ZOOM = 8;
const FULL_ZOOM = 16;
const MAX_STRENGTH = 0.32;

export const isPixelGridShown = (zoom: number): boolean => zoom > MIN_ZOOM;

export function drawPixelGrid(surface: Surface, picture: Size, zoom: number, ratio: number): void {
	const { context, scale, left, top } = surface;
	const visible = visibleRect(surface, picture);
	const [firstX, lastX] = [Math.ceil(visible.left), Math.floor(visible.right)];
	const [firstY, lastY] = [Math.ceil(visible.top), Math.floor(visible.bottom)];
	const width = Math.max(1, Math.floor(ratio));
	const start = { x: Math.round(visible.left * scale + left), y: Math.round(visible.top * scale + top) };
	const end = { x: Math.round(visible.right * scale + left), y: Math.round(visible.bottom * scale + top) };
	const path = new Path2D();
	for (let x = firstX; x <= lastX; x++) path.rect(Math.round(x * scale + left), start.y, width, end.y - start.y);
	for (let y = firstY; y <= lastY; y++) path.rect(start.x, Math.round(y * scale + top), end.x - start.x, width);
	const strength = MAX_STRENGTH * Math.min(1, (zoom - MIN_ZOOM) / (FULL_ZOOM - MIN_ZOOM) + 0.25);
	context.save();
	context.fillStyle = `rgb(255 255 255 / ${strength})`;
	context.translate(-width, -width);
	context.fill(path);
	context.translate(width, width);
	context.fillStyle = `rgb(0 0 0 / ${strength})`;
	context.fill(path);
	context.restore();
}
