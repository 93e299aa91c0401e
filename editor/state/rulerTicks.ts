// The ticks and numbers of a ruler: which picture pixels are marked, and where. Pure arithmetic.
import type { SnapAxis } from "../document";
import { type Camera, imageToView, isAxisAligned } from "./camera";

export interface Tick {
	/** CSS pixels from the start of the ruler. */
	readonly position: number;
	/** The tick's length: a number stands at the longest. */
	readonly kind: "labelled" | "middle" | "short";
	/** In picture pixels. */
	readonly value: number;
}

/** The mapping of picture pixels to positions along a ruler. */
export interface RulerScale {
	/** The position of picture pixel 0, in CSS pixels from the start of the ruler. */
	readonly origin: number;
	/** CSS pixels per picture pixel; negative where the numbers grow towards the start. */
	readonly slope: number;
}

/**
 * The scale along the top or the left edge of a pane, and the axis of the picture that runs along it. null: the view is
 * rotated by an odd angle, and no axis does.
 */
export function rulerScale(camera: Camera, side: "top" | "left"): (RulerScale & { readonly axis: SnapAxis }) | null {
	if (!isAxisAligned(camera)) return null;
	const { a, b, c, d, e, f } = imageToView(camera);
	const [origin, x, y] = side === "top" ? [e, a, c] : [f, b, d];
	return x !== 0 ? { axis: "x", origin, slope: x } : { axis: "y", origin, slope: y };
}

/** CSS pixels between numbers, which may have six digits and a sign. */
const MIN_LABEL_DISTANCE = 56;
const MIN_TICK_DISTANCE = 5;

export function rulerTicks({ origin, slope }: RulerScale, length: number): readonly Tick[] {
	const zoom = Math.abs(slope);
	if (!(zoom > 0) || !(length > 0)) return [];
	const step = labelStep(zoom);
	const short = tickStep(step, zoom);
	const middle = step % 2 === 0 && (step / 2) % short === 0 ? step / 2 : step;
	const ends = [(0 - origin) / slope, (length - origin) / slope];
	const first = Math.ceil(Math.min(...ends) / short);
	const last = Math.floor(Math.max(...ends) / short);
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, i): Tick => {
		// Adding 0 turns -0 into 0.
		const value = (first + i) * short + 0;
		const kind = value % step === 0 ? "labelled" : value % middle === 0 ? "middle" : "short";
		return { position: origin + value * slope, kind, value };
	});
}

/** Picture pixels between numbers: 1, 2 or 5 times a power of ten. */
function labelStep(zoom: number): number {
	const wanted = Math.max(1, MIN_LABEL_DISTANCE / zoom);
	const power = 10 ** Math.floor(Math.log10(wanted) + 1e-9);
	const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= wanted - 1e-9) ?? 10;
	return Math.round(factor * power);
}

/** Picture pixels between ticks, never a fraction of a pixel. */
function tickStep(step: number, zoom: number): number {
	const parts = [10, 5, 4, 2].find((count) => step % count === 0 && (step / count) * zoom >= MIN_TICK_DISTANCE);
	return step / (parts ?? 1);
}
