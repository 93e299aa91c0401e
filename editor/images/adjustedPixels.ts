// Composes the picture's pixels where layers adjust those under them: the pixels are copied in slices on the main thread and
// adjusted in a worker.
import type { DrawnAdjustment } from "../document";
import {
	type Coverage,
	combinePlacements,
	containsRect,
	copyPixels,
	copyPlaced,
	cropCoverage,
	intersectRects,
	invertPlacement,
	isEmptyRect,
	type Placement,
	padRect,
	placeRect,
	type Rect,
	type RgbaImage,
	reachOfAll,
	type Steps,
	transparentImage,
} from "../raster";
import type { AdjustStep, JobRunner } from "../work";

/** Pixels and their placement on the current canvas. */
export interface PlacedPixels {
	readonly pixels: RgbaImage;
	readonly placement: Placement;
}

/** An adjustment of everything under it. `placement`: from its canvas to the current one. */
export interface PlacedAdjustment {
	readonly adjust: DrawnAdjustment;
	readonly placement: Placement;
}

/** The layers of a picture, the lowest first. */
export type PicturePart = PlacedPixels | PlacedAdjustment;

interface ComposePorts {
	readonly jobRunner: JobRunner;
	readonly signal?: AbortSignal | undefined;
}

/** The parts under a rectangle; transparent where there is none and outside of `clip`. The image is the caller's own. */
export async function composePicture(
	parts: readonly PicturePart[],
	rect: Rect,
	{ jobRunner, signal }: ComposePorts,
	clip = rect,
): Promise<RgbaImage> {
	const last = lastIndexOf(parts, isAdjustment);
	if (last < 0) return jobRunner.runOnMainThread(compose(parts as readonly PlacedPixels[], rect, clip), signal);
	const first = 1 + lastIndexOf(parts.slice(0, last), (part) => !isAdjustment(part));
	const adjustments = parts.slice(first, last + 1) as readonly PlacedAdjustment[];
	const region = padRect(rect, reachOfAll(adjustments.map(({ adjust }) => adjust)));
	const makeJob = async () => {
		// The area that was cropped away is read as well: cropping changes no pixel.
		const image = await composePicture(parts.slice(0, first), region, { jobRunner, signal });
		const steps = await jobRunner.runOnMainThread(adjustSteps(adjustments, region), signal);
		return { type: "adjust", image, region, rect, steps } as const;
	};
	const adjusted = await jobRunner.runOwned(makeJob, { signal });
	const above = parts.slice(last + 1) as readonly PlacedPixels[];
	return jobRunner.runOnMainThread(composeOver(adjusted, above, rect, clip), signal);
}

function lastIndexOf(parts: readonly PicturePart[], isFound: (part: PicturePart) => boolean): number {
	for (let i = parts.length - 1; i >= 0; i--) if (isFound(parts[i] as PicturePart)) return i;
	return -1;
}

const isAdjustment = (part: PicturePart): part is PlacedAdjustment => "adjust" in part;

/** Copies the parts under a rectangle, the lowest first; transparent where there is none and outside of `clip`. */
export function* compose(parts: readonly PlacedPixels[], rect: Rect, clip = rect): Steps<RgbaImage> {
	return yield* composeOver(transparentImage(rect), parts, rect, clip);
}

/** Copies the parts into an image of `rect`, which is changed. */
function* composeOver(image: RgbaImage, parts: readonly PlacedPixels[], rect: Rect, clip: Rect): Steps<RgbaImage> {
	for (const { pixels, placement } of parts) yield* copyPlaced(image, rect, pixels, placement);
	if (containsRect(clip, rect)) return image;
	const clipped = transparentImage(rect);
	const inside = intersectRects(rect, clip);
	if (isEmptyRect(inside)) return clipped;
	const cut = transparentImage(inside);
	yield* copyPixels(cut, inside, image, rect);
	yield* copyPixels(clipped, rect, cut, inside);
	return clipped;
}

/** With a copy of the part of each coverage that lies in the region, because a worker takes the arrays over. */
export function* adjustSteps(adjustments: readonly PlacedAdjustment[], region: Rect): Steps<readonly AdjustStep[]> {
	const steps: AdjustStep[] = [];
	for (const { adjust, placement } of adjustments) {
		const { coverage, extent, ...adjustment } = adjust;
		const place = placeRect(region, invertPlacement(placement));
		steps.push({
			...{ adjustment, extent, placement, at: { x: place.left, y: place.top } },
			coverage: coverage === undefined ? null : ownCoverage(coverage, yield* cropCoverage(coverage, place)),
		});
	}
	return steps;
}

/** Cropping returns the same coverage where nothing is cut off. */
function ownCoverage(coverage: Coverage, cropped: Coverage): Coverage {
	if (cropped !== coverage) return cropped;
	const tiles = Object.entries(coverage.tiles).map(([key, tile]) => {
		return [key, typeof tile === "number" ? tile : tile.slice()] as const;
	});
	return { ...coverage, tiles: Object.fromEntries(tiles) };
}

/** The same parts on another canvas. */
export function movedParts(parts: readonly PicturePart[], move: Placement): readonly PicturePart[] {
	return parts.map((part) => ({ ...part, placement: combinePlacements(part.placement, move) }));
}
