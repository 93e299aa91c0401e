// Draws the edit frame: a faint line, or the full editing overlay while the frame tool is active. The part beyond the picture
// is hatched, because outpainting will fill it. Its handles and their outline are nodes (nodes/handleNodes.ts).
import type { SnapLine } from "../../document";
import type { Rect, Size } from "../../raster";
import { type Surface, toDevice } from "../surface";
import { drawLabel } from "./label";
import { drawSnapLine } from "./objectOverlay";

export interface FrameLook {
	/** The frame tool is active: draws the size label, and darkens everything outside. */
	readonly isEditable: boolean;
	readonly isDragged: boolean;
	/** The area beyond the picture shows a result, which is not hatched. */
	readonly isFilled: boolean;
	/** Lines that the dragged sides meet. */
	readonly lines: readonly SnapLine[];
	/** Device pixels per CSS pixel. */
	readonly ratio: number;
}

const HATCH = 10;

export function drawFrame(surface: Surface, frame: Rect, picture: Size, look: FrameLook): void {
	const { context } = surface;
	const device = toDevice(surface, frame);
	const devicePicture = toDevice(surface, { left: 0, top: 0, right: picture.width, bottom: picture.height });
	context.save();
	if (!look.isFilled || look.isDragged) drawHatch(surface, device, devicePicture, look);
	if (look.isEditable) drawDim(surface, device);
	if (!look.isEditable) drawLine(context, device, look.ratio);
	else {
		if (look.isDragged) drawThirds(context, device, look.ratio);
		for (const line of look.lines) drawSnapLine(surface, line, look.ratio);
		drawLabel(surface, describeFrame(frame, picture), device, look.ratio);
	}
	context.restore();
}

function pathOf({ left, top, right, bottom }: Rect, path = new Path2D()): Path2D {
	path.rect(left, top, right - left, bottom - top);
	return path;
}

function drawHatch({ context }: Surface, frame: Rect, picture: Rect, { isEditable, ratio }: FrameLook): void {
	const cell = Math.max(4, Math.round(HATCH * ratio));
	const pattern = context.createPattern(hatchCell(cell, isEditable), "repeat");
	if (pattern === null) return;
	pattern.setTransform(new DOMMatrix([1, 0, 0, 1, frame.left, frame.top]));
	context.save();
	context.clip(pathOf(frame));
	context.fillStyle = pattern;
	context.fill(pathOf(picture, pathOf(frame)), "evenodd");
	context.restore();
}

const cells = new Map<string, HTMLCanvasElement>();

/** Light and dark stripes are visible on any background. */
function hatchCell(size: number, isEditable: boolean): HTMLCanvasElement {
	const key = `${size} ${isEditable}`;
	const cached = cells.get(key);
	if (cached !== undefined) return cached;
	const canvas = document.createElement("canvas");
	cells.set(key, canvas);
	canvas.width = size;
	canvas.height = size;
	const context = canvas.getContext("2d");
	if (context === null) return canvas;
	context.fillStyle = isEditable ? "rgb(128 136 160 / 0.34)" : "rgb(128 136 160 / 0.16)";
	context.fillRect(0, 0, size, size);
	context.lineWidth = size / 7;
	const stripes = (from: number, colour: string) => {
		context.strokeStyle = colour;
		for (const shift of [-size, 0, size]) {
			context.beginPath();
			context.moveTo(from + shift - 1, size + 1);
			context.lineTo(from + shift + size + 1, -1);
			context.stroke();
		}
	};
	stripes(0, isEditable ? "rgb(255 255 255 / 0.42)" : "rgb(255 255 255 / 0.2)");
	stripes(size / 2, isEditable ? "rgb(40 46 66 / 0.32)" : "rgb(40 46 66 / 0.18)");
	return canvas;
}

function drawDim({ context, width, height }: Surface, frame: Rect): void {
	const around = pathOf({ left: 0, top: 0, right: width, bottom: height });
	context.fillStyle = "rgb(0 0 0 / 0.5)";
	context.fill(pathOf(frame, around), "evenodd");
}

/** Whole device pixels, outside of the framed area. */
function drawLine(context: CanvasRenderingContext2D, frame: Rect, ratio: number): void {
	const width = Math.max(1, Math.round(ratio));
	const line = (grow: number, colour: string) => {
		context.lineWidth = width;
		context.strokeStyle = colour;
		context.strokeRect(
			frame.left - grow,
			frame.top - grow,
			frame.right - frame.left + 2 * grow,
			frame.bottom - frame.top + 2 * grow,
		);
	};
	context.setLineDash([6 * ratio, 4 * ratio]);
	line(width * 1.5, "rgb(0 0 0 / 0.4)");
	line(width * 0.5, "rgb(255 255 255 / 0.6)");
	context.setLineDash([]);
}

function drawThirds(context: CanvasRenderingContext2D, { left, top, right, bottom }: Rect, ratio: number): void {
	const path = new Path2D();
	for (const part of [1 / 3, 2 / 3]) {
		const x = Math.round(left + (right - left) * part);
		const y = Math.round(top + (bottom - top) * part);
		path.rect(x, top, Math.max(1, Math.round(ratio)), bottom - top);
		path.rect(left, y, right - left, Math.max(1, Math.round(ratio)));
	}
	context.fillStyle = "rgb(255 255 255 / 0.45)";
	context.fill(path);
}

/** The frame's size, and the pixels by which it reaches beyond the picture on each side. */
export function describeFrame(frame: Rect, picture: Size): string {
	const beyond = [
		["←", -frame.left],
		["↑", -frame.top],
		["→", frame.right - picture.width],
		["↓", frame.bottom - picture.height],
	] as const;
	const size = `${frame.right - frame.left} × ${frame.bottom - frame.top}`;
	return [size, ...beyond.flatMap(([way, pixels]) => (pixels > 0 ? [`${way} +${pixels}`] : []))].join("   ");
}
