// Adjusts the pixels of a region of the picture, or of a smaller copy of it, and cuts out the part that was asked for.
import {
	type Adjustment,
	type AdjustmentPass,
	adjustPixels,
	type Coverage,
	copyPixels,
	coverageAt,
	halve,
	invertPlacement,
	isSameRect,
	isSideways,
	isUpright,
	moveRect,
	type Placement,
	placePoint,
	placeRect,
	type Rect,
	type RgbaImage,
	readCoverageRow,
	type Steps,
	sizeOf,
	transparentImage,
} from "../raster";

export interface AdjustStep {
	readonly adjustment: Adjustment;
	readonly coverage: Coverage | null;
	/** The place of the coverage's upper left corner on its canvas. */
	readonly at: { readonly x: number; readonly y: number };
	/** On its canvas: the rectangle at whose edges the border pixels are repeated. */
	readonly extent: Rect;
	/** From its canvas to the canvas now. */
	readonly placement: Placement;
}

export interface AdjustInput {
	/** The pixels of `region`, which are changed. */
	readonly image: RgbaImage;
	readonly region: Rect;
	/** The part of the region that is returned. */
	readonly rect: Rect;
	readonly steps: readonly AdjustStep[];
	/** Picture pixels per pixel of the region. Default: 1. */
	readonly scale?: number;
}

export function* adjustRegion({ image, region, rect, steps, scale = 1 }: AdjustInput): Steps<RgbaImage> {
	const passes: AdjustmentPass[] = [];
	for (const step of steps) passes.push(yield* passOf(step, region, scale));
	yield* adjustPixels(image, passes);
	if (isSameRect(region, rect)) return image;
	const cut = transparentImage(rect);
	yield* copyPixels(cut, rect, image, region);
	return cut;
}

/** Halves a picture a number of times, as its mip levels are. */
export function* reduceImage({
	image,
	levels,
}: {
	readonly image: RgbaImage;
	readonly levels: number;
}): Steps<RgbaImage> {
	let reduced = image;
	for (let level = 0; level < levels; level++) {
		reduced = halve(reduced);
		yield;
	}
	return reduced;
}

function* passOf(step: AdjustStep, region: Rect, scale: number): Steps<AdjustmentPass> {
	const { adjustment, coverage, extent, placement } = step;
	const { left, top, right, bottom } = placeRect(extent, placement);
	const scaled = {
		...{ left: Math.floor(left / scale), top: Math.floor(top / scale) },
		...{ right: Math.ceil(right / scale), bottom: Math.ceil(bottom / scale) },
	};
	return {
		adjustment,
		coverage: coverage && (yield* coveragePlane(coverage, step, region, scale)),
		extent: moveRect(scaled, -region.left, -region.top),
		isSideways: isSideways(placement),
	};
}

/** One byte for each pixel of the region: of a smaller copy, the value at the pixel's centre. */
function* coveragePlane(
	coverage: Coverage,
	{ at, placement }: AdjustStep,
	region: Rect,
	scale: number,
): Steps<Uint8Array> {
	const { width, height } = sizeOf(region);
	const plane = new Uint8Array(width * height);
	const back = invertPlacement(placement);
	const pointAt = (x: number, y: number) =>
		placePoint({ x: (region.left + x + 0.5) * scale, y: (region.top + y + 0.5) * scale }, back);
	for (let y = 0; y < height; y++) {
		const first = pointAt(0, y);
		const row = plane.subarray(y * width, (y + 1) * width);
		if (scale === 1 && isUpright(placement)) {
			readCoverageRow(coverage, Math.floor(first.y) - at.y, Math.floor(first.x) - at.x, width, row);
		} else {
			const second = pointAt(1, y);
			const [stepX, stepY] = [second.x - first.x, second.y - first.y];
			for (let x = 0; x < width; x++) {
				row[x] = coverageAt(coverage, Math.floor(first.x + x * stepX) - at.x, Math.floor(first.y + x * stepY) - at.y);
			}
		}
		if (y % 64 === 63) yield;
	}
	return plane;
}
