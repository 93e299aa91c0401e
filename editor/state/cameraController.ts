// Holds the camera and the size of the view it looks through. Nothing of it is stored.
import { type DocumentTree, importedRect } from "../document";
import type { Size } from "../raster";
import type { ViewPoint, ViewRequest } from "../tools";
import { type Camera, fitCamera, moveCamera, resizeCamera, sceneOf } from "./camera";

const INITIAL_CAMERA: Camera = { zoom: 1, left: 0, top: 0, isFitted: true };

export class CameraController {
	#camera = INITIAL_CAMERA;
	#size: Size = { width: 0, height: 0 };

	/** `hasZoomed` is false for a camera that has only moved. */
	constructor(readonly onMove: (hasZoomed: boolean) => void) {}

	get camera(): Camera {
		return this.#camera;
	}
	get size(): Size {
		return this.#size;
	}
	get center(): ViewPoint {
		return { x: this.#size.width / 2, y: this.#size.height / 2 };
	}

	/** Fits another document; null: none is open. */
	reset(document: DocumentTree | null): void {
		this.#set(document === null ? INITIAL_CAMERA : fitCamera(sceneOf(document), this.#size));
	}

	/**
	 * Keeps the picture in place on the screen when the canvas grows to the left or to the top. Returns whether its origin
	 * has moved.
	 */
	followOrigin(before: DocumentTree, after: DocumentTree): boolean {
		const from = importedRect(before.picture);
		const to = importedRect(after.picture);
		if (from.left === to.left && from.top === to.top) return false;
		const { zoom, left, top } = this.#camera;
		this.#set({
			...this.#camera,
			isFitted: false,
			left: left + (from.left - to.left) * zoom,
			top: top + (from.top - to.top) * zoom,
		});
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
		const hasZoomed = camera.zoom !== this.#camera.zoom;
		this.#camera = camera;
		this.onMove(hasZoomed);
	}
}
