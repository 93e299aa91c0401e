// Draws paint and annotations over a picture as it is sent, or over transparent markup. The drawing shows a model what is
// meant; no answer is pasted by it, so that a canvas may draw it. Samples on which nothing is drawn keep their values.
import { drawAnnotations } from "../annotations";
import { decodeTolerantly, encodePicture } from "../codec";
import type { Annotation, PaintLayer } from "../document";
import type { EditPlan } from "../plan";
import { paintBytes, type RgbaImage, type Size, type Steps, sizeOf, TILE_SIZE, tileRect, tilesInRect } from "../raster";
import { EditorError } from "../types";
import { inSlices, MAIN_SLICE } from "./slices";

export interface Drawing {
	readonly plan: Pick<EditPlan, "picture" | "source" | "content">;
	/** From bottom to top, under the annotations. */
	readonly paints: readonly Pick<PaintLayer, "tiles" | "opacity">[];
	/** From bottom to top. */
	readonly annotations: readonly Annotation[];
}

export interface DrawnCopyInput extends Drawing {
	/** A PNG of the sent size. */
	readonly picture: Uint8Array<ArrayBuffer>;
}

/** Returns a PNG of the same size. */
export async function encodeDrawnCopy({ picture, ...drawing }: DrawnCopyInput): Promise<Uint8Array<ArrayBuffer>> {
	const onto = await decodeTolerantly(picture);
	return encodePicture(await inSlices(drawOver(onto, drawing), MAIN_SLICE));
}

/** Draws onto the samples that it is given. */
export function* drawOver(onto: RgbaImage, drawing: Drawing): Steps<RgbaImage> {
	if (drawing.annotations.length === 0 && drawing.paints.length === 0) return onto;
	const context = contextOf(onto);
	const { source, content } = drawing.plan;
	const { width, height } = sizeOf(source);
	context.beginPath();
	context.rect(0, 0, content.width, content.height);
	context.clip();
	yield* drawPaints(context, drawing);
	context.scale(content.width / width, content.height / height);
	context.translate(-source.left, -source.top);
	drawAnnotations(context, drawing.annotations, 1);
	for (let y = 0; y < onto.height; y++) {
		layOver(onto.rgba, context.getImageData(0, y, onto.width, 1).data, y * onto.width * 4);
		yield;
	}
	return onto;
}

/** Tiles end at whole pixels of the context, so that no seam shows between them. */
function* drawPaints(context: Context, { plan, paints }: Drawing): Steps<void> {
	const { picture, source, content } = plan;
	const across = (x: number) => Math.round(((x - source.left) * content.width) / (source.right - source.left));
	const down = (y: number) => Math.round(((y - source.top) * content.height) / (source.bottom - source.top));
	const tileContext = contextOf({ width: TILE_SIZE, height: TILE_SIZE });
	context.imageSmoothingQuality = "high";
	for (const { tiles, opacity } of paints) {
		context.globalAlpha = opacity;
		for (const key of tilesInRect(picture, source)) {
			const tile = tiles[key];
			if (tile === undefined || tile === 0) continue;
			const bytes = new Uint8ClampedArray(paintBytes(picture, key, tile).buffer);
			tileContext.putImageData(new ImageData(bytes, TILE_SIZE, TILE_SIZE), 0, 0);
			const { left, top, right, bottom } = tileRect(picture, key);
			const place = [across(left), down(top), across(right) - across(left), down(bottom) - down(top)] as const;
			context.drawImage(tileContext.canvas, 0, 0, right - left, bottom - top, ...place);
			yield;
		}
	}
	context.globalAlpha = 1;
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** On the page where there is no canvas in workers. */
function contextOf({ width, height }: Size): Context {
	const options = { willReadFrequently: true };
	const canvas =
		typeof OffscreenCanvas === "undefined"
			? Object.assign(document.createElement("canvas"), { width, height })
			: new OffscreenCanvas(width, height);
	const context = canvas.getContext("2d", options) as Context | null;
	if (context === null) throw new EditorError("no-memory");
	return context;
}

/** Source over destination, both straight; `at`: where the row begins. */
function layOver(onto: Uint8Array, row: Uint8ClampedArray, at: number): void {
	for (let i = 0; i < row.length; i += 4) {
		const alpha = row[i + 3] as number;
		if (alpha === 0) continue;
		const to = at + i;
		const under = ((onto[to + 3] as number) * (255 - alpha)) / 255;
		const sum = alpha + under;
		for (let channel = 0; channel < 3; channel++) {
			const mixed = ((row[i + channel] as number) * alpha + (onto[to + channel] as number) * under) / sum;
			onto[to + channel] = Math.round(mixed);
		}
		onto[to + 3] = Math.round(sum);
	}
}
