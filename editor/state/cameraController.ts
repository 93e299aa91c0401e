// Holds the camera and the size of the view it looks through. Nothing of it is stored.
import { type DocumentTree, importedPlacement } from "../document";
import { combinePlacements, invertPlacement, isUpright, placePoint, type Size } from "../raster";
import type { ViewPoint, ViewRequest } from "../tools";
import {
	type Camera,
	centerOf,
	fitCamera,
	moveCamera,
	resizeCamera,
	sceneOf,
	toImage,
	toView,
	UNTURNED,
} from "./camera";

const INITIAL_CAMERA: Camera = { ...UNTURNED, zoom: 1, left: 0, top: 0, isFitted: true };

export class CameraController {
	#camera = INITIAL_CAMERA;
	#size: Size = { width: 0, height: 0 };

	/** `isOnlyMoved`: zoom and orientation are as before. */
	constructor(readonly onMove: (isOnlyMoved: boolean) => void) {}

	get camera(): Camera {
		return this.#camera;
	}
	get size(): Size {
		return this.#size;
	}
	get center(): ViewPoint {
		return centerOf(this.#size);
	}

	/** Fits another document; null: none is open. */
	reset(document: DocumentTree | null): void {
		this.#set(document === null ? INITIAL_CAMERA : fitCamera(sceneOf(document), this.#size));
	}

	/**
	 * Keeps the picture in place on the screen when the canvas is cropped or enlarged, and its middle when the picture is
	 * turned or mirrored. Returns whether points of the canvas have moved.
	 */
	followOrigin(before: DocumentTree, after: DocumentTree): boolean {
		const since = combinePlacements(
			invertPlacement(importedPlacement(before.picture)),
			importedPlacement(after.picture),
		);
		if (since.x === 0 && since.y === 0 && isUpright(since)) return false;
		const camera = this.#camera;
		if (isUpright(since)) {
			const origin = toView(camera, { x: 0 - since.x, y: 0 - since.y });
			this.#set({ ...camera, isFitted: false, left: origin.x, top: origin.y });
		} else if (camera.isFitted) this.#set(fitCamera(sceneOf(after), this.#size, camera));
		else {
			const { center } = this;
			const turned = toView(camera, placePoint(toImage(camera, center), since));
			this.#set({ ...camera, left: camera.left + center.x - turned.x, top: camera.top + center.y - turned.y });
		}
		return true;
	}

	resize(document: DocumentTree | null, size: Size): void {
		const before = this.#size;
		if (before.width === size.width && before.height === size.height) return;
		this.#size = size;
		this.#set(document === null ? this.#camera : resizeCamera(this.#camera, sceneOf(document), before, size));
	}

	move(document: DocumentTree | null, request: ViewRequest): void {
		if (document !== null) this.#set(moveCamera(this.#camera, request, sceneOf(document), this.#size));
	}

	#set(camera: Camera): void {
		const { zoom, angle, isMirrored } = this.#camera;
		const isOnlyMoved = camera.zoom === zoom && camera.angle === angle && camera.isMirrored === isMirrored;
		this.#camera = camera;
		this.onMove(isOnlyMoved);
	}
}
