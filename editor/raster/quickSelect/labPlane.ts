// A reduced copy of a picture in CIE Lab, on which quick select finds its regions. It knows no mask and no stroke.
import type { Size } from "../coverage";
import type { RgbaImage } from "../mip";
import { labRoot, srgbToLinear } from "../select/lab";
import type { Steps } from "../steps";

/** L from 0 to 100, a and b, three values a pixel. */
export interface LabPlane extends Size {
	readonly lab: Float32Array;
	/** The mean sRGB levels, three a pixel. */
	readonly rgb: Uint8Array;
	/** Picture pixels along one side of a pixel of the plane. */
	readonly factor: number;
	/** The size of the picture. */
	readonly picture: Size;
}

/** A plane has at most this many pixels, so that a picture of any size takes the same memory and time. */
export const MAX_PLANE_PIXELS = 1 << 19;

export function planeFactor({ width, height }: Size, limit = MAX_PLANE_PIXELS): number {
	let factor = 1;
	while (Math.ceil(width / factor) * Math.ceil(height / factor) > limit) factor++;
	return factor;
}

const LINEAR = Float32Array.from({ length: 256 }, (_, level) => srgbToLinear(level / 255));

/** Steps of the table of cube roots. */
const ROOT_STEPS = 8192;
const ROOTS = Float32Array.from({ length: ROOT_STEPS + 2 }, (_, step) => labRoot(step / ROOT_STEPS));

function root(share: number): number {
	const at = Math.min(ROOT_STEPS, Math.max(0, share * ROOT_STEPS));
	const step = Math.floor(at);
	const low = ROOTS[step] as number;
	return low + ((ROOTS[step + 1] as number) - low) * (at - step);
}

/** Writes the Lab values (D65) of one sRGB colour, given as levels from 0 to 255 in linear light from 0 to 1. */
function writeLab(lab: Float32Array, at: number, red: number, green: number, blue: number): void {
	const x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
	const y = root(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
	const z = root((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
	lab[at] = 116 * y - 16;
	lab[at + 1] = 500 * (x - y);
	lab[at + 2] = 200 * (y - z);
}

/** The sRGB level that transparent samples count as. */
export const GREY = 128;

/** Samples along one side of a block that are averaged; more would cost time and change nothing that shows. */
const MAX_TAPS = 4;

/**
 * Each pixel is the mean of samples spread evenly over its block. Transparent samples count as middle grey, so that a cut-out
 * has an edge. `image` has straight alpha.
 */
export function* labPlane(image: RgbaImage, factor = planeFactor(image)): Steps<LabPlane> {
	const width = Math.ceil(image.width / factor);
	const height = Math.ceil(image.height / factor);
	const lab = new Float32Array(width * height * 3);
	const rgb = new Uint8Array(width * height * 3);
	const taps = Math.min(factor, MAX_TAPS);
	const offsets = Array.from({ length: taps }, (_, tap) => Math.floor(((tap + 0.5) * factor) / taps));
	const { rgba } = image;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			let red = 0;
			let green = 0;
			let blue = 0;
			let rest = 0;
			let redLevels = 0;
			let greenLevels = 0;
			let blueLevels = 0;
			const count = taps * taps;
			for (const dy of offsets) {
				const row = Math.min(image.height - 1, y * factor + dy) * image.width;
				for (const dx of offsets) {
					const at = (row + Math.min(image.width - 1, x * factor + dx)) * 4;
					const alpha = (rgba[at + 3] as number) / 255;
					red += alpha * (LINEAR[rgba[at] as number] as number);
					green += alpha * (LINEAR[rgba[at + 1] as number] as number);
					blue += alpha * (LINEAR[rgba[at + 2] as number] as number);
					rest += 1 - alpha;
					redLevels += alpha * (rgba[at] as number);
					greenLevels += alpha * (rgba[at + 1] as number);
					blueLevels += alpha * (rgba[at + 2] as number);
				}
			}
			const grey = rest * (LINEAR[GREY] as number);
			const to = (y * width + x) * 3;
			rgb[to] = Math.round((redLevels + rest * GREY) / count);
			rgb[to + 1] = Math.round((greenLevels + rest * GREY) / count);
			rgb[to + 2] = Math.round((blueLevels + rest * GREY) / count);
			writeLab(lab, to, (red + grey) / count, (green + grey) / count, (blue + grey) / count);
		}
		if (y % 16 === 15) yield;
	}
	return { width, height, lab, rgb, factor, picture: { width: image.width, height: image.height } };
}
