// An editor at work: document and history, the active tool and its gesture, the camera, the decoded pictures. It carries
// out what tools and actions return as data. The interface reads snapshots; the stage is told what to draw again.
import type { ImportedPicture } from "../codec";
import {
	activeMask,
	amend,
	commit,
	createDocument,
	createHistory,
	type DocumentCommand,
	type DocumentTree,
	type EditPlan,
	editCoverage,
	type History,
	imagesOf,
	importedRect,
	type ResultLayer,
	redo,
	restoreHistory,
	storeDocument,
	undo,
} from "../document";
import { makeId } from "../makeId";
import {
	type Coverage,
	combineTiles,
	coverageFromSamples,
	differingTiles,
	isEmpty,
	type Rect,
	rectOf,
	type Size,
} from "../raster";
import {
	type Cursor,
	DEFAULT_TOOL,
	type Effect,
	findAction,
	findTool,
	type Modifiers,
	type Outline,
	PANNING_TOOL,
	type PanelName,
	type PickPurpose,
	type Preview,
	setTiles,
	type Tool,
	type ToolContext,
	type ToolEvent,
	type ViewPoint,
	type ViewRequest,
} from "../tools";
import {
	type Editor,
	EditorError,
	type EditorErrorCode,
	type EditorPreferences,
	type EditorState,
	type EditWishes,
	type ExportedMask,
	type ExportedPicture,
	type ImageStore,
	type MaskMeaning,
	type PictureNote,
	type PreparedEdit,
	type ResultReport,
	type SavedDocument,
	type SavedEdit,
} from "../types";
import { createWorkshop, type MaskReading, type Workshop } from "../work";
import { type Camera, fitCamera, moveCamera, resizeCamera, sceneOf, toImage } from "./camera";
import { areMasksOther, arePicturesOther, hasMask, isAsImported, isFrameOther } from "./documentChange";
import { exportMask } from "./exportMask";
import { Gesture } from "./gesture";
import type { KeyPointer } from "./keyPointer";
import { Patches, type PlacedPatch, reportOn } from "./patches";
import type { PictureDisplay } from "./pictureDisplay";
import { Pictures } from "./pictures";
import { placeBeside } from "./placeBeside";
import { completePreferences } from "./preferences";
import { planEdit, prepareEdit } from "./prepareEdit";
import { Signal } from "./signal";
import { type Shown, type Snapshot, takeSnapshot } from "./snapshot";
import { Turns } from "./turns";

/** The pointer over the canvas. */
export interface Hover {
	readonly view: ViewPoint;
	readonly modifiers: Modifiers;
	/** As the browser names it. */
	readonly pointer: string;
}

/** What the stage must draw again. */
export type Redraw = "camera" | "masks" | "pictures" | "cursor";

/** What acts on the document, or decides what a later gesture does: not while something else is being worked on. */
const IN_TURN: ReadonlySet<Effect["type"]> = new Set([
	"commands",
	"amend",
	"operate",
	"undo",
	"redo",
	"tool",
	"reuseMask",
	"maskFromPicture",
]);

type ImportMaskOptions = NonNullable<Parameters<Editor["importMask"]>[1]>;

/** About the mask or the document as they were: what changes those has answered them. */
const PASSING: ReadonlySet<EditorErrorCode> = new Set([
	"nothing-masked",
	"everything-masked",
	"mask-too-large",
	"mask-locked",
	"nothing-transparent",
	"nothing-light",
	"operation-failed",
]);

const NO_CAMERA: Camera = { zoom: 1, left: 0, top: 0, isFitted: true };
const ALL_SHOWN: Shown = { mask: true, results: true, maskOnly: false };

export class Session implements Editor {
	#history: History | null = null;
	readonly #pictures: Pictures;
	/** Answers of edits where they belong. */
	readonly #patches: Patches;
	/** What was sent last, or was on the picture before. */
	#previousMask: Coverage | null = null;

	#tool: Tool = DEFAULT_TOOL;
	#before: { readonly tool: string; readonly frame: Rect | null } = { tool: DEFAULT_TOOL.id, frame: null };
	#preferences = completePreferences({});
	#isPanningHeld = false;
	readonly #gesture = new Gesture({
		context: () => this.#toolContext(),
		commit: (commands) => this.#commit(commands),
		moveCamera: (request) => this.#moveCamera(request),
		setSettings: (tool, settings) => this.#applyEffect({ type: "settings", tool, settings }),
		shown: (what) => this.#redraw(what === "preview" ? "masks" : "cursor"),
	});

	#camera = NO_CAMERA;
	#view: Size = { width: 0, height: 0 };
	#hover: Hover | null = null;
	#keyPointer: KeyPointer | null = null;
	#shown = ALL_SHOWN;
	#openPanel: PanelName | null = null;

	#openings = 0;
	#isBusy = false;
	#notice: EditorError | null = null;
	/** What importing this picture changed in it, until that is no news any more. */
	#news: readonly PictureNote[] = [];
	#revision = 0;
	#snapshot: Snapshot | null = null;
	#hasMask = false;
	/** A mask operation is worked out elsewhere; what comes meanwhile waits. */
	readonly #turns = new Turns(() => this.#changed());
	readonly #changes = new Signal();
	readonly #redraws = new Signal<[Redraw]>();
	readonly #picks = new Signal<[PickPurpose]>();

	constructor(images: ImageStore, workshop: Workshop = createWorkshop()) {
		this.#pictures = new Pictures(images, workshop);
		this.#patches = new Patches(images, workshop, (problem) => {
			if (problem !== null) this.notify(problem);
			// What is said of a result is known with its patch.
			else this.#changed();
			this.#redraw("pictures");
		});
	}

	// What the interface reads

	getState = (): EditorState => this.getSnapshot().state;

	getSnapshot = (): Snapshot => {
		this.#snapshot ??= takeSnapshot({
			history: this.#history,
			preferences: this.#preferences,
			activeTool: this.#tool.id,
			pointerTool: this.#gesture.tool ?? this.#pointerTool(),
			isGesturing: this.#gesture.tool !== null,
			shown: this.#shown,
			openPanel: this.#openPanel,
			before: this.#before,
			keyPointer: this.#keyPointer,
			canReuseMask: this.#canReuseMask(),
			hasMask: this.#hasMask,
			busy: this.#isBusy,
			isWorking: this.#turns.isWorking,
			notice: this.#notice,
			notes: this.#pictures.notes,
			news: this.#news,
			revision: this.#revision,
			zoom: this.#camera.zoom,
		});
		return this.#snapshot;
	};

	subscribe = this.#changes.on;
	onRedraw = this.#redraws.on;
	/** Asks whoever shows the editor for a file. */
	onPick = this.#picks.on;

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
		return this.#gesture.preview;
	}
	get outline(): Outline | null {
		return this.#gesture.outline;
	}
	/** Where the cursor is drawn; a finger has none. */
	get hover(): ViewPoint | null {
		return this.#gesture.anchor ?? this.#hover?.view ?? null;
	}
	/** The edit frame as it is shown: that of the gesture under way, or the document's. */
	get frame(): Rect | null {
		return this.#gesture.frame ?? this.document?.frame ?? null;
	}
	get isFrameDragged(): boolean {
		return this.#gesture.frame !== null;
	}
	get isFraming(): boolean {
		return this.#tool.isFraming === true;
	}
	get isPanningHeld(): boolean {
		return this.#isPanningHeld;
	}
	cursor(): Cursor {
		const context = this.#toolContext();
		if (context === null) return { kind: "css", idle: "default", active: "default" };
		const { tool, state } = this.#gesture;
		const hover = this.#hover;
		const pointing = hover && { ...hover, image: toImage(this.#camera, hover.view) };
		return tool === null ? this.#pointerTool().cursor(context, pointing, null) : tool.cursor(context, pointing, state);
	}
	get shown(): Shown {
		return this.#shown;
	}
	display(image: string): PictureDisplay | undefined {
		return this.#pictures.display(image);
	}

	#changed(): void {
		this.#snapshot = null;
		this.#changes.emit();
	}

	#redraw(...what: readonly Redraw[]): void {
		for (const redraw of what) this.#redraws.emit(redraw);
	}

	// Pictures in and out

	async open(bytes: Blob, name: string): Promise<void> {
		await this.#opening(async (isCurrent) => {
			const imported = await this.#pictures.decode(bytes);
			const image = await this.#pictures.store.put(bytes);
			if (!isCurrent()) return;
			const { width, height } = imported;
			this.#begin(createHistory(createDocument(makeId(), { image, name, width, height })), imported);
			this.#news = this.#pictures.notes;
			this.#revision++;
		});
	}

	async load(saved: SavedDocument): Promise<void> {
		await this.#opening(async (isCurrent) => {
			const bytes = await this.#pictures.store.get(saved.base);
			if (bytes === undefined) throw new EditorError("no-picture");
			const imported = await this.#pictures.decode(bytes);
			const { left, top, right, bottom } = saved.imported ?? rectOf(saved);
			if (imported.width !== right - left || imported.height !== bottom - top) {
				const { width: pictureWidth, height: pictureHeight } = imported;
				const { width, height } = saved;
				throw new EditorError("mask-size-mismatch", { width, height, pictureWidth, pictureHeight });
			}
			const history = restoreHistory(saved);
			const others = await this.#pictures.fetchAll(imagesOf(history.document));
			if (!isCurrent()) return;
			this.#begin(history, imported);
			for (const [image, picture] of others) this.#pictures.show(image, picture);
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
		this.#turns.clear();
		this.cancelGesture();
		this.#keepMask();
		this.#history = history;
		this.#pictures.begin(document.picture.image, imported);
		this.#patches.begin(imported);
		void this.#patches.sync(document);
		this.#notice = null;
		this.#news = [];
		// A result is shown without the tint over it, after a reload as when it came (showResult).
		this.#shown = { ...ALL_SHOWN, mask: document.results.length === 0 };
		this.#hasMask = hasMask(document);
		this.#before = { ...this.#before, frame: document.frame };
		this.#camera = fitCamera(sceneOf(document), this.#view);
		this.#changed();
		this.#redraw("camera");
	}

	close(): void {
		this.#openings++;
		this.#isBusy = false;
		this.#turns.clear();
		this.cancelGesture();
		this.#keepMask();
		this.#history = null;
		this.#pictures.begin(null, null);
		this.#patches.begin(null);
		this.#hasMask = false;
		this.#notice = null;
		this.#news = [];
		this.#camera = NO_CAMERA;
		this.#revision++;
		this.#changed();
		this.#redraw("camera");
	}

	rename(name: string): void {
		if (this.#history !== null) this.#setHistory(amend(this.#history, [{ type: "picture.rename", name }]));
	}

	async exportMask({ allowEverything = false } = {}): Promise<ExportedMask> {
		await this.#turns.whenDone();
		if (this.document === null) throw new EditorError("no-picture");
		const mask = await exportMask(this.document, allowEverything, this.#pictures.workshop);
		this.#keepMask();
		return mask;
	}

	async exportPicture(): Promise<ExportedPicture> {
		const { document } = this;
		if (document === null || isAsImported(document)) return this.#pictures.export();
		await this.#patches.sync(document);
		const { width, height } = document.picture;
		const { workshop } = this.#pictures;
		const picture = await workshop.runHere(this.#patches.cut(document, rectOf(document.picture)));
		return { png: await workshop.run({ type: "encode", picture }), width, height };
	}

	planEdit(wishes: EditWishes): EditPlan | null {
		return this.document && planEdit(this.document, wishes).plan;
	}

	async prepareEdit(wishes: EditWishes): Promise<PreparedEdit> {
		await this.#turns.whenDone();
		if (this.document === null) throw new EditorError("no-picture");
		const prepared = await prepareEdit(this.document, this.#patches, wishes);
		this.#keepMask();
		return prepared;
	}

	async showResult(id: string, bytes: Blob, edit?: SavedEdit): Promise<ResultReport> {
		if (edit === undefined) return this.#addPicture(bytes, (image) => this.#showResult({ id, image, isVisible: true }));
		const asked = this.document;
		if (asked === null) throw new EditorError("no-picture");
		const image = await this.#pictures.store.put(bytes);
		// Made before it is shown: what cannot be opened is refused and leaves no trace.
		const layer = { id, image, isVisible: true, edit };
		const patch = await this.#patches.of(asked, layer);
		if (this.document?.id === asked.id) this.#showResult(layer);
		return reportOn(patch);
	}

	#showResult(result: ResultLayer): void {
		// The overlay would tint just what one wants to judge; the next stroke brings it back.
		this.#shown = { ...this.#shown, mask: false, results: true };
		this.#commit([{ type: "result.add", result }]);
		this.#redraw("pictures");
	}

	/** The part of the picture that an edit's answer changes, once it is made. */
	patch(layer: ResultLayer): PlacedPatch | null | undefined {
		return this.document === null ? null : this.#patches.made(this.document, layer);
	}

	async addReference(bytes: Blob, name: string): Promise<void> {
		await this.#addPicture(bytes, (image, size) => {
			const picture = this.document?.picture ?? size;
			const place = placeBeside(size, picture);
			this.#commit([
				{ type: "reference.add", reference: { id: makeId(), image, name, place, opacity: 1, isVisible: true } },
			]);
		});
	}

	/** Decoded, stored and shown; then added to the document, if that is still the same. */
	async #addPicture(bytes: Blob, add: (image: string, size: Size) => void): Promise<ResultReport> {
		const asked = this.document?.id;
		if (asked === undefined) throw new EditorError("no-picture");
		const picture = await this.#pictures.decode(bytes);
		const image = await this.#pictures.store.put(bytes);
		const report = { width: picture.width, height: picture.height, drift: null };
		if (this.document?.id !== asked) return report;
		this.#pictures.show(image, picture);
		this.#notice = null;
		add(image, picture);
		this.#redraw("pictures");
		return report;
	}

	save(): SavedDocument | null {
		return this.#history && storeDocument(this.#history);
	}

	destroy(): void {
		this.close();
		this.#pictures.workshop.close();
		this.#changes.clear();
		this.#redraws.clear();
	}

	// Masks from elsewhere

	#keepMask(): void {
		const coverage = this.document && editCoverage(this.document);
		if (coverage !== null && !isEmpty(coverage)) this.#previousMask = coverage;
	}

	#canReuseMask(): boolean {
		const picture = this.document?.picture;
		const mask = this.#previousMask;
		return picture !== undefined && mask?.width === picture.width && mask.height === picture.height;
	}

	/** One step of the history, on the active mask. */
	#addToMask(coverage: Coverage, isReplacing = false): void {
		if (this.document === null) return;
		const mask = activeMask(this.document);
		if (mask.isLocked) {
			this.notify(new EditorError("mask-locked"));
			return;
		}
		this.#shown = { ...this.#shown, mask: true };
		const tiles = isReplacing
			? differingTiles(mask.coverage, coverage)
			: combineTiles(mask.coverage, "union", coverage.tiles);
		this.#commit(setTiles(mask, tiles));
	}

	/** What a file would mask; null: what it says about itself. Rejects with EditorError. */
	async readMask(bytes: Blob, meaning: MaskMeaning | null): Promise<MaskReading> {
		const picture = this.document?.picture;
		if (picture === undefined) throw new EditorError("no-picture");
		return this.#pictures.readMask(bytes, picture, meaning);
	}

	/** In its turn, if the picture is still one that the mask fits. */
	addMask(coverage: Coverage, isReplacing: boolean): void {
		this.#turns.take(() => {
			const picture = this.document?.picture;
			if (picture?.width !== coverage.width || picture.height !== coverage.height) return;
			this.#notice = null;
			this.#addToMask(coverage, isReplacing);
			this.#changed();
		});
	}

	async importMask(bytes: Blob, { meaning, isReplacing = false }: ImportMaskOptions = {}): Promise<void> {
		const asked = this.document?.id;
		const reading = await this.readMask(bytes, meaning ?? null);
		if (reading.meaning === null) throw new EditorError("mask-unclear");
		if (this.document === null || this.document.id !== asked) return;
		if (activeMask(this.document).isLocked) throw new EditorError("mask-locked");
		this.addMask(reading.coverage, isReplacing);
	}

	// Actions and their effects

	run(command: string): void {
		const action = findAction(command);
		if (action === undefined) return;
		const perform = () => {
			const context = this.getSnapshot();
			if (action.isEnabled(context)) this.apply(action.perform(context));
		};
		if (action.group === "view" || action.group === "panel") perform();
		else this.#turns.take(perform);
	}

	apply(effects: readonly Effect[]): void {
		for (const effect of effects) {
			if (IN_TURN.has(effect.type)) this.#turns.take(() => this.#applyEffect(effect));
			else this.#applyEffect(effect);
		}
	}

	#applyEffect(effect: Effect): void {
		switch (effect.type) {
			case "commands":
				this.cancelGesture();
				this.#commit(effect.commands, effect.merge);
				return;
			case "amend":
				this.cancelGesture();
				if (this.#history !== null) this.#setHistory(amend(this.#history, effect.commands));
				return;
			case "operate":
				this.cancelGesture();
				this.#operate(effect);
				return;
			case "undo":
			case "redo":
				// A gesture under way is what is undone first.
				if (this.cancelGesture() || this.#history === null) return;
				this.#setHistory(effect.type === "undo" ? undo(this.#history) : redo(this.#history));
				return;
			case "tool":
				this.cancelGesture();
				if (effect.tool !== this.#tool.id) {
					this.#before = { tool: this.#tool.id, frame: this.document?.frame ?? null };
				}
				this.#tool = findTool(effect.tool);
				this.#redraw("cursor");
				break;
			case "settings": {
				const tools = { ...this.#preferences.tools, [effect.tool]: effect.settings };
				this.#preferences = { ...this.#preferences, tools };
				this.#redraw("cursor");
				this.#adoptOptions(effect.tool);
				break;
			}
			case "keyPointer":
				if (this.#keyPointer?.isPressed) this.cancelGesture();
				this.setKeyPointer(effect.isOn ? { at: this.#middle(), isPressed: false } : null);
				return;
			case "finger":
				this.#preferences = { ...this.#preferences, finger: effect.use };
				break;
			case "view":
				this.#moveCamera(effect.request);
				return;
			case "show": {
				const { type, ...shown } = effect;
				this.#shown = { ...this.#shown, ...shown };
				this.#redraw("masks", "pictures");
				break;
			}
			case "panel":
				this.#openPanel = effect.panel;
				break;
			case "pick":
				this.#picks.emit(effect.purpose);
				return;
			case "reuseMask":
				if (this.#canReuseMask() && this.#previousMask !== null) this.#addToMask(this.#previousMask);
				return;
			case "maskFromPicture":
				this.#maskFromPicture(effect.source);
				return;
		}
		this.#changed();
	}

	/** In its turn, and a slider's way is one step. */
	#adoptOptions(tool: string): void {
		const { adopt } = this.#tool;
		if (tool !== this.#tool.id || adopt === undefined) return;
		this.#turns.take(() => {
			const context = this.#toolContext();
			if (context !== null) this.#commit(adopt(context), `${tool}.options`);
		});
	}

	#operate({ operation, mask: id, values }: Extract<Effect, { type: "operate" }>): void {
		const mask = this.document?.masks.find((candidate) => candidate.id === id);
		if (mask === undefined) return;
		const { coverage } = mask;
		this.#turns.work(
			(signal) => this.#pictures.workshop.run({ type: "operate", operation, values, coverage }, signal),
			(tiles) => this.#commit([{ type: "mask.setTiles", mask: id, tiles }]),
			(error) => this.notify(new EditorError("operation-failed", {}, { cause: error })),
		);
	}

	/** Whether a mask operation was under way. It leaves no trace. */
	cancelWork(): boolean {
		return this.#turns.cancel();
	}

	#maskFromPicture(source: "alpha" | "luminance"): void {
		const { document } = this;
		const { imported } = this.#pictures;
		if (document === null || imported === null) return;
		const meaning = source === "alpha" ? "transparent" : "light";
		this.#turns.work(
			async (signal) => {
				const { workshop } = this.#pictures;
				const cut = this.#patches.cut(document, rectOf(document.picture));
				const samples = isAsImported(document) ? imported : await workshop.runHere(cut, signal);
				return workshop.runHere(coverageFromSamples(samples, meaning), signal);
			},
			(coverage) => {
				if (!isEmpty(coverage)) this.#addToMask(coverage);
				else this.notify(new EditorError(source === "alpha" ? "nothing-transparent" : "nothing-light"));
			},
			(error) => this.notify(new EditorError("operation-failed", {}, { cause: error })),
		);
	}

	#commit(commands: readonly DocumentCommand[], merge?: string): void {
		if (this.#history !== null) this.#setHistory(commit(this.#history, commands, merge));
	}

	#setHistory(history: History): void {
		if (history === this.#history) return;
		const before = this.#history?.document;
		this.#follow(before, history.document);
		this.#history = history;
		this.#news = [];
		if (this.#notice !== null && PASSING.has(this.#notice.code)) this.#notice = null;
		// What was painted, worked out or taken back is seen, whatever was hidden before.
		if (areMasksOther(before, history.document)) this.#shown = { ...this.#shown, mask: true };
		void this.#patches.sync(history.document);
		this.#hasMask = hasMask(history.document);
		this.#revision++;
		this.#changed();
		this.#redraw("masks");
		if (isFrameOther(before, history.document)) this.#redraw("cursor");
		if (arePicturesOther(before, history.document)) this.#redraw("pictures");
	}

	setPreferences(preferences: Partial<EditorPreferences>): void {
		this.#preferences = completePreferences(preferences);
		this.#changed();
		this.#redraw("cursor");
	}

	notify(notice: EditorError | null): void {
		this.#notice = notice;
		this.#changed();
	}

	dismissNews(): void {
		this.#news = [];
		this.#changed();
	}

	// Pointer

	#pointerTool(): Tool {
		return this.#isPanningHeld ? PANNING_TOOL : this.#tool;
	}

	#toolContext(): ToolContext | null {
		const { document } = this;
		return document && { document, settings: this.#preferences.tools, zoom: this.#camera.zoom };
	}

	/** `isPanning`: the middle button, which pans whatever the tool is. */
	handleTool(event: ToolEvent, isPanning = false): void {
		this.#turns.take(() => this.#handleTool(event, isPanning));
	}

	#handleTool(event: ToolEvent, isPanning: boolean): void {
		if (this.document === null) return;
		if (event.type === "down") {
			this.cancelGesture();
			const tool = isPanning ? PANNING_TOOL : this.#pointerTool();
			if (tool.isMasking && !this.#makePaintable()) return;
			this.#gesture.begin(tool);
			this.#changed();
		}
		if (this.#gesture.step(event)) this.#changed();
	}

	/** One paints what one sees; what is locked stays as it is. */
	#makePaintable(): boolean {
		if (this.document === null) return false;
		const mask = activeMask(this.document);
		if (mask.isLocked) {
			this.notify(new EditorError("mask-locked"));
			return false;
		}
		if (!mask.isVisible && this.#history !== null) {
			this.#setHistory(amend(this.#history, [{ type: "mask.set", mask: mask.id, look: { isVisible: true } }]));
		}
		this.#shown = { ...this.#shown, mask: true };
		return true;
	}

	/** Whether there was one. It leaves no trace. */
	cancelGesture(): boolean {
		// One that waits for its turn is cancelled in its turn.
		if (this.#gesture.tool === null && !this.#turns.isWorking) return false;
		if (this.#keyPointer?.isPressed) this.setKeyPointer({ ...this.#keyPointer, isPressed: false });
		this.handleTool({ type: "cancel" });
		return true;
	}

	setHover(hover: Hover | null): void {
		this.#hover = hover;
		this.#redraw("cursor");
	}

	get keyPointer(): KeyPointer | null {
		return this.#keyPointer;
	}

	setKeyPointer(pointer: KeyPointer | null): void {
		this.#keyPointer = pointer;
		this.#changed();
		this.#redraw("cursor");
	}

	#middle(): ViewPoint {
		return { x: this.#view.width / 2, y: this.#view.height / 2 };
	}

	/** Keys that decide what a press would do, held or let go of while the pointer is over the canvas. */
	setModifiers(modifiers: Modifiers): void {
		if (this.#hover !== null) this.setHover({ ...this.#hover, modifiers });
	}

	holdPanning(isHeld: boolean): void {
		if (this.#isPanningHeld === isHeld) return;
		this.#isPanningHeld = isHeld;
		this.#changed();
		this.#redraw("cursor");
	}

	// Camera

	/** A canvas that grows to the left or to the top moves nothing on the screen. */
	#follow(before: DocumentTree | undefined, after: DocumentTree): void {
		if (before === undefined) return;
		const from = importedRect(before.picture);
		const to = importedRect(after.picture);
		const { zoom, left, top } = this.#camera;
		if (from.left === to.left && from.top === to.top) return;
		// A frame of before would lie elsewhere now.
		this.#before = { ...this.#before, frame: after.frame };
		this.#camera = {
			...this.#camera,
			isFitted: false,
			left: left + (from.left - to.left) * zoom,
			top: top + (from.top - to.top) * zoom,
		};
		this.#redraw("camera");
	}

	resize(view: Size): void {
		const before = this.#view;
		if (before.width === view.width && before.height === view.height) return;
		this.#view = view;
		const { document } = this;
		if (document !== null) this.#setCamera(resizeCamera(this.#camera, sceneOf(document), before, view));
		this.#redraw("camera");
	}

	#moveCamera(request: ViewRequest): void {
		const { document } = this;
		if (document !== null) this.#setCamera(moveCamera(this.#camera, request, sceneOf(document), this.#view));
	}

	#setCamera(camera: Camera): void {
		const hasZoomed = camera.zoom !== this.#camera.zoom;
		this.#camera = camera;
		if (hasZoomed) this.#changed();
		this.#redraw("camera");
	}
}
