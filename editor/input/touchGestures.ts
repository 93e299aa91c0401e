// Fingers on the canvas as one: their middle carries the picture along, their distance zooms it, however many there are
// and whenever one comes or goes. Two that only tap mean undo, three redo. View pixels; it knows no DOM event.

import { type Camera, toImage } from "../state/camera";
import type { ImagePoint, ViewPoint, ViewRequest } from "../tools/index";

/** CSS pixels that a finger moves without meaning to. */
const SLOP = 6;
/** Milliseconds from the first finger's coming to the last one's going. */
const TAP = 350;

interface Finger {
	readonly pressed: ViewPoint;
	readonly at: ViewPoint;
}

export type Tap = "undo" | "redo";

export class Fingers {
	readonly #fingers = new Map<number, Finger>();
	/** What was under their middle, how far from it they were, and the zoom, when their number last changed. */
	#hold: { readonly image: ImagePoint; readonly spread: number; readonly zoom: number } | null = null;
	#began = 0;
	#most = 0;
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
			this.#began = time;
			this.#most = 0;
			this.#hasMoved = false;
		}
		this.#fingers.set(id, { pressed: at, at });
		this.#most = Math.max(this.#most, this.count);
		this.#takeHold();
	}

	move(id: number, at: ViewPoint): void {
		const finger = this.#fingers.get(id);
		if (finger === undefined) return;
		this.#fingers.set(id, { ...finger, at });
		if (distance(finger.pressed, at) > SLOP) this.#hasMoved = true;
	}

	/** What the last one's going meant, if they only tapped. */
	release(id: number, time: number): Tap | null {
		if (!this.#fingers.delete(id)) return null;
		this.#takeHold();
		if (this.count > 0 || this.#hasMoved || time - this.#began > TAP) return null;
		if (this.#most === 2) return "undo";
		return this.#most === 3 ? "redo" : null;
	}

	clear(): void {
		this.#fingers.clear();
	}

	/** What has to be done to the view for the picture to stay under the fingers. */
	request(): ViewRequest | null {
		if (this.#hold === null || this.count === 0 || !this.#hasMoved) return null;
		const { image, spread, zoom } = this.#hold;
		const now = this.#spread();
		return { type: "hold", image, at: this.#middle(), zoom: spread > 0 && now > 0 ? (zoom * now) / spread : zoom };
	}

	#takeHold(): void {
		const camera = this.camera();
		this.#hold = { image: toImage(camera, this.#middle()), spread: this.#spread(), zoom: camera.zoom };
	}

	#middle(): ViewPoint {
		let [x, y] = [0, 0];
		for (const { at } of this.#fingers.values()) [x, y] = [x + at.x, y + at.y];
		const count = Math.max(1, this.count);
		return { x: x / count, y: y / count };
	}

	/** Their mean distance from the middle. */
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
