// Reads the EXIF orientation, and maps stored pixels to the upright picture.
import type { Size } from "../../raster";

/** 1: as stored; 2 to 4: mirrored or upside down; 5 to 8: rotated by 90°, with width and height swapped. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** The stored pixel (x, y) is at index `origin + x * stepX + y * stepY` of the upright picture. */
export interface Placement extends Size {
	readonly origin: number;
	readonly stepX: number;
	readonly stepY: number;
}

export function uprightPlacement({ width, height }: Size, orientation: Orientation): Placement {
	const right = width - 1;
	const bottom = height - 1;
	if (orientation < 5) {
		const isMirrored = orientation === 2 || orientation === 3;
		const isTurned = orientation === 3 || orientation === 4;
		const origin = (isMirrored ? right : 0) + (isTurned ? bottom * width : 0);
		return { width, height, origin, stepX: isMirrored ? -1 : 1, stepY: isTurned ? -width : width };
	}
	const isFromRight = orientation === 6 || orientation === 7;
	const isFromBottom = orientation === 7 || orientation === 8;
	return {
		width: height,
		height: width,
		origin: (isFromRight ? bottom : 0) + (isFromBottom ? right * height : 0),
		stepX: isFromBottom ? -height : height,
		stepY: isFromRight ? -1 : 1,
	};
}

const ORIENTATION_TAG = 0x0112;

/** Reads a TIFF block, as in PNG's eXIf and WebP's EXIF chunks. An unreadable block counts as upright. */
export function readExifOrientation(exif: Uint8Array | undefined): Orientation {
	if (exif === undefined) return 1;
	// Some writers keep the "Exif" marker of JPEG.
	const start = exif[0] === 0x45 ? 6 : 0;
	const view = new DataView(exif.buffer, exif.byteOffset + start, Math.max(0, exif.length - start));
	try {
		const isLittleEndian = view.getUint16(0) === 0x4949;
		const directory = view.getUint32(4, isLittleEndian);
		const count = view.getUint16(directory, isLittleEndian);
		for (let at = directory + 2; at < directory + 2 + 12 * count; at += 12) {
			if (view.getUint16(at, isLittleEndian) !== ORIENTATION_TAG) continue;
			const value = view.getUint16(at + 8, isLittleEndian);
			return value >= 1 && value <= 8 ? (value as Orientation) : 1;
		}
	} catch {
		// An offset points beyond the end of the block.
	}
	return 1;
}
