// Touch gestures of any number of fingers: their middle moves the picture and their distance zooms it. A tap with two
// fingers is undo, with three redo. It works in view pixels and knows no DOM event.
import { type Camera, toImage } from "../state/camera";
import type { ImagePoint, ViewPoint, ViewRequest } from "../tools";

/** CSS pixels that a finger may move during a tap. */
const SLOP = 6;
/** The longest tap in milliseconds, from the first finger's press to the last one's release. */
const TAP_MS = 350;

interface Finger {
	readonly pressed: ViewPoint;
	readonly at: ViewPoint;
}

export type Tap = "undo" | "redo";

export class Fingers {
	readonly #fingers = new Map<number, Finger>();
	/** The picture point under their middle, their distance from it, and the zoom, when the number of fingers last changed. */
	#anchor: { readonly image: ImagePoint; readonly spread: number; readonly zoom: number } | null = null;
	#startTime = 0;
	#maxCount = 0;
	#hasMoved = false;

	constructor(readonly camera: () => Camera) {}

	get count(): number {
		return this.#fingers.size;
	}

	has(id: number): boolean {
		return this.#fingers.has(id);
	}

	press(id: number, at: ViewPoint, time: number): void {
		if (this.count === 0) {
			this.#startTime = time;
			this.#maxCount = 0;
			this.#hasMoved = false;
		}
		this.#fingers.set(id, { pressed: at, at });
		this.#maxCount = Math.max(this.#maxCount, this.count);
		this.#setAnchor();
	}

	move(id: number, at: ViewPoint): void {
		const finger = this.#fingers.get(id);
		if (finger === undefined) return;
		this.#fingers.set(id, { ...finger, at });
		if (distance(finger.pressed, at) > SLOP) this.#hasMoved = true;
	}

	/** Returns the tap that the last finger's release completes. */
	release(id: number, time: number): Tap | null {
		if (!this.#fingers.delete(id)) return null;
		this.#setAnchor();
		if (this.count > 0 || this.#hasMoved || time - this.#startTime > TAP_MS) return null;
		if (this.#maxCount === 2) return "undo";
		return this.#maxCount === 3 ? "redo" : null;
	}

	clear(): void {
		this.#fingers.clear();
	}

	/** The view movement that keeps the picture under the fingers. */
	request(): ViewRequest | null {
		if (this.#anchor === null || this.count === 0 || !this.#hasMoved) return null;
		const { image, spread, zoom } = this.#anchor;
		const now = this.#spread();
		return { type: "hold", image, at: this.#middle(), zoom: spread > 0 && now > 0 ? (zoom * now) / spread : zoom };
	}

	#setAnchor(): void {
		const camera = this.camera();
		this.#anchor = { image: toImage(camera, this.#middle()), spread: this.#spread(), zoom: camera.zoom };
	}

	#middle(): ViewPoint {
		let [x, y] = [0, 0];
		for (const { at } of this.#fingers.values()) [x, y] = [x + at.x, y + at.y];
		const count = Math.max(1, this.count);
		return { x: x / count, y: y / count };
	}

	/** The mean distance from the middle. */
	#spread(): number {
		const middle = this.#middle();
		let sum = 0;
		for (const { at } of this.#fingers.values()) sum += distance(middle, at);
		return sum / Math.max(1, this.count);
	}
}

function distance(a: ViewPoint, b: ViewPoint): number {
	return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}
