// Straightening: the picture with its accepted edits is rotated by a small angle. Its samples are computed anew, so it becomes
// an accepted result of its own over all before it: the originals stay in the document, and undo brings them back.
import {
	type Coverage,
	combinePlacements,
	cropCoverage,
	differingTiles,
	moveRect,
	type Rect,
	type Rotation,
	rectOf,
	runToEnd,
	type Size,
	sizeOf,
} from "../raster";
import type { DocumentCommand } from "./commands";
import { type DocumentTree, editMasks, importedPlacement } from "./document";
import { boxBounds, rectCentre, rotateBox } from "./objectGeometry";

export interface Straightening {
	/** Clockwise. */
	readonly degrees: number;
	/** "crop": to the largest upright rectangle that the picture fills; "keep": all of it, with transparent corners. */
	readonly fill: "crop" | "keep";
}

export interface StraightenedPicture {
	/** The id of the result, and the ImageStore id of its samples. */
	readonly id: string;
	readonly image: string;
	/** The rotated edit masks, by id. */
	readonly masks: Readonly<Record<string, Coverage>>;
}

export function rotationOf(picture: Size, { degrees, fill }: Straightening): Rotation {
	const isCropped = fill === "crop";
	const size = isCropped
		? inscribedSize(picture, degrees)
		: sizeOf(boxBounds({ place: rectOf(picture), angle: degrees }));
	return { degrees, canvas: centred(picture, size, isCropped), repeatsEdges: isCropped };
}

/** The size of the largest upright rectangle inside a rotated one. */
function inscribedSize({ width, height }: Size, degrees: number): Size {
	const radians = (degrees * Math.PI) / 180;
	const [sine, cosine] = [Math.abs(Math.sin(radians)), Math.abs(Math.cos(radians))];
	const [long, short] = [Math.max(width, height), Math.min(width, height)];
	// Two opposite corners lie on the long sides, or all four on the sides.
	if (short <= 2 * sine * cosine * long || Math.abs(sine - cosine) < 1e-10) {
		const half = short / 2;
		return width >= height
			? { width: half / sine, height: half / cosine }
			: { width: half / cosine, height: half / sine };
	}
	const square = cosine * cosine - sine * sine;
	return { width: (width * cosine - height * sine) / square, height: (height * cosine - width * sine) / square };
}

/** In whole pixels around the centre of the picture, so that both sides lose or get the same. */
function centred({ width, height }: Size, wanted: Size, isInside: boolean): Rect {
	const along = (length: number, other: number) => {
		// A rounding error must not cost a pixel.
		const added = isInside ? Math.floor((other - length) / 2 + 1e-9) : Math.ceil((other - length) / 2 - 1e-9);
		return Math.max(added, Math.ceil((1 - length) / 2));
	};
	const [x, y] = [along(width, wanted.width), along(height, wanted.height)];
	return { left: 0 - x, top: 0 - y, right: width + x, bottom: height + y };
}

/** The id of the last straightening; undefined: there was none. An edit planned before it has no place after it. */
export function lastStraightened({ accepted }: Pick<DocumentTree, "accepted">): string | undefined {
	return accepted.filter(({ straightened }) => straightened !== undefined).at(-1)?.id;
}

/** Candidates are based on the picture as it was, and are removed. */
export function straightenCommands(
	document: DocumentTree,
	straightening: Straightening,
	{ id, image, masks }: StraightenedPicture,
): readonly DocumentCommand[] {
	const { picture } = document;
	const { degrees, canvas } = rotationOf(picture, straightening);
	const size = sizeOf(canvas);
	const whole = rectOf(size);
	const moved = { x: 0 - canvas.left, y: 0 - canvas.top };
	const centre = rectCentre(rectOf(picture));
	return [
		{ type: "canvas.crop", canvas },
		...editMasks(document).map(({ id: mask, coverage }): DocumentCommand => {
			const cropped = runToEnd(cropCoverage(coverage, canvas));
			return { type: "mask.setTiles", mask, tiles: differingTiles(cropped, masks[mask] ?? cropped) };
		}),
		...document.references.map((layer): DocumentCommand => {
			const { place, angle } = rotateBox(layer, centre, degrees);
			const changes = { place: moveRect(place, moved.x, moved.y), angle };
			return { type: "reference.set", reference: layer.id, changes };
		}),
		...document.results.map(({ id: result }): DocumentCommand => ({ type: "result.remove", result })),
		{
			type: "result.add",
			result: {
				...{ id, image, isVisible: true, straightened: degrees },
				edit: {
					plan: {
						...{ picture: size, canvas: whole, frame: whole, source: whole, content: size, sent: size },
						...{ size: "auto", extent: "whole" },
						edges: { sendGrow: 0, overlap: 0, pasteErode: 0, pasteFeather: 0 },
					},
					coverage: null,
					origin: combinePlacements(importedPlacement(picture), moved),
				},
				// It is moved on purpose.
				paste: { isAligned: false },
			},
		},
		{ type: "result.accept", result: id },
	];
}
