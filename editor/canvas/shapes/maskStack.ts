// Shows the visible masks of a document, each as one flat tint: where masks lie over one another the upper one is seen,
// at its own opacity, and nothing gets darker.
import type { MaskLayer } from "../../document/index";
import type { Size, Tiles } from "../../raster/index";
import type { Surface } from "../surface";
import { drawPattern } from "./maskPattern";
import { MaskTiles } from "./maskTiles";

export type StackedMask = Pick<MaskLayer, "id" | "colour" | "pattern" | "opacity" | "coverage">;

export class MaskStack {
	/** By document and mask. */
	readonly #displays = new Map<string, MaskTiles>();
	#scratch: CanvasRenderingContext2D | null = null;

	/** From the bottom up; `over`: tiles of a gesture under way. */
	draw(
		surface: Surface,
		document: { readonly id: string; readonly picture: Size },
		masks: readonly StackedMask[],
		over: (mask: string) => Tiles,
		ratio: number,
	): void {
		// Sheets are shown at half their size or more, where nothing better can be seen; but it would take twice as long.
		surface.context.imageSmoothingQuality = "low";
		this.#forgetOthers(document.id, masks);
		for (const [index, mask] of masks.entries()) {
			const display = this.#display(`${document.id}/${mask.id}`, mask.colour);
			const draw = (onto: Surface, opacity: number) =>
				display.draw(onto, document.picture, mask.coverage.tiles, over(mask.id), opacity);
			const { context } = surface;
			if (index > 0) {
				context.globalCompositeOperation = "destination-out";
				draw(surface, 1);
				context.globalCompositeOperation = "lighter";
			}
			if (mask.pattern === "solid") {
				draw(surface, mask.opacity);
			} else {
				const scratch = this.#scratchOf(surface);
				draw(scratch, 1);
				drawPattern(scratch, mask.pattern, ratio);
				context.globalAlpha = mask.opacity;
				context.drawImage(scratch.context.canvas, 0, 0);
				context.globalAlpha = 1;
			}
			context.globalCompositeOperation = "source-over";
		}
	}

	#display(name: string, colour: string): MaskTiles {
		const known = this.#displays.get(name);
		if (known?.colour === colour) return known;
		const display = new MaskTiles(colour);
		this.#displays.set(name, display);
		return display;
	}

	/** Canvases of another document, or of a mask that is not shown, are of no more use. */
	#forgetOthers(document: string, masks: readonly StackedMask[]): void {
		const names = new Set(masks.map(({ id }) => `${document}/${id}`));
		for (const name of this.#displays.keys()) if (!names.has(name)) this.#displays.delete(name);
	}

	/** Empty, as large as the surface, seen from the same place. */
	#scratchOf(surface: Surface): Surface {
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
