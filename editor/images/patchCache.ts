// Caches one patch per result, rendered whenever a document needs it. The picture itself is never changed: it consists of
// the imported samples and the patches over them.
import { type DocumentTree, importedPlacement, pictureLayers, type ResultLayer } from "../document";
import { encloseRects, placeRect, type Rect, type RgbaImage, rectOf } from "../raster";
import { EditorError, type ImageStore } from "../types";
import type { JobRunner } from "../work";
import { composePicture, type PicturePart } from "./adjustedPixels";
import { type FlattenedEdits, FlattenedStore } from "./flattenedEdits";
import { type PlacedPatch, renderPatch } from "./patch";
import { type Layers, layersUnder, patchKey, placementAt, placementOf, requiredKeys } from "./patchKeys";

/** Patches that the document does not need are kept up to this many bytes, for undo and redo. */
const SPARE_BYTES = 128 * 1024 * 1024;

/** When the patches of accepted edits exceed this, all but the last are flattened. */
const ACCEPTED_BYTES = 256 * 1024 * 1024;

/** A picture with its mip levels takes a third more bytes than its samples. */
const MIP_FACTOR = 1.34;

export class PatchCache {
	/** Reads the imported samples, on the first call. */
	#readImported: (() => Promise<RgbaImage>) | null = null;
	/** Aborted when the document is closed. */
	#closing = new AbortController();
	/** null: rendering has failed, or the answer changes nothing. */
	readonly #patches = new Map<string, PlacedPatch | null>();
	readonly #rendering = new Map<string, Promise<void>>();
	/** By result: the last rendering of it. While a slider moves, a result renders one patch after another. */
	readonly #queues = new Map<string, Promise<void>>();
	/** By result: the patch to show until the required one is rendered. */
	readonly #latest = new Map<string, PlacedPatch | null>();
	readonly #flattened = new FlattenedStore();
	#current: DocumentTree | null = null;

	constructor(
		readonly store: ImageStore,
		readonly jobRunner: JobRunner,
		/** The patch of a result has been rendered; `error` tells why it could not be. */
		readonly onRendered: (error: EditorError | null, result: string) => void,
		readonly acceptedBytes = ACCEPTED_BYTES,
	) {}

	/** Starts with another imported picture, whose samples are read when a patch or a region needs them; null: with none. */
	reset(readImported: (() => Promise<RgbaImage>) | null): void {
		this.#closing.abort(new EditorError("picture-left"));
		this.#closing = new AbortController();
		this.#current = null;
		this.#readImported = readImported;
		this.#patches.clear();
		this.#rendering.clear();
		this.#latest.clear();
		this.#queues.clear();
		this.#flattened.clear();
	}

	/** Renders the patches that the document needs and drops others; resolves when all are rendered. */
	async sync(document: DocumentTree): Promise<void> {
		const { accepted, results } = document;
		this.#current = document;
		this.#dropSpare(document);
		const { signal } = this.#closing;
		try {
			await this.#renderAll(document, accepted);
			await this.#flatten(document, accepted, signal);
			await Promise.all(results.map((layer) => this.#ensure(document, layersUnder(document, layer), layer)));
		} catch (error) {
			if (!signal.aborted) throw error;
		}
	}

	/** While a patch is rendered anew, the previous one; undefined: none is rendered yet. */
	get(document: DocumentTree, layer: ResultLayer): PlacedPatch | null | undefined {
		const patch = this.#patches.get(patchKey(document, layersUnder(document, layer), layer));
		return patch === undefined ? this.#latest.get(layer.id) : patch;
	}

	/** One picture in place of the first of these layers, where they were flattened. */
	getFlattened(document: DocumentTree, layers: Layers): FlattenedEdits | null {
		return this.#flattened.find(document, layers);
	}

	/** Renders the patch of a result that is not in the document yet; rejects where that fails. */
	async render(document: DocumentTree, layer: ResultLayer): Promise<PlacedPatch | null> {
		const under = layersUnder(document, layer);
		const { signal } = this.#closing;
		await this.sync(document);
		signal.throwIfAborted();
		const key = patchKey(document, under, layer);
		const patch = this.#patches.get(key) ?? (await this.#renderPatch(document, layer, under, signal));
		this.#keep(key, layer, patch);
		return patch;
	}

	/**
	 * The picture under a rectangle, with every accepted edit and placed picture, or with these layers; transparent beyond the
	 * canvas, or beyond `clip`. Rejects with picture-left for a document that is no longer open.
	 */
	async readRegion(
		document: DocumentTree,
		rect: Rect,
		layers = pictureLayers(document),
		clip = rectOf(document.picture),
	): Promise<RgbaImage> {
		const { signal } = this.#closing;
		if (this.#current?.id !== document.id) throw new EditorError("picture-left");
		const parts = await this.#readParts(document, layers);
		return composePicture(parts, rect, { jobRunner: this.jobRunner, signal }, clip);
	}

	/** Renders these layers and returns the pixels that they make on the imported ones, the lowest first. */
	async #readParts(document: DocumentTree, layers: Layers): Promise<readonly PicturePart[]> {
		const { signal } = this.#closing;
		const imported = (await this.#readImported?.()) ?? null;
		signal.throwIfAborted();
		await this.#renderAll(document, layers);
		return this.#partsOf(document, layers, imported);
	}

	/** Renders these layers from the first on. */
	async #renderAll(document: DocumentTree, layers: Layers): Promise<void> {
		const { signal } = this.#closing;
		for (;;) {
			signal.throwIfAborted();
			const first = this.#flattened.find(document, layers)?.count ?? 0;
			const missing = layers.findIndex((layer, i) => {
				return i >= first && isRendered(layer) && !this.#patches.has(patchKey(document, layers.slice(0, i), layer));
			});
			if (missing < 0) return;
			await this.#ensure(document, layers.slice(0, missing), layers[missing] as ResultLayer);
			// Layers that are not accepted yet make no picture to keep.
			if (missing < document.accepted.length) await this.#flatten(document, layers.slice(0, missing + 1), signal);
		}
	}

	async #ensure(document: DocumentTree, under: Layers, layer: ResultLayer): Promise<void> {
		if (!isRendered(layer)) return;
		const key = patchKey(document, under, layer);
		if (this.#patches.has(key)) return;
		const rendering = this.#rendering.get(key) ?? this.#enqueue(key, document, layer, under);
		this.#rendering.set(key, rendering);
		await rendering;
	}

	async #enqueue(key: string, document: DocumentTree, layer: ResultLayer, under: Layers): Promise<void> {
		const previous = this.#queues.get(layer.id);
		const own = (async () => {
			await previous;
			const isCandidate = document.results.includes(layer);
			const isRequired = this.#current === null || requiredKeys(this.#current).has(key);
			// A candidate's patch that no document needs any more is skipped.
			if (isRequired || !isCandidate) await this.#renderAndKeep(key, document, layer, under);
			else this.#rendering.delete(key);
		})();
		this.#queues.set(layer.id, own);
		await own;
		if (this.#queues.get(layer.id) === own) this.#queues.delete(layer.id);
	}

	async #renderAndKeep(key: string, document: DocumentTree, layer: ResultLayer, under: Layers): Promise<void> {
		const { signal } = this.#closing;
		try {
			const patch = await this.#renderPatch(document, layer, under, signal);
			if (signal.aborted) return;
			this.#keep(key, layer, patch);
			this.onRendered(null, layer.id);
		} catch (error) {
			if (signal.aborted) return;
			this.#keep(key, layer, null);
			const reason = error instanceof EditorError ? error : new EditorError("operation-failed", {}, { cause: error });
			this.onRendered(reason, layer.id);
		} finally {
			if (!signal.aborted) this.#rendering.delete(key);
		}
	}

	async #renderPatch(document: DocumentTree, layer: ResultLayer, under: Layers, signal: AbortSignal) {
		if (!isRendered(layer)) return null;
		const parts = await this.#readParts(document, under);
		signal.throwIfAborted();
		return renderPatch({ document, layer, under: parts, store: this.store, jobRunner: this.jobRunner, signal });
	}

	#keep(key: string, { id }: ResultLayer, patch: PlacedPatch | null): void {
		this.#patches.set(key, patch);
		this.#latest.set(id, patch);
	}

	/** The pixels of the picture with these layers as far as they are rendered, the lowest first. */
	#partsOf(document: DocumentTree, layers: Layers, imported: RgbaImage | null): readonly PicturePart[] {
		const flattened = this.#flattened.find(document, layers);
		const lowest = flattened ?? (imported && { pixels: imported, placement: importedPlacement(document.picture) });
		const parts: PicturePart[] = lowest ? [lowest] : [];
		for (const [i, layer] of layers.entries()) {
			if (i < (flattened?.count ?? 0)) continue;
			if (layer.adjust !== undefined) {
				parts.push({ adjust: layer.adjust, placement: placementOf(layer) });
				continue;
			}
			const patch = this.#patches.get(patchKey(document, layers.slice(0, i), layer));
			if (patch) parts.push({ pixels: patch.pixels, placement: placementAt(patch.planned, layer) });
		}
		return parts;
	}

	/** Flattens all but the last of these layers when their patches take too many bytes. */
	async #flatten(document: DocumentTree, layers: Layers, signal: AbortSignal): Promise<void> {
		const keys = layers.map((layer, i) => patchKey(document, layers.slice(0, i), layer));
		const bytes = keys.reduce((sum, key) => sum + bytesOf(this.#patches.get(key) ?? null), 0);
		const count = layers.length - 1;
		// Work on an earlier version of the document must not replace the current one's flattened picture.
		if (bytes <= this.acceptedBytes || count < 1 || document !== this.#current) return;
		if (this.#flattened.find(document, layers)?.count === count) return;
		const flat = layers.slice(0, count);
		// Read by now, because the patches were rendered from them.
		const imported = (await this.#readImported?.()) ?? null;
		signal.throwIfAborted();
		const parts = this.#partsOf(document, flat, imported);
		// A cropped picture reaches beyond the canvas.
		const places = parts.flatMap((part) => ("pixels" in part ? [placeRect(rectOf(part.pixels), part.placement)] : []));
		const whole = places.reduce(encloseRects, rectOf(document.picture));
		const pixels = await composePicture(parts, whole, { jobRunner: this.jobRunner, signal });
		this.#flattened.set(document, flat, pixels, whole);
		for (const [i, { id }] of flat.entries()) {
			this.#patches.delete(keys[i] as string);
			this.#latest.delete(id);
		}
	}

	/** Drops the oldest patches that the document does not need until the others fit SPARE_BYTES. */
	#dropSpare(document: DocumentTree): void {
		const required = requiredKeys(document);
		const ids = new Set([...document.accepted, ...document.results].map(({ id }) => id));
		for (const id of this.#latest.keys()) if (!ids.has(id)) this.#latest.delete(id);
		const spare = [...this.#patches].filter(([key]) => !required.has(key));
		let bytes = spare.reduce((sum, [, patch]) => sum + bytesOf(patch), 0);
		for (const [key, patch] of spare) {
			if (bytes <= SPARE_BYTES) return;
			bytes -= bytesOf(patch);
			this.#patches.delete(key);
		}
	}
}

/** An answer without an edit is shown whole, from its file. */
function isRendered({ edit, part }: ResultLayer): boolean {
	return edit !== undefined || part !== undefined;
}

function bytesOf(patch: PlacedPatch | null): number {
	return patch === null ? 0 : patch.pixels.rgba.byteLength * MIP_FACTOR;
}
