// Draws the pictures of placed objects: cropped, flipped and rotated. An upright picture is drawn by its tiles. A rotated one
// is drawn upright onto a canvas of display resolution first, because rotated tiles would show seams and overlap where they
// are translucent; while it is moved or turned that canvas stays.
import { type ReferenceLayer, rectCentre, rotatePoint, shownCrop } from "../../document";
import type { MipPicture } from "../../images/mipPicture";
import { containsRect, intersectRects, isEmptyRect, padRect, type Rect, roundRect, sizeOf } from "../../raster";
import { movedTo, type Surface, toDevice, visiblePart } from "../surface";
import { PictureTiles } from "./pictureTiles";

/** Device pixels by which the canvas of a large rotated picture reaches beyond its visible part. */
const MARGIN = 256;

interface UprightCopy {
	readonly canvas: HTMLCanvasElement;
	/** The covered part in device pixels from the upper left of the upright picture. */
	readonly covered: Rect;
	/** The picture and the scale that it was drawn from. */
	readonly source: string;
	readonly picture: MipPicture;
}

export class PlacedPictures {
	readonly #tiles = new Map<MipPicture, PictureTiles>();
	/** By object. */
	readonly #copies = new Map<string, UprightCopy>();

	draw(surface: Surface, layer: ReferenceLayer, picture: MipPicture): void {
		if ((layer.angle ?? 0) === 0 && isUnturned(surface)) {
			this.#copies.delete(layer.id);
			this.#drawUpright(surface, layer, picture);
		} else this.#drawRotated(surface, layer, picture);
	}

	/** To be called after every object was drawn: drops the tiles that none of them needed. */
	dropUnusedTiles(): void {
		for (const tiles of this.#tiles.values()) tiles.dropUnused();
	}

	delete(id: string): void {
		this.#copies.delete(id);
	}

	dispose(): void {
		this.#tiles.clear();
		this.#copies.clear();
	}

	#drawUpright(surface: Surface, layer: ReferenceLayer, picture: MipPicture): void {
		const { context } = surface;
		const device = toDevice(surface, layer.place);
		context.save();
		let visible = visiblePart(surface);
		if (layer.isFlippedX) {
			const sum = device.left + device.right;
			context.transform(-1, 0, 0, 1, sum, 0);
			visible = { ...visible, left: sum - visible.right, right: sum - visible.left };
		}
		if (layer.isFlippedY) {
			const sum = device.top + device.bottom;
			context.transform(1, 0, 0, -1, 0, sum);
			visible = { ...visible, top: sum - visible.bottom, bottom: sum - visible.top };
		}
		this.#drawShownPart({ ...surface, visible }, layer, picture);
		context.restore();
	}

	/** Draws the shown part of the picture over the object's place, neither flipped nor rotated. */
	#drawShownPart(surface: Surface, layer: ReferenceLayer, picture: MipPicture): void {
		const { context } = surface;
		const { place } = layer;
		const crop = shownCrop(layer, picture);
		const stepX = (place.right - place.left) / (crop.right - crop.left);
		const stepY = (place.bottom - place.top) / (crop.bottom - crop.top);
		const device = toDevice(surface, place);
		const visible = intersectRects(visiblePart(surface), device);
		if (isEmptyRect(visible)) return;
		if (layer.crop !== undefined) {
			context.beginPath();
			context.rect(device.left, device.top, device.right - device.left, device.bottom - device.top);
			context.clip();
		}
		const left = place.left - crop.left * stepX;
		const top = place.top - crop.top * stepY;
		const moved = movedTo({ ...surface, visible }, { left, top });
		this.#tilesOf(picture).draw(moved, { width: picture.width * stepX, height: picture.height * stepY });
	}

	#drawRotated(surface: Surface, layer: ReferenceLayer, picture: MipPicture): void {
		const { context, scale } = surface;
		const { place, angle = 0, isFlippedX, isFlippedY } = layer;
		const { width, height } = sizeOf(place);
		const centre = rectCentre(place);
		const copy = this.#uprightCopy(surface, layer, picture);
		if (copy === null) return;
		context.save();
		context.imageSmoothingEnabled = true;
		context.translate(centre.x * scale + surface.left, centre.y * scale + surface.top);
		context.rotate((angle * Math.PI) / 180);
		context.scale(isFlippedX ? -1 : 1, isFlippedY ? -1 : 1);
		context.translate((-width * scale) / 2, (-height * scale) / 2);
		context.drawImage(copy.canvas, copy.covered.left, copy.covered.top);
		context.restore();
	}

	#uprightCopy(surface: Surface, layer: ReferenceLayer, picture: MipPicture): UprightCopy | null {
		const { scale } = surface;
		const { place, crop } = layer;
		const { width, height } = sizeOf(place);
		const whole = { left: 0, top: 0, right: Math.ceil(width * scale), bottom: Math.ceil(height * scale) };
		const needed = intersectRects(uprightPart(surface, layer), whole);
		if (isEmptyRect(needed)) return null;
		const source = JSON.stringify([scale, width, height, crop]);
		const known = this.#copies.get(layer.id);
		const isCurrent = known?.source === source && known.picture === picture && containsRect(known.covered, needed);
		if (isCurrent) return known;
		const isSmall = whole.right * whole.bottom <= surface.width * surface.height;
		const covered = isSmall ? whole : intersectRects(padRect(needed, MARGIN), whole);
		const canvas = known?.canvas ?? document.createElement("canvas");
		const size = sizeOf(covered);
		canvas.width = size.width;
		canvas.height = size.height;
		const context = canvas.getContext("2d");
		if (context === null) return null;
		context.imageSmoothingEnabled = surface.context.imageSmoothingEnabled;
		context.imageSmoothingQuality = surface.context.imageSmoothingQuality;
		const upright = {
			...surface,
			context,
			left: -place.left * scale - covered.left,
			top: -place.top * scale - covered.top,
			visible: { left: 0, top: 0, right: size.width, bottom: size.height },
		};
		this.#drawShownPart(upright, layer, picture);
		const copy = { canvas, covered, source, picture };
		// A copy that lacks tiles is shown once and drawn again in the next frame.
		if (surface.pace.isComplete) this.#copies.set(layer.id, copy);
		else this.#copies.delete(layer.id);
		return copy;
	}

	#tilesOf(picture: MipPicture): PictureTiles {
		const tiles = this.#tiles.get(picture) ?? new PictureTiles(picture);
		this.#tiles.set(picture, tiles);
		return tiles;
	}
}

/** Whether edges of the picture are horizontal and vertical in the pane. */
function isUnturned({ toPane }: Surface): boolean {
	return toPane === null || toPane.a === 0 || toPane.b === 0;
}

/** The part of the upright picture that can be seen after its rotation, in whole device pixels from its upper left. */
function uprightPart(surface: Surface, layer: ReferenceLayer): Rect {
	const { scale, left, top } = surface;
	const visible = visiblePart(surface);
	const { place, angle = 0, isFlippedX, isFlippedY } = layer;
	const { width, height } = sizeOf(place);
	const middle = rectCentre(place);
	const centre = { x: middle.x * scale + left, y: middle.y * scale + top };
	const corners = [
		{ x: visible.left, y: visible.top },
		{ x: visible.right, y: visible.top },
		{ x: visible.right, y: visible.bottom },
		{ x: visible.left, y: visible.bottom },
	].map((corner) => {
		const { x, y } = rotatePoint(corner, centre, -angle);
		const [dx, dy] = [(x - centre.x) * (isFlippedX ? -1 : 1), (y - centre.y) * (isFlippedY ? -1 : 1)];
		return { x: dx + (width * scale) / 2, y: dy + (height * scale) / 2 };
	});
	const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
	return roundRect({ left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) });
}
