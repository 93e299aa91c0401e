// The blend modes of placed pictures, as the W3C's "Compositing and Blending Level 1" defines them: separable, on straight colour.
// Pure arithmetic.

/** The way in which a layer is blended with what lies under it, as W3C Compositing defines it. */
export type BlendMode = "normal" | "multiply" | "screen" | "overlay" | "soft-light";

export const BLEND_MODES: readonly BlendMode[] = ["normal", "multiply", "screen", "overlay", "soft-light"];

/** The blended colour of a channel over an opaque backdrop. Both 0 to 1. */
export type BlendFunction = (backdrop: number, source: number) => number;

const hardLight: BlendFunction = (backdrop, source) =>
	source <= 0.5 ? backdrop * 2 * source : screen(backdrop, 2 * source - 1);

function screen(backdrop: number, source: number): number {
	return backdrop + source - backdrop * source;
}

function softLight(backdrop: number, source: number): number {
	if (source <= 0.5) return backdrop - (1 - 2 * source) * backdrop * (1 - backdrop);
	const lightened = backdrop <= 0.25 ? ((16 * backdrop - 12) * backdrop + 4) * backdrop : Math.sqrt(backdrop);
	return backdrop + (2 * source - 1) * (lightened - backdrop);
}

export const BLEND_FUNCTIONS: Readonly<Record<BlendMode, BlendFunction>> = {
	normal: (_, source) => source,
	multiply: (backdrop, source) => backdrop * source,
	screen,
	// Hard light with the two exchanged.
	overlay: (backdrop, source) => hardLight(source, backdrop),
	"soft-light": softLight,
};

/**
 * Blends one straight RGBA pixel over another, which it modifies. `share`: 0 to 1, of the source's alpha. The result is rounded
 * once.
 */
export function blendPixelOver(
	source: ArrayLike<number>,
	from: number,
	share: number,
	onto: Uint8Array | Uint8ClampedArray,
	to: number,
	blend: BlendFunction,
): void {
	const over = ((source[from + 3] as number) / 255) * share;
	if (over === 0) return;
	const backdrop = (onto[to + 3] as number) / 255;
	const under = backdrop * (1 - over);
	const alpha = over + under;
	for (let channel = 0; channel < 3; channel++) {
		const colour = (source[from + channel] as number) / 255;
		const below = (onto[to + channel] as number) / 255;
		const blended = over * ((1 - backdrop) * colour + backdrop * blend(below, colour)) + under * below;
		onto[to + channel] = Math.round((blended / alpha) * 255);
	}
	onto[to + 3] = Math.round(alpha * 255);
}
