// Draws the visible masks, each as one flat tint. Where masks overlap only the upper one shows, at its own opacity, so that
// overlaps are not darker.
import type { MaskLayer } from "../../document";
import type { Size, Tiles } from "../../raster";
import type { Surface } from "../surface";
import { drawPattern } from "./maskPattern";
import { MaskTiles } from "./maskTiles";

export type StackedMask = Pick<MaskLayer, "id" | "colour" | "pattern" | "opacity" | "coverage">;

export class MaskStack {
	/** By document and mask. */
	readonly #tiles = new Map<string, MaskTiles>();
	#scratch: CanvasRenderingContext2D | null = null;

	/** Draws from the bottom up. `previewOf` returns the tiles that a gesture shows in place of a mask's own. */
	draw(
		surface: Surface,
		document: { readonly id: string; readonly picture: Size },
		masks: readonly StackedMask[],
		previewOf: (mask: string) => Tiles,
		ratio: number,
	): void {
		// Sheets are drawn at half their size or more, where a better filter shows no difference and takes twice as long.
		surface.context.imageSmoothingQuality = "low";
		this.#dropOthers(document.id, masks);
		for (const [index, mask] of masks.entries()) {
			const tiles = this.#getTiles(`${document.id}/${mask.id}`, mask.colour);
			const draw = (onto: Surface, opacity: number) =>
				tiles.draw(onto, document.picture, mask.coverage.tiles, previewOf(mask.id), opacity);
			const { context } = surface;
			if (index > 0) {
				context.globalCompositeOperation = "destination-out";
				draw(surface, 1);
				context.globalCompositeOperation = "lighter";
			}
			if (mask.pattern === "solid") {
				draw(surface, mask.opacity);
			} else {
				const scratch = this.#clearScratch(surface);
				draw(scratch, 1);
				drawPattern(scratch, mask.pattern, ratio);
				context.globalAlpha = mask.opacity;
				context.drawImage(scratch.context.canvas, 0, 0);
				context.globalAlpha = 1;
			}
			context.globalCompositeOperation = "source-over";
		}
	}

	dispose(): void {
		this.#tiles.clear();
		this.#scratch = null;
	}

	#getTiles(key: string, colour: string): MaskTiles {
		const cached = this.#tiles.get(key);
		if (cached?.colour === colour) return cached;
		const tiles = new MaskTiles(colour);
		this.#tiles.set(key, tiles);
		return tiles;
	}

	/** Drops the canvases of other documents and of masks that are not shown. */
	#dropOthers(document: string, masks: readonly StackedMask[]): void {
		const keys = new Set(masks.map(({ id }) => `${document}/${id}`));
		for (const key of this.#tiles.keys()) if (!keys.has(key)) this.#tiles.delete(key);
	}

	/** An empty surface of the same size and camera. */
	#clearScratch(surface: Surface): Surface {
		const { width, height } = surface;
		this.#scratch ??= document.createElement("canvas").getContext("2d");
		const context = this.#scratch;
		if (context === null) throw new Error("no 2D context");
		if (context.canvas.width !== width || context.canvas.height !== height) {
			Object.assign(context.canvas, { width, height });
		} else context.clearRect(0, 0, width, height);
		context.imageSmoothingEnabled = surface.context.imageSmoothingEnabled;
		context.imageSmoothingQuality = surface.context.imageSmoothingQuality;
		return { ...surface, context };
	}
}
