// Draws over selected objects: their outlines, the lines that a dragged box meets, the rubber band, and the size, angle or
// position that a drag has reached. The handles are nodes (nodes/handleNodes.ts).
import { boundsOfBoxes, boxCorners, type PlacedBox, type PlacedObject, type SnapLine } from "../../document";
import type { Point } from "../../raster";
import type { ObjectPreview } from "../../tools";
import { type Surface, toDevice, toDevicePoint } from "../surface";
import { drawLabel } from "./label";

/** Visible over any picture, and unlike the handles. */
const LINE_COLOUR = "#ff3d9a";

export interface ObjectLook {
	readonly selected: readonly PlacedObject[];
	/** The object that is being cropped: thirds are drawn in it. */
	readonly cropped: PlacedObject | null;
	readonly preview: ObjectPreview | null;
	/** The theme's colour of selected things. */
	readonly colour: string;
	/** Device pixels per CSS pixel. */
	readonly ratio: number;
}

export function drawSelection(surface: Surface, look: ObjectLook): void {
	const { context } = surface;
	const { selected, cropped, preview, ratio } = look;
	context.save();
	// The handles have an outline of their own.
	for (const box of selected) if (selected.length > 1 || box.isLocked) strokeOutline(surface, box, look);
	if (cropped !== null) drawThirds(surface, cropped, ratio);
	for (const line of preview?.lines ?? []) drawSnapLine(surface, line, ratio);
	if (preview?.band) drawBand(surface, preview.band, look);
	context.restore();
	if (preview === null || preview.label === "") return;
	const bounds = boundsOfBoxes(preview.box ? [preview.box] : selected);
	if (bounds !== null) drawLabel(surface, preview.label, toDevice(surface, bounds), ratio);
}

function strokeOutline(surface: Surface, box: PlacedBox, { colour, ratio }: ObjectLook): void {
	const { context } = surface;
	const path = new Path2D();
	for (const corner of boxCorners(box)) {
		const { x, y } = toDevicePoint(surface, corner);
		path.lineTo(x, y);
	}
	path.closePath();
	context.lineWidth = 3 * ratio;
	context.strokeStyle = "rgb(0 0 0 / 0.35)";
	context.stroke(path);
	context.lineWidth = 1.25 * ratio;
	context.strokeStyle = colour;
	context.stroke(path);
}

function drawThirds(surface: Surface, box: PlacedBox, ratio: number): void {
	const { context } = surface;
	const [a, b, c, d] = boxCorners(box).map((corner) => toDevicePoint(surface, corner));
	if (!a || !b || !c || !d) return;
	const between = (from: Point, to: Point, share: number) => ({
		x: from.x + (to.x - from.x) * share,
		y: from.y + (to.y - from.y) * share,
	});
	const path = new Path2D();
	for (const share of [1 / 3, 2 / 3]) {
		for (const [from, to] of [
			[between(a, b, share), between(d, c, share)],
			[between(a, d, share), between(b, c, share)],
		] as const) {
			path.moveTo(from.x, from.y);
			path.lineTo(to.x, to.y);
		}
	}
	context.lineWidth = ratio;
	context.strokeStyle = "rgb(255 255 255 / 0.55)";
	context.stroke(path);
}

export function drawSnapLine(surface: Surface, { axis, at, from, to }: SnapLine, ratio: number): void {
	const { context } = surface;
	const ends =
		axis === "x"
			? toDevice(surface, { left: at, top: from, right: at, bottom: to })
			: toDevice(surface, { left: from, top: at, right: to, bottom: at });
	const width = Math.max(1, Math.round(ratio));
	// A light line around the coloured one is visible over any picture.
	for (const [grow, colour] of [
		[width, "rgb(255 255 255 / 0.7)"],
		[0, LINE_COLOUR],
	] as const) {
		context.fillStyle = colour;
		const length = axis === "x" ? ends.bottom - ends.top : ends.right - ends.left;
		if (axis === "x") context.fillRect(ends.left - grow, ends.top, width + 2 * grow, length);
		else context.fillRect(ends.left, ends.top - grow, length, width + 2 * grow);
	}
}

function drawBand(surface: Surface, band: PlacedBox, { colour, ratio }: ObjectLook): void {
	const { context } = surface;
	const path = new Path2D();
	for (const corner of boxCorners(band)) {
		const { x, y } = toDevicePoint(surface, corner);
		path.lineTo(Math.round(x), Math.round(y));
	}
	path.closePath();
	context.globalAlpha = 0.14;
	context.fillStyle = colour;
	context.fill(path);
	context.globalAlpha = 1;
	context.lineWidth = Math.max(1, Math.round(ratio));
	context.strokeStyle = colour;
	context.stroke(path);
}
