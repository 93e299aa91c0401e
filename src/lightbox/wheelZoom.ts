// Converts wheel events and trackpad pinches to zoom factors. Pure.
import { WHEEL_NOTCH_ZOOM } from "./lightboxCamera";

/** CSS pixels for each `deltaMode`: pixels, lines, pages. */
const UNITS = [1, 100 / 3, 100];
const NOTCH_PIXELS = 100;
/** The zoom exponent for each pixel of a trackpad pinch, which browsers report as Ctrl and small deltas. */
const PINCH_RATE = 0.01;
const MAX_PINCH_DELTA = 50;
const MAX_WHEEL_DELTA = 400;

export function wheelZoomFactor({
	deltaY,
	deltaMode,
	ctrlKey,
}: Pick<WheelEvent, "deltaY" | "deltaMode" | "ctrlKey">): number {
	const pixels = deltaY * (UNITS[deltaMode] ?? 1);
	if (ctrlKey && Math.abs(pixels) < MAX_PINCH_DELTA) return Math.exp(-pixels * PINCH_RATE);
	return WHEEL_NOTCH_ZOOM ** (-Math.min(MAX_WHEEL_DELTA, Math.max(-MAX_WHEEL_DELTA, pixels)) / NOTCH_PIXELS);
}
