// Mip levels of a picture for display: each level has half the size of the one before. They are never exported or saved.
import type { Size } from "./coverage";

/** The pixels of a picture. */
export interface RgbaImage extends Size {
	/** RGBA8 with straight alpha, row by row. */
	readonly rgba: Uint8Array<ArrayBuffer>;
}

/** Halving stops at the first level that fits into a square of this side. */
const SMALLEST_LEVEL = 512;

/** Returns levels 1, 2, … of a picture; none if the picture is small. */
export function buildMipLevels(picture: RgbaImage): RgbaImage[] {
	const levels: RgbaImage[] = [];
	let level = picture;
	while (level.width > SMALLEST_LEVEL || level.height > SMALLEST_LEVEL) {
		level = halve(level);
		levels.push(level);
	}
	return levels;
}

/** The sizes of all levels, the picture's own first: those of `buildMipLevels` behind it. */
export function mipSizes({ width, height }: Size): readonly Size[] {
	const sizes = [{ width, height }];
	for (let last = sizes[0] as Size; last.width > SMALLEST_LEVEL || last.height > SMALLEST_LEVEL; ) {
		last = { width: Math.max(1, Math.ceil(last.width / 2)), height: Math.max(1, Math.ceil(last.height / 2)) };
		sizes.push(last);
	}
	return sizes;
}

/** Each pixel is the mean of four, with colours weighted by alpha. An odd last row or column is averaged with itself. */
export function halve({ width, height, rgba }: RgbaImage): RgbaImage {
	const halfWidth = Math.max(1, Math.ceil(width / 2));
	const halfHeight = Math.max(1, Math.ceil(height / 2));
	const half = new Uint8Array(halfWidth * halfHeight * 4);
	for (let y = 0; y < halfHeight; y++) {
		const row0 = 2 * y * width * 4;
		const row1 = Math.min(2 * y + 1, height - 1) * width * 4;
		for (let x = 0; x < halfWidth; x++) {
			const left = 8 * x;
			const right = 4 * Math.min(2 * x + 1, width - 1);
			const a = row0 + left;
			const b = row0 + right;
			const c = row1 + left;
			const d = row1 + right;
			const aa = rgba[a + 3] as number;
			const ab = rgba[b + 3] as number;
			const ac = rgba[c + 3] as number;
			const ad = rgba[d + 3] as number;
			const sum = aa + ab + ac + ad;
			const to = (y * halfWidth + x) * 4;
			if (sum === 1020) {
				for (let i = 0; i < 3; i++) {
					const total =
						(rgba[a + i] as number) + (rgba[b + i] as number) + (rgba[c + i] as number) + (rgba[d + i] as number);
					half[to + i] = (total + 2) >> 2;
				}
			} else if (sum > 0) {
				for (let i = 0; i < 3; i++) {
					const weighted =
						(rgba[a + i] as number) * aa +
						(rgba[b + i] as number) * ab +
						(rgba[c + i] as number) * ac +
						(rgba[d + i] as number) * ad;
					half[to + i] = Math.round(weighted / sum);
				}
			}
			half[to + 3] = (sum + 2) >> 2;
		}
	}
	return { width: halfWidth, height: halfHeight, rgba: half };
}
