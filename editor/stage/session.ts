// An editor at work: document and history, the active tool and its gesture, the camera, the decoded pictures. It carries
// out what tools and actions return as data. The interface reads snapshots; the stage is told what to draw again.
import { type Codec, createCodec, type ImportedPicture } from "../codec";
import {
	commit,
	createDocument,
	createHistory,
	type DocumentCommand,
	type DocumentTree,
	editCoverage,
	type History,
	redo,
	restoreHistory,
	storeDocument,
	undo,
} from "../document";
import { isEmpty, type Size } from "../raster";
import {
	DEFAULT_TOOL,
	type Effect,
	findAction,
	findTool,
	firstSettings,
	type Outline,
	PANNING_TOOL,
	type Preview,
	type Tool,
	type ToolEvent,
	type ToolSettings,
	type ViewPoint,
	type ViewRequest,
} from "../tools";
import {
	type Editor,
	EditorError,
	type EditorState,
	type ExportedMask,
	type ExportedPicture,
	type ImageStore,
	type SavedDocument,
} from "../types";
import { type Camera, fitCamera, moveCamera, resizeCamera } from "./camera";
import { exportMask } from "./exportMask";
import type { PictureDisplay } from "./pictureDisplay";
import { Pictures } from "./pictures";
import { type Snapshot, takeSnapshot } from "./snapshot";

/** What the stage must draw again. */
export type Redraw = "camera" | "masks" | "pictures" | "cursor";

const NO_CAMERA: Camera = { zoom: 1, left: 0, top: 0, isFitted: true };

export class Session implements Editor {
	#history: History | null = null;
	readonly #pictures: Pictures;

	#tool: Tool = DEFAULT_TOOL;
	#settings: ToolSettings = firstSettings();
	#isPanningHeld = false;
	#gesture: { readonly tool: Tool; readonly state: unknown } | null = null;
	#preview: Preview | null = null;
	#outline: Outline | null = null;
	/** By tool, what its gesture before ended with. */
	readonly #rest = new Map<Tool, unknown>();

	#camera = NO_CAMERA;
	#view: Size = { width: 0, height: 0 };
	#hover: ViewPoint | null = null;
	#isMaskShown = true;
	#areResultsShown = true;

	#openings = 0;
	#isBusy = false;
	#notice: EditorError | null = null;
	#revision = 0;
	#snapshot: Snapshot | null = null;
	#hasMask = false;
	readonly #listeners = new Set<() => void>();
	readonly #stages = new Set<(redraw: Redraw) => void>();
	readonly #pickers = new Set<() => void>();

	constructor(images: ImageStore, codec: Codec = createCodec()) {
		this.#pictures = new Pictures(images, codec);
	}

	// What the interface reads

	getState = (): EditorState => this.getSnapshot().state;

	getSnapshot = (): Snapshot => {
		this.#snapshot ??= takeSnapshot({
			history: this.#history,
			settings: this.#settings,
			activeTool: this.#tool.id,
			pointerTool: this.#gesture?.tool ?? this.#pointerTool(),
			isGesturing: this.#gesture !== null,
			isMaskShown: this.#isMaskShown,
			areResultsShown: this.#areResultsShown,
			hasMask: this.#hasMask,
			busy: this.#isBusy,
			notice: this.#notice,
			revision: this.#revision,
			zoom: this.#camera.zoom,
		});
		return this.#snapshot;
	};

	subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	onRedraw(stage: (redraw: Redraw) => void): () => void {
		this.#stages.add(stage);
		return () => this.#stages.delete(stage);
	}

	/** "file.open" asks whoever shows the editor for a file. */
	onPick(picker: () => void): () => void {
		this.#pickers.add(picker);
		return () => this.#pickers.delete(picker);
	}

	get document(): DocumentTree | null {
		return this.#history?.document ?? null;
	}
	get camera(): Camera {
		return this.#camera;
	}
	get view(): Size {
		return this.#view;
	}
	get preview(): Preview | null {
		return this.#preview;
	}
	get outline(): Outline | null {
		return this.#outline;
	}
	get hover(): ViewPoint | null {
		return this.#hover;
	}
	get isMaskShown(): boolean {
		return this.#isMaskShown;
	}
	get areResultsShown(): boolean {
		return this.#areResultsShown;
	}
	display(image: string): PictureDisplay | undefined {
		return this.#pictures.display(image);
	}

	#changed(): void {
		this.#snapshot = null;
		for (const listener of this.#listeners) listener();
	}

	#redraw(...what: readonly Redraw[]): void {
		for (const stage of this.#stages) for (const redraw of what) stage(redraw);
	}

	// Pictures in and out

	async open(bytes: Blob, name: string): Promise<void> {
		await this.#opening(async (isCurrent) => {
			const imported = await this.#pictures.decode(bytes);
			const image = await this.#pictures.store.put(bytes);
			if (!isCurrent()) return;
			const { width, height } = imported;
			this.#begin(createHistory(createDocument(makeId(), { image, name, width, height })), imported);
			this.#revision++;
		});
	}

	async load(saved: SavedDocument): Promise<void> {
		await this.#opening(async (isCurrent) => {
			const bytes = await this.#pictures.store.get(saved.base);
			if (bytes === undefined) throw new EditorError("no-picture");
			const imported = await this.#pictures.decode(bytes);
			if (imported.width !== saved.width || imported.height !== saved.height) {
				throw new EditorError("mask-size-mismatch");
			}
			const results = await this.#pictures.fetchAll(saved.results.map(({ image }) => image));
			if (!isCurrent()) return;
			this.#begin(restoreHistory(saved), imported);
			for (const [image, picture] of results) this.#pictures.show(image, picture);
			this.#redraw("pictures");
		});
	}

	/** The last of several wins; one that fails leaves everything as it was. */
	async #opening(open: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
		const mine = ++this.#openings;
		const isCurrent = () => mine === this.#openings;
		this.#isBusy = true;
		this.#changed();
		try {
			await open(isCurrent);
		} finally {
			if (isCurrent()) {
				this.#isBusy = false;
				this.#changed();
			}
		}
	}

	#begin(history: History, imported: ImportedPicture): void {
		const { document } = history;
		this.cancelGesture();
		this.#history = history;
		this.#pictures.begin(document.picture.image, imported);
		this.#notice = null;
		// A result is shown without the tint over it, after a reload as when it came (showResult).
		this.#isMaskShown = document.results.length === 0;
		this.#areResultsShown = true;
		this.#hasMask = !isEmpty(editCoverage(document));
		this.#camera = fitCamera(document.picture, this.#view);
		this.#changed();
		this.#redraw("camera");
	}

	close(): void {
		this.#openings++;
		this.#isBusy = false;
		this.cancelGesture();
		this.#history = null;
		this.#pictures.begin(null, null);
		this.#hasMask = false;
		this.#notice = null;
		this.#camera = NO_CAMERA;
		this.#revision++;
		this.#changed();
		this.#redraw("camera");
	}

	async exportMask({ allowEverything = false } = {}): Promise<ExportedMask> {
		return exportMask(this.document, allowEverything);
	}

	exportPicture(): Promise<ExportedPicture> {
		return this.#pictures.export();
	}

	async showResult(id: string, bytes: Blob): Promise<void> {
		const asked = this.document?.id;
		if (asked === undefined) throw new EditorError("no-picture");
		const picture = await this.#pictures.decode(bytes);
		const image = await this.#pictures.store.put(bytes);
		if (this.document?.id !== asked) return;
		this.#pictures.show(image, picture);
		this.#areResultsShown = true;
		// The overlay would tint just what one wants to judge; the next stroke brings it back.
		this.#isMaskShown = false;
		this.#commit([{ type: "result.add", result: { id, image, isVisible: true } }]);
		this.#redraw("pictures");
	}

	save(): SavedDocument | null {
		return this.#history && storeDocument(this.#history);
	}

	destroy(): void {
		this.close();
		this.#pictures.codec.close();
		this.#listeners.clear();
		this.#stages.clear();
	}

	// Actions and their effects

	run(command: string): void {
		const action = findAction(command);
		const context = this.getSnapshot();
		if (action === undefined || !action.isEnabled(context)) return;
		this.apply(action.perform(context));
	}

	apply(effects: readonly Effect[]): void {
		for (const effect of effects) this.#applyEffect(effect);
	}

	#applyEffect(effect: Effect): void {
		switch (effect.type) {
			case "commands":
				this.cancelGesture();
				this.#commit(effect.commands);
				return;
			case "undo":
			case "redo":
				// A gesture under way is what is undone first.
				if (this.cancelGesture() || this.#history === null) return;
				this.#setHistory(effect.type === "undo" ? undo(this.#history) : redo(this.#history));
				return;
			case "tool":
				this.cancelGesture();
				this.#tool = findTool(effect.tool);
				this.#redraw("cursor");
				break;
			case "settings":
				this.#settings = { ...this.#settings, [effect.tool]: effect.settings };
				this.#redraw("cursor");
				break;
			case "view":
				this.#moveCamera(effect.request);
				return;
			case "show":
				this.#isMaskShown = effect.mask ?? this.#isMaskShown;
				this.#areResultsShown = effect.results ?? this.#areResultsShown;
				this.#redraw("masks", "pictures");
				break;
			case "pick":
				for (const picker of this.#pickers) picker();
				return;
		}
		this.#changed();
	}

	#commit(commands: readonly DocumentCommand[]): void {
		if (this.#history !== null) this.#setHistory(commit(this.#history, commands));
	}

	#setHistory(history: History): void {
		if (history === this.#history) return;
		this.#history = history;
		this.#hasMask = !isEmpty(editCoverage(history.document));
		this.#revision++;
		this.#changed();
		this.#redraw("masks", "pictures");
	}

	notify(notice: EditorError | null): void {
		this.#notice = notice;
		this.#changed();
	}

	// Pointer

	#pointerTool(): Tool {
		return this.#isPanningHeld ? PANNING_TOOL : this.#tool;
	}

	/** `isPanning`: the middle button, which pans whatever the tool is. */
	handleTool(event: ToolEvent, isPanning = false): void {
		const document = this.document;
		if (document === null) return;
		if (event.type === "down") {
			this.cancelGesture();
			const tool = isPanning ? PANNING_TOOL : this.#pointerTool();
			this.#gesture = { tool, state: this.#rest.get(tool) ?? tool.idle };
			// One paints what one sees.
			if (tool.isMasking) this.#isMaskShown = true;
			this.#changed();
		}
		if (this.#gesture === null) return;
		const { tool, state } = this.#gesture;
		const step = tool.step(state, event, { document, settings: this.#settings, zoom: this.#camera.zoom });
		if (step.preview !== undefined) {
			this.#preview = step.preview;
			this.#redraw("masks");
		}
		if (step.outline !== undefined) {
			this.#outline = step.outline;
			this.#redraw("cursor");
		}
		for (const request of step.view ?? []) this.#moveCamera(request);
		const isOver = event.type === "up" || event.type === "cancel";
		this.#gesture = isOver ? null : { tool, state: step.state };
		if (isOver) this.#rest.set(tool, step.state);
		if (step.commands !== undefined && step.commands.length > 0) this.#commit(step.commands);
		if (isOver) this.#changed();
	}

	/** Whether there was one. It leaves no trace. */
	cancelGesture(): boolean {
		if (this.#gesture === null) return false;
		this.handleTool({ type: "cancel" });
		return true;
	}

	setHover(point: ViewPoint | null): void {
		this.#hover = point;
		this.#redraw("cursor");
	}

	holdPanning(isHeld: boolean): void {
		if (this.#isPanningHeld === isHeld) return;
		this.#isPanningHeld = isHeld;
		this.#changed();
		this.#redraw("cursor");
	}

	// Camera

	resize(view: Size): void {
		const before = this.#view;
		if (before.width === view.width && before.height === view.height) return;
		this.#view = view;
		const picture = this.document?.picture;
		if (picture !== undefined) this.#setCamera(resizeCamera(this.#camera, picture, before, view));
		this.#redraw("camera");
	}

	#moveCamera(request: ViewRequest): void {
		const picture = this.document?.picture;
		if (picture !== undefined) this.#setCamera(moveCamera(this.#camera, request, picture, this.#view));
	}

	#setCamera(camera: Camera): void {
		const hasZoomed = camera.zoom !== this.#camera.zoom;
		this.#camera = camera;
		if (hasZoomed) this.#changed();
		this.#redraw("camera");
	}
}

/** `crypto.randomUUID` exists in secure contexts only. */
function makeId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
