// The answers of edits, put where they belong: one patch a result, made from the stored answer whenever it is wanted, on
// what the edits before it left. The picture itself is never changed; what it looks like is the imported samples and the
// patches over them.

import { PictureTiles } from "../canvas/shapes/pictureTiles";
import { acceptedPartMask, type DocumentTree, importedRect, type ResultLayer } from "../document/index";
import { type Drift, isMaskIgnored, PASTE_EDGES, type PasteOptions, type Shift } from "../plan/index";
import {
	buildMipLevels,
	type Coverage,
	copyPixels,
	cropCoverage,
	moveRect,
	type Rect,
	type RgbaImage,
	rectOf,
	type Size,
	type Steps,
	transparentImage,
} from "../raster/index";
import { EditorError, type ImageStore, type ResultReport } from "../types";
import type { JobRunner } from "../work/index";

const STILL = { x: 0, y: 0 };

export interface PlacedPatch {
	/** In picture space as it was when the edit was planned. */
	readonly planned: Rect;
	readonly pixels: RgbaImage;
	readonly display: PictureTiles;
	/** How much of the answer is taken, in the plan's canvas. */
	readonly paste: Coverage;
	/** In picture pixels: how far the answer had moved from where it belongs, and was moved back. */
	readonly shift: Shift;
	readonly drift: Drift;
	/** As it came. */
	readonly answer: Size;
}

/** The first of what was accepted, as one picture. */
export interface FlattenedEdits {
	/** How many edits are in it. */
	readonly count: number;
	/** In picture space as it was when this was made. */
	readonly place: Rect;
	readonly pixels: RgbaImage;
	readonly display: PictureTiles;
}

/** Patches that nothing shows now are kept up to this many bytes: undo and redo bring them back. */
const SPARE_BYTES = 128 * 1024 * 1024;

/** Of what was accepted, all but the last become one picture when their patches are more than this. */
const ACCEPTED_BYTES = 256 * 1024 * 1024;

type Layers = readonly ResultLayer[];

interface Source {
	readonly pixels: RgbaImage;
	readonly place: Rect;
}

export class PatchCache {
	#imported: RgbaImage | null = null;
	#leaving = new AbortController();
	/** null: it could not be made, or it changes nothing. */
	readonly #made = new Map<string, PlacedPatch | null>();
	readonly #making = new Map<string, Promise<void>>();
	/** By result: while a slider moves, one patch after the other, and none that is wanted no more. */
	readonly #lines = new Map<string, Promise<void>>();
	/** By result: what to look at until the patch that is wanted now is there. */
	readonly #latest = new Map<string, PlacedPatch | null>();
	#current: DocumentTree | null = null;
	#ground: (FlattenedEdits & { readonly key: string; readonly imported: Rect }) | null = null;

	constructor(
		readonly store: ImageStore,
		readonly jobRunner: JobRunner,
		/** There is one more to be shown, or `error` why not. */
		readonly onMade: (error: EditorError | null) => void,
		readonly acceptedBytes = ACCEPTED_BYTES,
	) {}

	/** Another picture, or none. */
	reset(imported: RgbaImage | null): void {
		this.#leaving.abort(new EditorError("picture-left"));
		this.#leaving = new AbortController();
		this.#current = null;
		this.#imported = imported;
		this.#made.clear();
		this.#making.clear();
		this.#latest.clear();
		this.#lines.clear();
		this.#ground = null;
	}

	/** Begins to make what the document needs and does not have; resolves when all of it is there. */
	async sync(document: DocumentTree): Promise<void> {
		const { accepted, results } = document;
		this.#current = document;
		this.#forget(document);
		const { signal } = this.#leaving;
		try {
			await this.#under(document, accepted);
			await this.#flatten(document, accepted, signal);
			await Promise.all(results.map((layer) => this.#ready(document, accepted, layer)));
		} catch (error) {
			if (!signal.aborted) throw error;
		}
	}

	/** As far as it is there: that of a moment before, while it is made anew. undefined: not there yet. */
	get(document: DocumentTree, layer: ResultLayer): PlacedPatch | null | undefined {
		const made = this.#made.get(keyOf(document, layersBefore(document, layer), layer));
		return made === undefined ? this.#latest.get(layer.id) : made;
	}

	/** What stands for the first of these layers of the document. */
	getFlattened(document: DocumentTree, layers: Layers): FlattenedEdits | null {
		const ground = this.#groundOf(document, layers);
		return ground && { ...ground, place: this.#placeOf(document, ground) };
	}

	/** That of a result which the document does not have yet; rejects where it cannot be made. */
	async render(document: DocumentTree, layer: ResultLayer): Promise<PlacedPatch | null> {
		const before = layersBefore(document, layer);
		const { signal } = this.#leaving;
		await this.sync(document);
		signal.throwIfAborted();
		const key = keyOf(document, before, layer);
		const made = this.#made.get(key) ?? (await this.#patch(document, layer, before, signal));
		this.#keep(key, layer, made);
		return made;
	}

	/** The picture's part under a rectangle, with all that was accepted; transparent beyond it. Not of another picture. */
	async readRegion(document: DocumentTree, rect: Rect): Promise<RgbaImage> {
		const { signal } = this.#leaving;
		if (this.#current?.id !== document.id) throw new EditorError("picture-left");
		return this.jobRunner.runOnMainThread(compose(await this.#under(document, document.accepted), rect), signal);
	}

	/** Layers of the picture, from the first on, once they are there. */
	async #under(document: DocumentTree, layers: Layers): Promise<readonly Source[]> {
		const { signal } = this.#leaving;
		for (;;) {
			signal.throwIfAborted();
			const first = this.#groundOf(document, layers)?.count ?? 0;
			const missing = layers.findIndex((layer, i) => {
				return i >= first && layer.edit !== undefined && !this.#made.has(keyOf(document, layers.slice(0, i), layer));
			});
			if (missing < 0) return this.#sources(document, layers);
			await this.#ready(document, layers.slice(0, missing), layers[missing] as ResultLayer);
			await this.#flatten(document, layers.slice(0, missing + 1), signal);
		}
	}

	async #ready(document: DocumentTree, before: Layers, layer: ResultLayer): Promise<void> {
		if (layer.edit === undefined) return;
		const key = keyOf(document, before, layer);
		if (this.#made.has(key)) return;
		const making = this.#making.get(key) ?? this.#inLine(key, document, layer, before);
		this.#making.set(key, making);
		await making;
	}

	async #inLine(key: string, document: DocumentTree, layer: ResultLayer, before: Layers): Promise<void> {
		const ahead = this.#lines.get(layer.id);
		const mine = (async () => {
			await ahead;
			const isCandidate = document.results.includes(layer);
			const isWanted = this.#current === null || wantedKeys(this.#current).has(key);
			if (isWanted || !isCandidate) await this.#make(key, document, layer, before);
			else this.#making.delete(key);
		})();
		this.#lines.set(layer.id, mine);
		await mine;
		if (this.#lines.get(layer.id) === mine) this.#lines.delete(layer.id);
	}

	async #make(key: string, document: DocumentTree, layer: ResultLayer, before: Layers): Promise<void> {
		const { signal } = this.#leaving;
		try {
			const patch = await this.#patch(document, layer, before, signal);
			if (signal.aborted) return;
			this.#keep(key, layer, patch);
			this.onMade(null);
		} catch (error) {
			if (signal.aborted) return;
			this.#keep(key, layer, null);
			this.onMade(error instanceof EditorError ? error : new EditorError("operation-failed", {}, { cause: error }));
		} finally {
			if (!signal.aborted) this.#making.delete(key);
		}
	}

	#keep(key: string, { id }: ResultLayer, patch: PlacedPatch | null): void {
		this.#made.set(key, patch);
		this.#latest.set(id, patch);
	}

	async #patch(
		document: DocumentTree,
		layer: ResultLayer,
		before: Layers,
		signal: AbortSignal,
	): Promise<PlacedPatch | null> {
		const { edit, image } = layer;
		if (edit === undefined) return null;
		const sources = await this.#under(document, before);
		signal.throwIfAborted();
		const { plan } = edit;
		const paste = pasteOf(layer, acceptedPartMask(document, layer.id) !== undefined);
		const [answer, coverage] = await Promise.all([this.#read(image), this.#painted(document, layer)]);
		const base = await this.jobRunner.runOnMainThread(compose(sources, movedRect(plan.source, layer)), signal);
		const { left, top } = plan.source;
		const patch = await this.jobRunner.run(
			{ type: "patch", plan, paste, coverage, answer, base, left, top, drawn: edit.drawn },
			signal,
		);
		if (patch.rect === null) return null;
		const { rect: planned, pixels, ...known } = patch;
		return { ...known, planned, pixels, display: new PictureTiles(pixels, pixels.mip) };
	}

	/** As it was when the edit was sent, or painted anew and in the edit's space. */
	async #painted(document: DocumentTree, layer: ResultLayer): Promise<Uint8Array<ArrayBuffer> | Coverage | null> {
		const { edit, moved = STILL } = layer;
		const taken = acceptedPartMask(document, layer.id);
		if (edit === undefined) return null;
		if (taken === undefined) return edit.coverage === null ? null : this.#read(edit.coverage);
		const planned = moveRect(rectOf(edit.plan.picture), moved.x, moved.y);
		return this.jobRunner.runOnMainThread(cropCoverage(taken.coverage, planned));
	}

	async #read(image: string): Promise<Uint8Array<ArrayBuffer>> {
		const bytes = await this.store.get(image);
		if (bytes === undefined) throw new EditorError("result-missing");
		return new Uint8Array(await bytes.arrayBuffer());
	}

	/** What there is of the picture with these layers, the lowest first. */
	#sources(document: DocumentTree, layers: Layers): readonly Source[] {
		const ground = this.#groundOf(document, layers);
		const place = importedRect(document.picture);
		const lowest = ground
			? [{ pixels: ground.pixels, place: this.#placeOf(document, ground) }]
			: this.#imported && [{ pixels: this.#imported, place }];
		const sources: Source[] = lowest ?? [];
		for (const [i, layer] of layers.entries()) {
			const patch = i < (ground?.count ?? 0) ? null : this.#made.get(keyOf(document, layers.slice(0, i), layer));
			if (patch) sources.push({ pixels: patch.pixels, place: movedRect(patch.planned, layer) });
		}
		return sources;
	}

	#groundOf(document: DocumentTree, layers: Layers) {
		const ground = this.#ground;
		return ground !== null && ground.key === chainOf(document, layers.slice(0, ground.count)) ? ground : null;
	}

	#placeOf({ picture }: DocumentTree, { place, imported }: { place: Rect; imported: Rect }): Rect {
		const now = importedRect(picture);
		return moveRect(place, now.left - imported.left, now.top - imported.top);
	}

	/** Many large edits are kept as the one picture that they make; an earlier state is made from the answers again. */
	async #flatten(document: DocumentTree, layers: Layers, signal: AbortSignal): Promise<void> {
		const keys = layers.map((layer, i) => keyOf(document, layers.slice(0, i), layer));
		const bytes = keys.reduce((sum, key) => sum + bytesOf(this.#made.get(key) ?? null), 0);
		const count = layers.length - 1;
		// Whoever still works on a document of before leaves this one's alone.
		if (bytes <= this.acceptedBytes || count < 1 || document !== this.#current) return;
		if (this.#groundOf(document, layers)?.count === count) return;
		const flat = layers.slice(0, count);
		const place = rectOf(document.picture);
		const pixels = await this.jobRunner.runOnMainThread(compose(this.#sources(document, flat), place), signal);
		const display = new PictureTiles(pixels, buildMipLevels(pixels));
		const imported = importedRect(document.picture);
		this.#ground = { key: chainOf(document, flat), count, place, imported, pixels, display };
		for (const [i, { id }] of flat.entries()) {
			this.#made.delete(keys[i] as string);
			this.#latest.delete(id);
		}
	}

	/** The oldest of what the document does not need, until the rest is small enough. */
	#forget(document: DocumentTree): void {
		const wanted = wantedKeys(document);
		const ids = new Set([...document.accepted, ...document.results].map(({ id }) => id));
		for (const id of this.#latest.keys()) if (!ids.has(id)) this.#latest.delete(id);
		const spare = [...this.#made].filter(([key]) => !wanted.has(key));
		let bytes = spare.reduce((sum, [, patch]) => sum + bytesOf(patch), 0);
		for (const [key, patch] of spare) {
			if (bytes <= SPARE_BYTES) return;
			bytes -= bytesOf(patch);
			this.#made.delete(key);
		}
	}
}

/** Where an answer takes the place of everything it has no edges; what is painted of it anew has. */
function pasteOf({ edit, paste }: ResultLayer, isPainted: boolean): PasteOptions | undefined {
	if (edit?.coverage !== null) return paste;
	if (isPainted) return { ...paste, edges: { ...PASTE_EDGES, ...paste?.edges } };
	const { edges, ...others } = paste ?? {};
	return others;
}

function* compose(sources: readonly Source[], rect: Rect): Steps<RgbaImage> {
	const cut = transparentImage(rect);
	for (const { pixels, place } of sources) yield* copyPixels(cut, rect, pixels, place);
	return cut;
}

export function reportOn(patch: PlacedPatch | null): ResultReport {
	if (patch === null) return { width: 0, height: 0, shift: null, drift: null };
	const { answer, shift, drift } = patch;
	return {
		...answer,
		shift: shift.x === 0 && shift.y === 0 ? null : shift,
		drift: drift.pixels === 0 ? null : { ...drift, isMaskIgnored: isMaskIgnored(drift) },
	};
}

function wantedKeys(document: DocumentTree): ReadonlySet<string> {
	const { accepted, results } = document;
	return new Set([
		...accepted.map((layer, i) => keyOf(document, accepted.slice(0, i), layer)),
		...results.map((layer) => keyOf(document, accepted, layer)),
	]);
}

/** What an answer lies on. */
function layersBefore({ accepted }: DocumentTree, layer: ResultLayer): Layers {
	const index = accepted.findIndex(({ id }) => id === layer.id);
	return index < 0 ? accepted : accepted.slice(0, index);
}

/** The same answer on another picture, or taken otherwise, is another patch. */
function keyOf(document: DocumentTree, before: Layers, layer: ResultLayer): string {
	return chainOf(document, [...before, layer]);
}

/** The same for as long as these layers make the same of the picture. */
export function chainOf(document: DocumentTree, layers: Layers): string {
	return layers.map((layer) => nameOf(document, layer)).join(" ");
}

function nameOf(document: DocumentTree, { id, paste }: ResultLayer): string {
	const taken = acceptedPartMask(document, id);
	const part = taken === undefined ? "" : `/${numberOf(taken.coverage)}`;
	return `${id}${part}${paste === undefined ? "" : JSON.stringify(paste)}`;
}

const numbers = new WeakMap<Coverage, number>();
let lastNumber = 0;

/** The same for the same object: coverage is never changed. */
function numberOf(coverage: Coverage): number {
	const known = numbers.get(coverage) ?? ++lastNumber;
	numbers.set(coverage, known);
	return known;
}

function bytesOf(patch: PlacedPatch | null): number {
	return patch === null ? 0 : patch.pixels.rgba.byteLength * 1.34;
}

/** From where an edit was planned to where that is now. */
export function movedRect(rect: Rect, { moved = STILL }: Pick<ResultLayer, "moved">): Rect {
	return moveRect(rect, moved.x, moved.y);
}
