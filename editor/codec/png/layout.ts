// The layout of the samples in the inflated data of a PNG: passes, rows, filter distance. Null for an invalid header.
import type { PngHeader } from "./chunks";

/** One of Adam7's seven reduced images, or the whole image. In pixels. */
export interface InterlacePass {
	readonly left: number;
	readonly top: number;
	readonly stepX: number;
	readonly stepY: number;
	/** The size of the pass, not of the picture. */
	readonly width: number;
	readonly height: number;
	/** Without the filter byte. */
	readonly rowBytes: number;
}

export interface PngLayout {
	readonly passes: readonly InterlacePass[];
	/** The distance to the left neighbour, for the filters. */
	readonly bytesPerPixel: number;
	/** The length of all rows with their filter bytes. */
	readonly inflatedBytes: number;
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const DEPTHS: Readonly<Record<number, readonly number[]>> = {
	0: [1, 2, 4, 8, 16],
	2: [8, 16],
	3: [1, 2, 4, 8],
	4: [8, 16],
	6: [8, 16],
};

const WHOLE = [[0, 0, 1, 1]] as const;

const ADAM7 = [
	[0, 0, 8, 8],
	[4, 0, 8, 8],
	[0, 4, 4, 8],
	[2, 0, 4, 4],
	[0, 2, 2, 4],
	[1, 0, 2, 2],
	[0, 1, 1, 2],
] as const;

export function pngLayout({ width, height, depth, colourType, interlace }: PngHeader): PngLayout | null {
	const bitsPerPixel = (CHANNELS[colourType] ?? 0) * depth;
	if (!DEPTHS[colourType]?.includes(depth) || interlace > 1) return null;
	const passes = (interlace === 1 ? ADAM7 : WHOLE)
		.map(([left, top, stepX, stepY]) => {
			const passWidth = Math.ceil((width - left) / stepX);
			const rowBytes = Math.ceil((passWidth * bitsPerPixel) / 8);
			return { left, top, stepX, stepY, width: passWidth, height: Math.ceil((height - top) / stepY), rowBytes };
		})
		.filter((pass) => pass.width > 0 && pass.height > 0);
	const inflatedBytes = passes.reduce((sum, pass) => sum + (1 + pass.rowBytes) * pass.height, 0);
	return { passes, bytesPerPixel: Math.max(1, bitsPerPixel >> 3), inflatedBytes };
}
