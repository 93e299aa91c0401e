// The adjustments of the open picture as the canvas and the panel show them: their tiles, the switch that shows the picture without
// them, and the histogram of what lies under one.
import { type DocumentTree, pictureLayers } from "../document";
import type { AdjustedTiles } from "../images/adjustedTiles";
import { layersKey } from "../images/patchKeys";
import { rectOf } from "../raster";
import type { SessionCore } from "./sessionCore";

/** Strips of rows that a histogram samples, evenly over the picture. */
const STRIPS = 16;
/** Pixels of a strip at most. */
const STRIP_PIXELS = 1 << 16;

export class PictureAdjustments {
	readonly tiles: AdjustedTiles;

	constructor(readonly core: Pick<SessionCore, "document" | "view" | "events" | "adjustedTiles" | "patches">) {
		this.tiles = core.adjustedTiles;
	}

	/** Shows the picture with or without its adjustments. Changes only the view. */
	show(areShown: boolean): void {
		if (this.core.view.state.adjustments === areShown) return;
		this.core.view.set({ adjustments: areShown });
		this.core.events.notifyChange();
		this.core.events.redraw("pictures");
	}

	/** Changes with the picture under an adjustment. */
	keyUnder(id: string): string {
		const { document } = this.core;
		return document === null ? "" : layersKey(document, layersBelow(document, id));
	}

	/** The pixels of each brightness under an adjustment, of a sample of rows. */
	async countUnder(id: string, signal: AbortSignal): Promise<readonly number[]> {
		const { document, patches } = this.core;
		const sum = new Array<number>(256).fill(0);
		if (document === null) return sum;
		const { width, height } = document.picture;
		const rows = Math.max(1, Math.min(Math.ceil(height / STRIPS), Math.floor(STRIP_PIXELS / width)));
		for (let strip = 0; strip < STRIPS; strip++) {
			const top = Math.floor((strip * height) / STRIPS);
			const rect = { ...rectOf({ width, height }), top, bottom: Math.min(height, top + rows) };
			const counts = await patches.jobRunner.runOwned(
				async () => ({ type: "histogram", image: await patches.readRegion(document, rect, layersBelow(document, id)) }),
				{ signal },
			);
			for (const [value, count] of counts.entries()) sum[value] = (sum[value] as number) + count;
		}
		return sum;
	}
}

function layersBelow(document: DocumentTree, id: string) {
	const at = document.adjustments?.findIndex((layer) => layer.id === id) ?? -1;
	const adjustments = document.adjustments?.slice(0, Math.max(0, at)) ?? [];
	return pictureLayers({ ...document, adjustments });
}
