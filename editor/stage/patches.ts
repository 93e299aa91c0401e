// The answers of edits, put where they belong: one patch a result, made from the stored answer whenever it is wanted, on
// what the edits before it left. The picture itself is never changed; what it looks like is the imported samples and the
// patches over them.
import { type DocumentTree, importedRect, type ResultLayer } from "../document";
import { type Drift, isMaskIgnored } from "../plan";
import { blankUnder, copyOver, moveRect, type Rect, type RgbaLevel, type Size, type Steps } from "../raster";
import { EditorError, type ImageStore, type ResultReport } from "../types";
import type { Workshop } from "../work";
import { PictureDisplay } from "./pictureDisplay";

export interface PlacedPatch {
	/** In picture space as it was when the edit was planned. */
	readonly planned: Rect;
	readonly pixels: RgbaLevel;
	readonly display: PictureDisplay;
	readonly drift: Drift;
	/** As it came. */
	readonly answer: Size;
}

/** Patches that nothing shows now are kept up to this many bytes: undo and redo bring them back. */
const SPARE_BYTES = 128 * 1024 * 1024;

export class Patches {
	#imported: RgbaLevel | null = null;
	#leaving = new AbortController();
	/** null: it could not be made, or it changes nothing. */
	readonly #made = new Map<string, PlacedPatch | null>();
	readonly #making = new Map<string, Promise<void>>();

	constructor(
		readonly store: ImageStore,
		readonly workshop: Workshop,
		/** There is one more to be shown, or `error` why not. */
		readonly onMade: (error: EditorError | null) => void,
	) {}

	/** Another picture, or none. */
	begin(imported: RgbaLevel | null): void {
		this.#leaving.abort();
		this.#leaving = new AbortController();
		this.#imported = imported;
		this.#made.clear();
		this.#making.clear();
	}

	/** Begins to make what the document needs and does not have; resolves when all of it is there. */
	async sync(document: DocumentTree): Promise<void> {
		const wanted = wantedPatches(document);
		for (const { key, layer, before } of wanted) {
			if (this.#made.has(key) || this.#making.has(key)) continue;
			this.#making.set(key, this.#make(key, document, layer, before));
		}
		this.#forget(new Set(wanted.map(({ key }) => key)));
		await Promise.all(wanted.map(({ key }) => this.#making.get(key)));
	}

	/** undefined: not there yet. */
	made(document: DocumentTree, layer: ResultLayer): PlacedPatch | null | undefined {
		return this.#made.get(keyOf(layersBefore(document, layer), layer));
	}

	/** That of a result which the document does not have yet; rejects where it cannot be made. */
	async of(document: DocumentTree, layer: ResultLayer): Promise<PlacedPatch | null> {
		const before = layersBefore(document, layer);
		const key = keyOf(before, layer);
		await this.sync(document);
		const made = this.#made.get(key) ?? (await this.#patch(document, layer, before, this.#leaving.signal));
		this.#made.set(key, made);
		return made;
	}

	/** The picture's part under a rectangle, with all that was accepted; transparent beyond it. */
	*cut(document: DocumentTree, rect: Rect): Steps<RgbaLevel> {
		return yield* this.#cut(document, rect, document.accepted);
	}

	async #make(key: string, document: DocumentTree, layer: ResultLayer, before: readonly ResultLayer[]): Promise<void> {
		const { signal } = this.#leaving;
		try {
			const patch = await this.#patch(document, layer, before, signal);
			if (signal.aborted) return;
			this.#made.set(key, patch);
			this.onMade(null);
		} catch (error) {
			if (signal.aborted) return;
			this.#made.set(key, null);
			this.onMade(error instanceof EditorError ? error : new EditorError("operation-failed", {}, { cause: error }));
		} finally {
			if (!signal.aborted) this.#making.delete(key);
		}
	}

	async #patch(
		document: DocumentTree,
		layer: ResultLayer,
		before: readonly ResultLayer[],
		signal: AbortSignal,
	): Promise<PlacedPatch | null> {
		const { edit, image } = layer;
		if (edit === undefined) return null;
		for (const [i, below] of before.entries()) await this.#making.get(keyOf(before.slice(0, i), below));
		signal.throwIfAborted();
		const { plan } = edit;
		const [answer, coverage] = await Promise.all([
			this.#read(image),
			edit.coverage === null ? null : this.#read(edit.coverage),
		]);
		const base = await this.workshop.runHere(this.#cut(document, movedRect(plan.source, layer), before), signal);
		const { left, top } = plan.source;
		const patch = await this.workshop.run(
			{ type: "patch", plan, coverage, answer, base, left, top, drawn: edit.drawn },
			signal,
		);
		if (patch.rect === null) return null;
		const { pixels, rect: planned, drift } = patch;
		return { planned, pixels, drift, answer: patch.answer, display: new PictureDisplay(pixels, pixels.mip) };
	}

	async #read(image: string): Promise<Uint8Array<ArrayBuffer>> {
		const bytes = await this.store.get(image);
		if (bytes === undefined) throw new EditorError("result-missing");
		return new Uint8Array(await bytes.arrayBuffer());
	}

	*#cut({ picture }: DocumentTree, rect: Rect, layers: readonly ResultLayer[]): Steps<RgbaLevel> {
		const cut = blankUnder(rect);
		if (this.#imported !== null) yield* copyOver(cut, rect, this.#imported, importedRect(picture));
		for (const [i, layer] of layers.entries()) {
			const patch = this.#made.get(keyOf(layers.slice(0, i), layer));
			if (patch) yield* copyOver(cut, rect, patch.pixels, movedRect(patch.planned, layer));
		}
		return cut;
	}

	/** The oldest of what is not wanted, until the rest is small enough. */
	#forget(wanted: ReadonlySet<string>): void {
		const spare = [...this.#made].filter(([key]) => !wanted.has(key));
		let bytes = spare.reduce((sum, [, patch]) => sum + bytesOf(patch), 0);
		for (const [key, patch] of spare) {
			if (bytes <= SPARE_BYTES) return;
			bytes -= bytesOf(patch);
			this.#made.delete(key);
		}
	}
}

export function reportOn(patch: PlacedPatch | null): ResultReport {
	if (patch === null) return { width: 0, height: 0, drift: null };
	const { answer, drift } = patch;
	return { ...answer, drift: drift.pixels === 0 ? null : { ...drift, isMaskIgnored: isMaskIgnored(drift) } };
}

interface Wanted {
	readonly key: string;
	readonly layer: ResultLayer;
	readonly before: readonly ResultLayer[];
}

function wantedPatches({ accepted, results }: DocumentTree): Wanted[] {
	const ofAccepted = accepted.map((layer, i) => ({ layer, before: accepted.slice(0, i) }));
	const ofResults = results.map((layer) => ({ layer, before: accepted }));
	return [...ofAccepted, ...ofResults]
		.filter(({ layer }) => layer.edit !== undefined)
		.map((wanted) => ({ ...wanted, key: keyOf(wanted.before, wanted.layer) }));
}

/** What an answer lies on. */
function layersBefore({ accepted }: DocumentTree, layer: ResultLayer): readonly ResultLayer[] {
	const index = accepted.findIndex(({ id }) => id === layer.id);
	return index < 0 ? accepted : accepted.slice(0, index);
}

/** The same answer on another picture is another patch. */
function keyOf(before: readonly ResultLayer[], { id }: ResultLayer): string {
	return [...before.map((layer) => layer.id), id].join(" ");
}

function bytesOf(patch: PlacedPatch | null): number {
	return patch === null ? 0 : patch.pixels.rgba.byteLength * 1.34;
}

/** From where an edit was planned to where that is now. */
export function movedRect(rect: Rect, { moved = { x: 0, y: 0 } }: ResultLayer): Rect {
	return moveRect(rect, moved.x, moved.y);
}
