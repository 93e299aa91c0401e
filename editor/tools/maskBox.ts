// The box around a mask that is being transformed, and the changes to it that are not drags: numbers, steps, flips, quarter
// turns, alignment with the picture. Pure arithmetic in picture pixels; a worker loads it.
import {
	boxBounds,
	keepOnWholePixels,
	type PlacedBox,
	rectAround,
	rectCentre,
	rotateBox,
} from "../document/objectGeometry";
import {
	type Coverage,
	type CoverageTransform,
	editBounds,
	isSameRect,
	moveRect,
	normalizeAngle,
	type Rect,
	rectOf,
	type Size,
	sizeOf,
} from "../raster";

/** The id of the tool that transforms the mask. */
export const TRANSFORM_TOOL = "maskTransform";

/** The place of the mask: rotated about its centre, after it was mirrored. */
export interface MaskBox extends PlacedBox {
	readonly place: Rect;
	/** Degrees clockwise, above -180 and up to 180. */
	readonly angle: number;
	readonly isFlippedX: boolean;
	readonly isFlippedY: boolean;
}

export type BoxEdge = "left" | "centre" | "right" | "top" | "middle" | "bottom";

export type BoxChange =
	/** `keepsRatio`: the other side follows. */
	| { readonly kind: "number"; readonly field: BoxNumber; readonly value: number; readonly keepsRatio?: boolean }
	| { readonly kind: "move"; readonly x: number; readonly y: number }
	| { readonly kind: "flip"; readonly axis: "x" | "y" }
	/** Clockwise. */
	| { readonly kind: "turn"; readonly degrees: 90 | -90 }
	/** With the edges or the centre of the picture. */
	| { readonly kind: "align"; readonly edge: BoxEdge };

export type BoxNumber = "x" | "y" | "width" | "height" | "angle";

export function uprightBox(place: Rect): MaskBox {
	return { place, angle: 0, isFlippedX: false, isFlippedY: false };
}

export function isSameBox(a: MaskBox, b: MaskBox): boolean {
	return (
		isSameRect(a.place, b.place) &&
		a.angle === b.angle &&
		a.isFlippedX === b.isFlippedX &&
		a.isFlippedY === b.isFlippedY
	);
}

/** The position of what is seen, and the size before rotation. */
export function boxNumbers(box: MaskBox): Readonly<Record<BoxNumber, number>> {
	const { left, top } = boxBounds(box);
	const { width, height } = sizeOf(box.place);
	return { x: left, y: top, width, height, angle: box.angle };
}

export function changeBox(box: MaskBox, change: BoxChange, picture: Size): MaskBox {
	switch (change.kind) {
		case "number":
			return withNumber(box, change.field, change.value, change.keepsRatio === true);
		case "move":
			return { ...box, place: moveRect(box.place, change.x, change.y) };
		case "flip":
			return flipped(box, change.axis);
		case "turn": {
			const turned = { ...box, ...rotateBox(box, rectCentre(box.place), change.degrees) };
			return keepOnWholePixels(box, turned);
		}
		case "align":
			return aligned(box, change.edge, rectOf(picture));
	}
}

/** As it is seen on the canvas, whatever the angle. */
function flipped(box: MaskBox, axis: "x" | "y"): MaskBox {
	const angle = normalizeAngle(-box.angle);
	return axis === "x" ? { ...box, angle, isFlippedX: !box.isFlippedX } : { ...box, angle, isFlippedY: !box.isFlippedY };
}

function aligned(box: MaskBox, edge: BoxEdge, picture: Rect): MaskBox {
	const bounds = boxBounds(box);
	const [from, to] = [rectCentre(bounds), rectCentre(picture)];
	const offsets: Readonly<Record<BoxEdge, readonly [number, number]>> = {
		left: [picture.left - bounds.left, 0],
		centre: [to.x - from.x, 0],
		right: [picture.right - bounds.right, 0],
		top: [0, picture.top - bounds.top],
		middle: [0, to.y - from.y],
		bottom: [0, picture.bottom - bounds.bottom],
	};
	const [x, y] = offsets[edge];
	return keepOnWholePixels(box, { ...box, place: moveRect(box.place, x, y) });
}

function withNumber(box: MaskBox, field: BoxNumber, value: number, keepsRatio: boolean): MaskBox {
	const before = boxNumbers(box);
	switch (field) {
		case "x":
			return { ...box, place: moveRect(box.place, value - before.x, 0) };
		case "y":
			return { ...box, place: moveRect(box.place, 0, value - before.y) };
		case "angle":
			return keepOnWholePixels(box, { ...box, angle: normalizeAngle(value) });
		case "width":
		case "height": {
			const factor = value / before[field];
			const size = {
				width: field === "width" || keepsRatio ? before.width * factor : before.width,
				height: field === "height" || keepsRatio ? before.height * factor : before.height,
			};
			const scaled = { ...box, place: rectAround(rectCentre(box.place), size) };
			const { left, top } = boxBounds(scaled);
			return { ...scaled, place: moveRect(scaled.place, before.x - left, before.y - top) };
		}
	}
}

/** The transform that brings a rectangle of a mask into a box. */
export function transformTo(from: Rect, { place, angle, isFlippedX, isFlippedY }: MaskBox): CoverageTransform {
	return { from, place, angle, isFlippedX, isFlippedY };
}

/** The transform of a whole mask by one change; null: the mask is empty or stays as it is. */
export function transformOfChange(coverage: Coverage, change: BoxChange): CoverageTransform | null {
	const from = editBounds(coverage);
	if (from === null) return null;
	const before = uprightBox(from);
	const box = change.kind === "turn" ? turnedOnce(from, change.degrees) : changeBox(before, change, coverage);
	return isSameBox(before, box) ? null : transformTo(from, box);
}

/** Half a pixel is rounded towards zero, so that the next turn, whose sides are exchanged, takes it back. */
function turnedOnce(from: Rect, degrees: number): MaskBox {
	const { width, height } = sizeOf(from);
	const by = (width - height) / 2;
	return { ...uprightBox(moveRect(from, Math.trunc(by) - by, by - Math.trunc(by))), angle: degrees };
}
