// Touch gestures of any number of fingers: their middle moves the picture, their distance zooms it, and their turn rotates
// it. A tap with two fingers is undo, with three redo. It works in view pixels and knows no DOM event.
import { type Camera, toImage } from "../state/camera";
import type { ImagePoint, ViewPoint, ViewRequest } from "../tools";

/** CSS pixels that a finger may move during a tap. */
const SLOP = 6;
/** The longest tap in milliseconds, from the first finger's press to the last one's release. */
const TAP_MS = 350;
/** Degrees that fingers must turn before the view rotates with them, so that a pinch does not rotate it by accident. */
const DEAD_ZONE = 12;
/** Degrees on both sides of a quarter turn within which the view stays upright. */
const UPRIGHT_REACH = 4;
/** Fingers that are closer to their middle have no clear direction. CSS pixels. */
const MIN_TWIST_SPREAD = 24;

interface Finger {
	readonly pressed: ViewPoint;
	readonly at: ViewPoint;
}

interface Anchor {
	/** The picture point under their middle. */
	readonly image: ImagePoint;
	/** Their mean distance from it. */
	readonly spread: number;
	readonly zoom: number;
	readonly angle: number;
}

export type Tap = "undo" | "redo";

export class Fingers {
	readonly #fingers = new Map<number, Finger>();
	/** State when the number of fingers last changed. */
	#anchor: Anchor | null = null;
	/** Degrees that the fingers have turned since then. */
	#twist = 0;
	/** The turn at which the dead zone was left; null: not yet. */
	#twistStart: number | null = null;
	#startTime = 0;
	#maxCount = 0;
	#hasMoved = false;

	/** `canRotate`: a turn of two fingers rotates the view. */
	constructor(
		readonly camera: () => Camera,
		readonly canRotate = false,
	) {}

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
		const direction = this.#direction();
		this.#fingers.set(id, { ...finger, at });
		this.#turn(direction);
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
		const scaled = spread > 0 && now > 0 ? (zoom * now) / spread : zoom;
		return { type: "hold", image, at: this.#middle(), zoom: scaled, ...this.#rotation(this.#anchor.angle) };
	}

	/**
	 * Rotation begins where the dead zone was left, so that the view does not jump. The zone is only looked at once a frame,
	 * because fingers that move together are reported one after the other.
	 */
	#rotation(before: number): { angle?: number } {
		if (this.#twistStart === null && Math.abs(this.#twist) >= DEAD_ZONE) {
			this.#twistStart = Math.sign(this.#twist) * DEAD_ZONE;
		}
		if (this.#twistStart === null) return {};
		const angle = before + this.#twist - this.#twistStart;
		const quarter = Math.round(angle / 90) * 90;
		return { angle: Math.abs(angle - quarter) < UPRIGHT_REACH ? quarter : angle };
	}

	/** `before`: the direction of the fingers before one of them moved. */
	#turn(before: number | null): void {
		const after = this.#direction();
		if (before === null || after === null) return;
		this.#twist += ((after - before + 540) % 360) - 180;
	}

	#setAnchor(): void {
		const camera = this.camera();
		const { zoom, angle } = camera;
		this.#anchor = { image: toImage(camera, this.#middle()), spread: this.#spread(), zoom, angle };
		this.#twist = 0;
		this.#twistStart = null;
	}

	/** From the first finger to the second, in degrees; null while there are not two, or no direction is clear. */
	#direction(): number | null {
		if (!this.canRotate || this.count !== 2 || this.#spread() < MIN_TWIST_SPREAD) return null;
		const [first, second] = [...this.#fingers.values()];
		if (first === undefined || second === undefined) return null;
		return (Math.atan2(second.at.y - first.at.y, second.at.x - first.at.x) * 180) / Math.PI;
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
