// In place of a mask: a transparent picture of the sent size with each mask in its colour, for models that read drawings.
import { encodePicture } from "../codec";
import { type EditPlan, sendCoverage } from "../plan";
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
import { checkPainted, type PaintedOrder } from "./sendMask";
import { inSlices, MAIN_SLICE } from "./slices";

export interface MarkupOrder extends PaintedOrder {
	/** #rrggbb, of each of the coverages. */
	readonly colours: readonly string[];
}

/** Light enough to see through to what is marked, where the two are laid over one another. */
const ALPHA = 160;

export async function markup(order: MarkupOrder): Promise<Uint8Array<ArrayBuffer>> {
	return encodePicture(await inSlices(draw(order), MAIN_SLICE));
}

function* draw(order: MarkupOrder): Steps<RgbaImage> {
	checkPainted(order);
	const { plan, coverages, colours } = order;
	const { width, height } = plan.sent;
	const rgba = new Uint8Array(width * height * 4);
	for (const [i, coverage] of coverages.entries()) {
		yield* fill(yield* sendCoverage(drawn(plan), coverage), colours[i] ?? "", rgba);
	}
	return { width, height, rgba };
}

/** What was marked, as it was marked. */
const drawn = (plan: EditPlan): EditPlan => ({ ...plan, edges: { ...plan.edges, sendGrow: 0 } });

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
