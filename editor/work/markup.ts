// Draws the markup that is sent instead of a mask, for models that read drawings: a transparent picture of the sent
// size in which each mask is filled with its colour, and over which paint and annotations are drawn.
import { encodePicture } from "../codec";
import { computeSentCoverage, type EditPlan } from "../plan";
import {
	type Coverage,
	EDIT_THRESHOLD,
	type RgbaImage,
	rectOf,
	type Steps,
	TILE_SIZE,
	tileAt,
	tileRect,
	tilesInRect,
} from "../raster";
import { type Drawing, drawOver } from "./drawnCopy";
import { type PaintedInput, requirePaintedCoverage } from "./sentMask";
import { inSlices, MAIN_SLICE } from "./slices";

export interface MarkupInput extends PaintedInput {
	/** #rrggbb, one for each coverage. */
	readonly colours: readonly string[];
	readonly paints: Drawing["paints"];
	readonly annotations: Drawing["annotations"];
}

/** Leaves the marked content visible when the markup is laid over the picture. */
const ALPHA = 160;

export async function encodeMarkup(input: MarkupInput): Promise<Uint8Array<ArrayBuffer>> {
	return encodePicture(await inSlices(drawMarkup(input), MAIN_SLICE));
}

function* drawMarkup(input: MarkupInput): Steps<RgbaImage> {
	const { plan, coverages, colours, paints, annotations } = input;
	if (annotations.length === 0 && paints.length === 0) requirePaintedCoverage(input);
	const { width, height } = plan.sent;
	const rgba = new Uint8Array(width * height * 4);
	for (const [i, coverage] of coverages.entries()) {
		yield* fill(yield* computeSentCoverage(withoutGrowth(plan), coverage), colours[i] ?? "", rgba);
	}
	return yield* drawOver({ width, height, rgba }, { plan, paints, annotations });
}

/** Markup shows the masks as they were painted, without the growth of the sent mask. */
const withoutGrowth = (plan: EditPlan): EditPlan => ({ ...plan, edges: { ...plan.edges, sendGrow: 0 } });

function* fill(coverage: Coverage, colour: string, rgba: Uint8Array): Steps<void> {
	const code = Number.parseInt(colour.slice(1), 16);
	const pixel = [code >> 16, (code >> 8) & 255, code & 255, ALPHA];
	for (const key of tilesInRect(coverage, rectOf(coverage))) {
		const tile = tileAt(coverage.tiles, key);
		if (tile === 0) continue;
		const { left, top, right, bottom } = tileRect(coverage, key);
		for (let y = top; y < bottom; y++) {
			for (let x = left; x < right; x++) {
				const value = typeof tile === "number" ? tile : (tile[(y - top) * TILE_SIZE + x - left] as number);
				if (value >= EDIT_THRESHOLD) rgba.set(pixel, (y * coverage.width + x) * 4);
			}
		}
		yield;
	}
}
