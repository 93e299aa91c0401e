// An editor at work: document and history, the active tool and its gesture, the camera, the decoded pictures. It carries
// out what tools and actions return as data. The interface reads snapshots; the stage is told what to draw again.

import type { PictureTiles } from "../canvas/shapes/pictureTiles";
import type { ImportedPicture } from "../codec/index";
import {
	activeMask,
	amend,
	branchDocument,
	commit,
	createHistory,
	type DocumentCommand,
	type DocumentTree,
	type EditPlan,
	type History,
	type ResultLayer,
	redo,
	storeDocument,
	undo,
} from "../document/index";
import { DifferenceCache, type PlacedDifference } from "../edits/differenceCache";
import { EditRequests, type NumberedReference } from "../edits/editRequests";
import { exportAs } from "../edits/exportPicture";
import { ImageImporter } from "../edits/imageImporter";
import { LivePreview } from "../edits/livePreview";
import { MaskSources } from "../edits/maskSources";
import { type FlattenedEdits, PatchCache, type PlacedPatch } from "../images/patchCache";
import { PictureStore } from "../images/pictureStore";
import { makeId } from "../makeId";
import type { Coverage, Rect, Size } from "../raster/index";
import { type Camera, toImage } from "../state/camera";
import { CameraController } from "../state/cameraController";
import { comparedEdit, documentAsOf, effectiveCompareMode, type Pane, panesOf } from "../state/compare";
import { hasFrameChanged, hasMask, haveMasksChanged, havePicturesChanged } from "../state/documentChange";
import type { EditorContext, RedrawScope } from "../state/editorContext";
import { EditQueue } from "../state/editQueue";
import { Emitter } from "../state/emitter";
import type { KeyboardPointer } from "../state/keyboardPointer";
import { completePreferences } from "../state/preferences";
import { type Snapshot, takeSnapshot, type ViewState } from "../state/snapshot";
import {
	type CompareMode,
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
	pasteEdges,
	pasteOptions,
	type Tool,
	type ToolContext,
	type ToolEvent,
	type ViewPoint,
} from "../tools/index";
import {
	type EditOptions,
	type Editor,
	EditorError,
	type EditorErrorCode,
	type EditorPreferences,
	type EditorState,
	type ExportedMask,
	type ExportedPicture,
	type ExportKind,
	type ImageStore,
	type MaskPolarity,
	type PictureNote,
	type PreparedEdit,
	type ResultReport,
	type SavedDocument,
	type SavedEdit,
} from "../types";
import { createJobRunner, type JobRunner, type MaskReading } from "../work/index";
import { ToolGesture } from "./toolGesture";

/** The pointer over the canvas. */
export interface HoverState {
	readonly view: ViewPoint;
	readonly modifiers: Modifiers;
	/** As the browser names it. */
	readonly pointer: string;
}

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

const ALL_SHOWN: ViewState = {
	mask: true,
	results: true,
	maskOnly: false,
	compare: "none",
	position: 0.5,
	asOf: null,
	edgesOf: null,
};

export class EditorSession implements Editor {
	#history: History | null = null;
	readonly #context: EditorContext;
	readonly #importer: ImageImporter;
	readonly #requests: EditRequests;
	readonly #masks: MaskSources;
	readonly #differences: DifferenceCache;
	readonly #livePreview: LivePreview;

	#tool: Tool = DEFAULT_TOOL;
	#before: { readonly tool: string; readonly frame: Rect | null } = { tool: DEFAULT_TOOL.id, frame: null };
	#preferences = completePreferences({});
	#isPanningHeld = false;
	readonly #gesture = new ToolGesture({
		context: () => this.#toolContext(),
		commit: (commands) => this.#commit(commands),
		moveCamera: (request) => this.#view.move(this.document, request),
		setSettings: (tool, settings) => this.#applyEffect({ type: "settings", tool, settings }),
		onPreviewChange: (what) => this.#redraw(what === "preview" ? "masks" : "cursor"),
	});

	readonly #view = new CameraController((hasZoomed) => {
		if (hasZoomed) this.#changed();
		this.#redraw("camera");
	});
	#hover: HoverState | null = null;
	#keyboardPointer: KeyboardPointer | null = null;
	#viewState = ALL_SHOWN;
	/** Of the canvas on the page; the camera looks through one pane of it. */
	#size: Size = { width: 0, height: 0 };
	#openPanel: PanelName | null = null;

	#notice: EditorError | null = null;
	/** What importing this picture changed in it, until that is no news any more. */
	#importNotes: readonly PictureNote[] = [];
	#revision = 0;
	#snapshot: Snapshot | null = null;
	#hasMask = false;
	/** A mask operation is worked out elsewhere; what comes meanwhile waits. */
	readonly #queue = new EditQueue(() => this.#changed());
	readonly #changes = new Emitter();
	readonly #redraws = new Emitter<[RedrawScope]>();
	readonly #fileRequests = new Emitter<[PickPurpose]>();
	readonly #resultRequests = new Emitter<[result: string, wish: "more" | "look"]>();

	constructor(images: ImageStore, jobRunner: JobRunner = createJobRunner()) {
		const session = this;
		const patches = new PatchCache(images, jobRunner, (problem) => {
			if (problem !== null) this.notify(problem);
			// What is said of a result is known with its patch.
			else this.#changed();
			this.#redraw("pictures");
		});
		this.#context = {
			pictures: new PictureStore(images, jobRunner),
			patches,
			queue: this.#queue,
			get document() {
				return session.document;
			},
			get pasteWishes() {
				return pasteOptions(session.#preferences.tools[pasteEdges.id]);
			},
			get isComparing() {
				return session.compare !== "none";
			},
			commit: (commands, merge) => this.#commit(commands, merge),
			selectMask: (mask) => this.#applyEffect({ type: "amend", commands: [{ type: "mask.select", mask }] }),
			setViewState: (shown) => {
				// Not from under the brush.
				const mask = this.#gesture.tool?.isMasking ? { mask: this.#viewState.mask } : {};
				this.#viewState = { ...this.#viewState, ...shown, ...mask };
			},
			notify: (notice) => this.notify(notice),
			notifyChange: () => this.#changed(),
			redraw: (...what) => this.#redraw(...what),
		};
		this.#masks = new MaskSources(this.#context);
		this.#differences = new DifferenceCache(this.#context);
		this.#livePreview = new LivePreview(this.#context);
		this.#requests = new EditRequests(this.#context, () => this.#masks.remember());
		this.#importer = new ImageImporter(this.#context, (...opened) => this.#begin(...opened));
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
			shown: this.#viewState,
			openPanel: this.#openPanel,
			before: this.#before,
			keyboardPointer: this.#keyboardPointer,
			canReuseMask: this.#masks.canReuse,
			hasMask: this.#hasMask,
			isBusy: this.#importer.isBusy,
			isWorking: this.#queue.isWorking,
			notice: this.#notice,
			notes: this.#context.pictures.notes,
			importNotes: this.#importNotes,
			revision: this.#revision,
			zoom: this.camera.zoom,
		});
		return this.#snapshot;
	};

	subscribe = this.#changes.on;
	onRedraw = this.#redraws.on;
	/** Asks whoever shows the editor for a file. */
	onFileRequest = this.#fileRequests.on;
	/** Asks whoever knows where a result came from for another of its kind. */
	onResultRequest = this.#resultRequests.on;

	get document(): DocumentTree | null {
		return this.#history?.document ?? null;
	}
	get camera(): Camera {
		return this.#view.camera;
	}
	get viewSize(): Size {
		return this.#view.size;
	}
	get preview(): Preview | null {
		return this.#gesture.preview;
	}
	get outline(): Outline | null {
		return this.#gesture.outline;
	}
	/** Where the cursor is drawn; a finger has none. */
	get cursorPoint(): ViewPoint | null {
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
	get isPlacing(): boolean {
		return this.#tool.isPlacing === true;
	}
	get isPanningHeld(): boolean {
		return this.#isPanningHeld;
	}
	getCursor(): Cursor {
		const context = this.#toolContext();
		if (context === null) return { kind: "css", idle: "default", active: "default" };
		const { tool, state } = this.#gesture;
		const hover = this.#hover;
		const pointing = hover && { ...hover, image: toImage(this.camera, hover.view) };
		return tool === null ? this.#pointerTool().cursor(context, pointing, null) : tool.cursor(context, pointing, state);
	}
	get viewState(): ViewState {
		return this.#viewState;
	}
	/** How before and after are compared; "none" where nothing differs. */
	get compare(): CompareMode {
		return effectiveCompareMode(this.document, this.#viewState);
	}
	get panes(): readonly [Pane, ...Pane[]] {
		return panesOf(this.#size, this.compare);
	}
	/** Of the edit that is compared; undefined: not there yet. */
	getDifference(): PlacedDifference | null | undefined {
		const edit = this.document === null ? undefined : comparedEdit(this.document, this.#viewState);
		return this.document === null || edit === undefined ? null : this.#differences.get(this.document, edit);
	}
	display(image: string): PictureTiles | undefined {
		return this.#context.pictures.display(image);
	}

	#changed(): void {
		this.#snapshot = null;
		this.#changes.emit();
	}

	#redraw(...what: readonly RedrawScope[]): void {
		for (const redraw of what) this.#redraws.emit(redraw);
	}

	// Pictures in and out

	open(bytes: Blob, name: string): Promise<void> {
		return this.#importer.open(bytes, name);
	}

	load(saved: SavedDocument): Promise<void> {
		return this.#importer.load(saved);
	}

	#begin(history: History, imported: ImportedPicture, isNew: boolean): void {
		const { document } = history;
		this.#leave();
		this.#history = history;
		this.#context.pictures.reset(document.picture.image, imported);
		this.#context.patches.reset(imported);
		void this.#context.patches.sync(document);
		this.#importNotes = isNew ? this.#context.pictures.notes : [];
		// A result is shown without the tint over it, after a reload as when it came.
		this.#viewState = { ...ALL_SHOWN, mask: document.results.length === 0 };
		this.#hasMask = hasMask(document);
		this.#before = { ...this.#before, frame: document.frame };
		if (isNew) this.#revision++;
		this.resize(this.#size);
		this.#view.begin(document);
		this.#changed();
	}

	close(): void {
		this.#importer.cancel();
		this.#leave();
		this.#history = null;
		this.#context.pictures.reset(null, null);
		this.#context.patches.reset(null);
		this.#hasMask = false;
		this.#revision++;
		this.#view.begin(null);
		this.#changed();
	}

	/** What was begun on the document is dropped; its mask may be of use on the next. */
	#leave(): void {
		this.#queue.clear();
		this.cancelGesture();
		this.#masks.remember();
		this.#notice = null;
		this.#importNotes = [];
	}

	rename(name: string): void {
		if (this.#history !== null) this.#setHistory(amend(this.#history, [{ type: "picture.rename", name }]));
	}

	exportMask({ allowEverything = false } = {}): Promise<ExportedMask> {
		return this.#requests.exportMask(allowEverything);
	}

	exportAs(kind: ExportKind): Promise<ExportedPicture> {
		return exportAs(kind, this.#context, this.#requests);
	}

	exportPicture(): Promise<ExportedPicture> {
		return this.#requests.exportPicture();
	}

	planEdit(wishes: EditOptions): EditPlan | null {
		return this.planEdits({ ...wishes, isPerArea: false })[0] ?? null;
	}

	planEdits(wishes: EditOptions): readonly EditPlan[] {
		return this.#requests.planEdits(wishes);
	}

	async prepareEdit(wishes: EditOptions): Promise<PreparedEdit> {
		const [prepared] = await this.prepareEdits({ ...wishes, isPerArea: false });
		if (prepared === undefined) throw new EditorError("no-picture");
		return prepared;
	}

	prepareEdits(wishes: EditOptions): Promise<readonly PreparedEdit[]> {
		return this.#requests.prepareEdits(wishes);
	}

	exportPasteCoverage(edit: SavedEdit): Promise<ExportedPicture> {
		return this.#requests.exportPasteCoverage(edit);
	}

	previewRequest(wishes: EditOptions | null): void {
		this.#requests.setPreviewOptions(wishes);
	}

	frameSentArea(place: Rect | undefined = this.sentAreas[0]?.source): void {
		if (place === undefined) return;
		// Its tool in hand, the frame can be changed further, and Escape brings back what was.
		this.apply([
			{ type: "tool", tool: "frame" },
			{ type: "commands", commands: [{ type: "frame.set", frame: place }], merge: "outgoing.frame" },
		]);
	}

	/** The parts of the picture that an edit would send now, where they are to be seen. */
	get sentAreas(): readonly EditPlan[] {
		return this.#requests.preview.areas;
	}

	/** Pictures that would go along, and as the how manyth. */
	get referenceNumbers(): readonly NumberedReference[] {
		return this.#requests.preview.references;
	}

	async showResult(id: string, bytes: Blob, edit?: SavedEdit): Promise<ResultReport> {
		if (edit !== undefined) return this.#requests.addAnswer(id, bytes, edit);
		return this.#importer.addPicture(bytes, (image) => this.#requests.addResult({ id, image, isVisible: true }));
	}

	/** What there is of an answer that is on its way, where it will lie. */
	get livePreview(): LivePreview {
		return this.#livePreview;
	}

	/** The part of the picture that an edit's answer changes, once it is made. */
	getPatch(layer: ResultLayer): PlacedPatch | null | undefined {
		return this.document === null ? null : this.#context.patches.get(this.document, layer);
	}

	/** One picture in place of the first of these layers, where they are many. */
	getFlattened(layers: readonly ResultLayer[]): FlattenedEdits | null {
		return this.document === null ? null : this.#context.patches.getFlattened(this.document, layers);
	}

	addReference(bytes: Blob, name: string): Promise<void> {
		return this.#importer.addReference(bytes, name);
	}

	moveReference(id: string, to: number): void {
		this.#context.commit([{ type: "reference.move", reference: id, to }]);
		this.#context.redraw("pictures");
	}

	removeReference(id: string): void {
		this.#context.commit([{ type: "reference.remove", reference: id }]);
		this.#context.redraw("pictures");
	}

	branch(acceptedId: string | null): SavedDocument | null {
		const { document } = this;
		const steps = 1 + (document?.accepted.findIndex(({ id }) => id === acceptedId) ?? -1);
		if (document === null || (steps === 0 && acceptedId !== null)) return null;
		return storeDocument(createHistory(branchDocument(document, steps, makeId())));
	}

	save(): SavedDocument | null {
		return this.#history && storeDocument(this.#history);
	}

	destroy(): void {
		this.close();
		this.#context.pictures.jobRunner.close();
		this.#changes.clear();
		this.#redraws.clear();
	}

	// Masks from elsewhere

	/** What a file would mask; null: what it says about itself. Rejects with EditorError. */
	readMask(bytes: Blob, meaning: MaskPolarity | null): Promise<MaskReading> {
		return this.#masks.read(bytes, meaning);
	}

	addMask(coverage: Coverage, isReplacing: boolean): void {
		this.#masks.add(coverage, isReplacing);
	}

	/** What was painted for an edit, on the active mask again. */
	restoreEditMask(layer: ResultLayer): void {
		void this.#masks.addFromEdit(layer);
	}

	importMask(...mask: Parameters<Editor["importMask"]>): Promise<void> {
		return this.#masks.import(...mask);
	}

	// Actions and their effects

	run(command: string): void {
		const action = findAction(command);
		if (action === undefined) return;
		const perform = () => {
			const context = this.getSnapshot();
			if (action.isEnabled(context)) this.apply(action.perform(context));
		};
		if (action.group === "view" || action.group === "compare" || action.group === "panel") perform();
		else this.#queue.enqueue(perform);
	}

	apply(effects: readonly Effect[]): void {
		for (const effect of effects) {
			if (IN_TURN.has(effect.type)) this.#queue.enqueue(() => this.#applyEffect(effect));
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
				this.#masks.operate(effect);
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
				if (this.#keyboardPointer?.isPressed) this.cancelGesture();
				this.setKeyboardPointer(effect.isOn ? { at: this.#view.middle, isPressed: false } : null);
				return;
			case "finger":
				this.#preferences = { ...this.#preferences, finger: effect.use };
				break;
			case "view":
				this.#view.move(this.document, effect.request);
				return;
			case "show": {
				const { type, ...shown } = effect;
				if (shown.asOf !== undefined && shown.asOf !== this.#viewState.asOf) this.#lookAt(shown.asOf);
				this.#viewState = { ...this.#viewState, ...shown };
				this.resize(this.#size);
				// Of many large edits only the last is kept apart.
				if (shown.asOf !== undefined) this.#makeAsOf(shown.asOf);
				this.#redraw("masks", "pictures", "cursor");
				break;
			}
			case "panel":
				this.#openPanel = effect.panel;
				break;
			case "pick":
				this.#fileRequests.emit(effect.purpose);
				return;
			case "ask":
				this.#resultRequests.emit(effect.result, effect.wish);
				return;
			case "reuseMask":
				this.#masks.reuse();
				return;
			case "repaint":
				void this.#masks.editAcceptedPart(effect.result);
				return;
			case "maskFromPicture":
				this.#masks.fromPicture(effect.source);
				return;
		}
		this.#changed();
	}

	/** What is of no use for the picture as it is may have been given up. */
	#lookAt(steps: number | null): void {
		if (this.document === null) return;
		void this.#context.patches.sync(steps === null ? this.document : documentAsOf(this.document, steps));
	}

	#makeAsOf(steps: number | null): void {
		if (this.document === null) return;
		const { accepted, results } = this.document;
		const seen = steps === null ? { accepted, results } : { accepted: accepted.slice(0, steps), results: [] };
		void this.#context.patches.sync({ ...this.document, ...seen });
	}

	/** In its turn, and a slider's way is one step. */
	#adoptOptions(tool: string): void {
		const { applyOptions } = this.#tool;
		if (tool !== this.#tool.id || applyOptions === undefined) return;
		this.#queue.enqueue(() => {
			const context = this.#toolContext();
			if (context === null) return;
			this.#commit(applyOptions(context), `${tool}.options`);
			// A frame that nobody drew is seen whole.
			if (this.document?.frame !== context.document.frame) this.#view.move(this.document, { type: "fit" });
		});
	}

	/** Whether a picture was being opened or a mask operation was under way. It leaves no trace. */
	cancelWork(): boolean {
		const wasOpening = this.#importer.cancel();
		if (wasOpening) this.#changed();
		return wasOpening || this.#queue.cancel();
	}

	#commit(commands: readonly DocumentCommand[], merge?: string): void {
		if (this.#history !== null) this.#setHistory(commit(this.#history, commands, merge));
	}

	#setHistory(history: History): void {
		if (history === this.#history) return;
		const before = this.#history?.document;
		// A frame of before would lie elsewhere now.
		if (before && this.#view.follow(before, history.document)) {
			this.#before = { ...this.#before, frame: history.document.frame };
		}
		this.#history = history;
		this.#importNotes = [];
		if (this.#notice !== null && PASSING.has(this.#notice.code)) this.#notice = null;
		// What was painted, worked out or taken back is seen, whatever was hidden before.
		if (haveMasksChanged(before, history.document)) this.#viewState = { ...this.#viewState, mask: true };
		// Edits that are no more, or are more now: one looks at what there is.
		if (before?.accepted !== history.document.accepted) this.#viewState = { ...this.#viewState, asOf: null };
		this.resize(this.#size);
		void this.#context.patches.sync(history.document);
		this.#hasMask = hasMask(history.document);
		this.#revision++;
		this.#changed();
		this.#redraw("masks");
		if (hasFrameChanged(before, history.document)) this.#redraw("cursor");
		if (havePicturesChanged(before, history.document)) this.#redraw("pictures");
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

	dismissImportNotes(): void {
		this.#importNotes = [];
		this.#changed();
	}

	// Pointer

	#pointerTool(): Tool {
		return this.#isPanningHeld ? PANNING_TOOL : this.#tool;
	}

	#toolContext(): ToolContext | null {
		const { document } = this;
		return document && { document, settings: this.#preferences.tools, zoom: this.camera.zoom };
	}

	/** `isPanning`: the middle button, which pans whatever the tool is. */
	handleToolEvent(event: ToolEvent, isPanning = false): void {
		this.#queue.enqueue(() => this.#handleTool(event, isPanning));
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
		if (this.#viewState.asOf !== null) this.#redraw("pictures");
		this.#viewState = { ...this.#viewState, mask: true, asOf: null };
		return true;
	}

	/** Whether there was one. It leaves no trace. */
	cancelGesture(): boolean {
		// One that waits for its turn is cancelled in its turn.
		if (this.#gesture.tool === null && !this.#queue.isWorking) return false;
		if (this.#keyboardPointer?.isPressed) this.setKeyboardPointer({ ...this.#keyboardPointer, isPressed: false });
		this.handleToolEvent({ type: "cancel" });
		return true;
	}

	setHover(hover: HoverState | null): void {
		this.#hover = hover;
		this.#redraw("cursor");
	}

	get keyboardPointer(): KeyboardPointer | null {
		return this.#keyboardPointer;
	}

	setKeyboardPointer(pointer: KeyboardPointer | null): void {
		this.#keyboardPointer = pointer;
		this.#changed();
		this.#redraw("cursor");
	}

	/** Keys that decide what a press would do, held or let go of while the pointer is over the canvas. */
	setModifiers(modifiers: Modifiers): void {
		if (this.#hover !== null) this.setHover({ ...this.#hover, modifiers });
	}

	setPanningHeld(isHeld: boolean): void {
		if (this.#isPanningHeld === isHeld) return;
		this.#isPanningHeld = isHeld;
		this.#changed();
		this.#redraw("cursor");
	}

	resize(size: Size): void {
		this.#size = size;
		const [{ left, top, right, bottom }] = this.panes;
		this.#view.resize(this.document, { width: right - left, height: bottom - top });
	}
}
