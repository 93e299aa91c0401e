// A mask as quick select sees it: at the size of its plane, selected or not.
import { type Coverage, TILE_SIZE, tileAt, tileRect } from "../coverage";
import { planeFactor } from "./labPlane";

const HALF = 128;

/** 1 where the middle of a pixel of the plane is covered by half or more. */
export function planeSelection(coverage: Coverage): Uint8Array<ArrayBuffer> {
	const factor = planeFactor(coverage);
	const width = Math.ceil(coverage.width / factor);
	const height = Math.ceil(coverage.height / factor);
	const labels = new Uint8Array(width * height);
	const middle = factor >> 1;
	for (const name of Object.keys(coverage.tiles)) {
		const key = Number(name);
		const tile = tileAt(coverage.tiles, key);
		const { left, top, right, bottom } = tileRect(coverage, key);
		if (typeof tile === "number" && tile < HALF) continue;
		for (let y = firstAt(top, middle, factor); y * factor + middle < bottom; y++) {
			const row = (y * factor + middle - top) * TILE_SIZE - left;
			for (let x = firstAt(left, middle, factor); x * factor + middle < right; x++) {
				const value = typeof tile === "number" ? tile : (tile[row + x * factor + middle] as number);
				if (value >= HALF) labels[y * width + x] = 1;
			}
		}
	}
	// The middle of the last block may lie outside the picture.
	const lastX = (width - 1) * factor + middle >= coverage.width;
	const lastY = (height - 1) * factor + middle >= coverage.height;
	if (lastX && width > 1)
		for (let y = 0; y < height; y++) labels[y * width + width - 1] = labels[y * width + width - 2] as number;
	if (lastY && height > 1) labels.copyWithin((height - 1) * width, (height - 2) * width, (height - 1) * width);
	return labels;
}

function firstAt(from: number, middle: number, factor: number): number {
	return Math.max(0, Math.ceil((from - middle) / factor));
}
