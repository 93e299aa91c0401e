// Shows answers in place until their patches are rendered: the browser's bitmap of an answer, cut to the coverage that was
// painted for it. For display only, with about as many pixels as a screen shows.
import type { EditRecord, ResultLayer } from "../document";
import { intersectRects, isEmptyRect, moveRect, rectOf, type Size, sizeOf } from "../raster";
import type { ImageStore } from "../types";

/** In pixels. */
const MAX_EDGE = 1024;

/** Drawn over the whole of the plan's source. */
export type AnswerPreview = OffscreenCanvas;

export class AnswerPreviews {
	/** By layer; null: it is being made, or cannot be made. */
	readonly #previews = new Map<string, AnswerPreview | null>();
	/** Answers that are not in the document yet, in the order of their arrival. */
	#arriving: readonly ResultLayer[] = [];
	/** One after another: decoding an answer takes tens of megabytes. */
	#last: Promise<void> = Promise.resolve();

	constructor(
		readonly store: ImageStore,
		readonly onReady: () => void,
	) {}

	get arriving(): readonly ResultLayer[] {
		return this.#arriving;
	}

	/** Null while it is being made, which the first call begins. */
	get(layer: ResultLayer): AnswerPreview | null {
		const known = this.#previews.get(layer.id);
		if (known !== undefined || layer.edit === undefined) return known ?? null;
		this.#previews.set(layer.id, null);
		this.#last = this.#last.then(() => this.#make(layer.id, layer.image, layer.edit as EditRecord));
		return null;
	}

	/** Shows an answer until `delete` is called. */
	arrive(layer: ResultLayer): void {
		this.#arriving = [...this.#arriving, layer];
		this.get(layer);
	}

	/** The patch of the answer is shown from now on, or nothing is. */
	delete(id: string): void {
		this.#previews.delete(id);
		this.#arriving = this.#arriving.filter((layer) => layer.id !== id);
	}

	clear(): void {
		this.#previews.clear();
		this.#arriving = [];
	}

	async #make(id: string, image: string, edit: EditRecord): Promise<void> {
		// Deleted while it waited.
		if (!this.#previews.has(id)) return;
		const preview = await cutAnswer(this.store, image, edit).catch(() => null);
		if (preview === null || !this.#previews.has(id)) return;
		this.#previews.set(id, preview);
		this.onReady();
	}
}

async function cutAnswer(
	store: ImageStore,
	image: string,
	{ plan, coverage }: EditRecord,
): Promise<AnswerPreview | null> {
	const file = await store.get(image);
	if (file === undefined || typeof OffscreenCanvas === "undefined") return null;
	const { content, sent } = plan;
	const scale = Math.min(1, MAX_EDGE / Math.max(content.width, content.height));
	const size = { width: Math.ceil(content.width * scale), height: Math.ceil(content.height * scale) };
	const mask = coverage === null ? null : await drawCoverage(store, coverage, plan, size);
	const answer = await createImageBitmap(file);
	const canvas = new OffscreenCanvas(size.width, size.height);
	const context = canvas.getContext("2d");
	if (context) context.imageSmoothingQuality = "medium";
	context?.drawImage(answer, 0, 0, sent.width * scale, sent.height * scale);
	answer.close();
	if (context && mask) {
		context.globalCompositeOperation = "destination-in";
		context.drawImage(mask, 0, 0);
	}
	return canvas;
}

/** Opaque where the picture is edited: where it was painted, and beyond the picture. */
async function drawCoverage(
	store: ImageStore,
	coverage: string,
	{ source, picture }: EditRecord["plan"],
	size: Size,
): Promise<OffscreenCanvas> {
	const mask = new OffscreenCanvas(size.width, size.height);
	const context = mask.getContext("2d", { willReadFrequently: true });
	const file = await store.get(coverage);
	const inside = intersectRects(source, rectOf(picture));
	if (context === null || file === undefined) throw new Error("no coverage");
	context.fillRect(0, 0, size.width, size.height);
	if (isEmptyRect(inside)) return mask;
	const [scaleX, scaleY] = [size.width / sizeOf(source).width, size.height / sizeOf(source).height];
	const place = moveRect(inside, -source.left, -source.top);
	const [left, top] = [Math.round(place.left * scaleX), Math.round(place.top * scaleY)];
	const width = Math.max(1, Math.round(place.right * scaleX) - left);
	const height = Math.max(1, Math.round(place.bottom * scaleY) - top);
	const resize = { resizeWidth: width, resizeHeight: height, resizeQuality: "medium" } as const;
	const { width: across, height: down } = sizeOf(inside);
	const grey = await createImageBitmap(file, inside.left, inside.top, across, down, resize);
	context.drawImage(grey, left, top);
	grey.close();
	const pixels = context.getImageData(left, top, width, height);
	for (let at = 0; at < pixels.data.length; at += 4) pixels.data[at + 3] = pixels.data[at] as number;
	context.putImageData(pixels, left, top);
	return mask;
}
