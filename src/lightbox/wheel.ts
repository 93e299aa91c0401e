// By how much a wheel, or a trackpad's pinch, zooms.
import { NOTCH } from "./view";

/** CSS pixels of a notch, of a line and of a page. */
const UNITS = [1, 100 / 3, 100];
const NOTCH_PIXELS = 100;
/** A pinch comes as Ctrl and small deltas. */
const PINCH = 0.01;
const PINCH_MOST = 50;

export function wheelFactor({
	deltaY,
	deltaMode,
	ctrlKey,
}: Pick<WheelEvent, "deltaY" | "deltaMode" | "ctrlKey">): number {
	const pixels = deltaY * (UNITS[deltaMode] ?? 1);
	if (ctrlKey && Math.abs(pixels) < PINCH_MOST) return Math.exp(-pixels * PINCH);
	return NOTCH ** (-Math.min(400, Math.max(-400, pixels)) / NOTCH_PIXELS);
}
