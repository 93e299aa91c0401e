// The editor behind the `Editor` interface: a facade over its parts (document, view, tools, edit requests, imports). React
// reads its snapshots; the canvas and the input modules use it directly.
import type { DocumentTree, EditPlan, History, ResultLayer } from "../document";
import { DifferenceCache } from "../edits/differenceCache";
import { EditRequests, type NumberedReference } from "../edits/editRequests";
import { exportAs } from "../edits/exportPicture";
import { ImageImporter } from "../edits/imageImporter";
import { LivePreview } from "../edits/livePreview";
import { MaskSources } from "../edits/maskSources";
import { type PlacedAnswer, placeLayer } from "../edits/placeLayer";
import { placeInView } from "../edits/referencePlacement";
import { StoredMasks } from "../edits/storedMasks";
import type { AnswerPreviews } from "../images/answerPreviews";
import type { PictureStore } from "../images/pictureStore";
import type { OpenedPicture, ShownPicture } from "../images/shownPicture";
import type { Rect, RgbaImage, Size } from "../raster";
import type { Camera } from "../state/camera";
import type { Pane } from "../state/compare";
import type { RedrawScope } from "../state/editorContext";
import { FrameScheduler } from "../state/frameScheduler";
import { createSnapshot, type Snapshot } from "../state/snapshot";
import type { ViewState } from "../state/viewState";
import {
	type CompareMode,
	type Effect,
	frameSentArea,
	objectTool,
	type PickPurpose,
	type RequestedOfResult,
	type ViewPoint,
} from "../tools";
import type {
	EditOptions,
	Editor,
	EditorError,
	EditorPreferences,
	EditorState,
	ExportedMask,
	ExportedPicture,
	ExportKind,
	ExportWatch,
	ImageStore,
	LayeredFileReader,
	PixelKind,
	PreparedEdit,
	PrepareWatch,
	ResultReport,
	SavedDocument,
	SavedEdit,
	TakenStep,
} from "../types";
import { createJobRunner, type JobRunner } from "../work";
import { createContext } from "./createContext";
import { EffectRunner } from "./effectRunner";
import { GeneratedPictures } from "./generatedPictures";
import { PictureAdjustments } from "./pictureAdjustments";
import { readSnapshotParts } from "./readSnapshotParts";
import { SessionCore } from "./sessionCore";
import { ToolController } from "./toolController";

export class EditorSession implements Editor {
	readonly #core: SessionCore;
	readonly #effects: EffectRunner;
	readonly #importer: ImageImporter;
	readonly #requests: EditRequests;
	readonly #differences: DifferenceCache;
	#snapshot: Snapshot | null = null;
	/** Shared by the pointer and the canvas, so that a move is drawn in the frame in which it is handled. */
	readonly frames = new FrameScheduler();
	/** Masks from files, the picture and earlier edits. */
	readonly masks: MaskSources;
	readonly maskExchange: StoredMasks;
	/** Tools, gestures, and the state of the pointers. */
	readonly tools: ToolController;
	/** The preview of an answer that is being generated, and those of answers whose patches are not rendered yet. */
	readonly livePreview: LivePreview;
	readonly generated: GeneratedPictures;
	readonly answers: AnswerPreviews;
	readonly adjustments: PictureAdjustments;

	constructor(images: ImageStore, jobRunner: JobRunner = createJobRunner(), readLayers?: LayeredFileReader) {
		this.#core = new SessionCore(images, jobRunner, () => {
			this.#snapshot = null;
		});
		this.tools = new ToolController(this.#core, (id) => this.run(id));
		const context = createContext(this.#core, this.tools);
		this.masks = new MaskSources(context);
		this.maskExchange = new StoredMasks(context, this.#core.events.maskRequests, () => this.tools.cancelGesture());
		this.#effects = new EffectRunner(this.#core, this.tools, this.masks, this.getSnapshot);
		this.#importer = new ImageImporter(context, (...opened) => this.#open(...opened), readLayers);
		this.#requests = new EditRequests(context, () => this.masks.remember());
		this.#differences = new DifferenceCache(context);
		this.livePreview = new LivePreview(context);
		this.generated = new GeneratedPictures(this.#core);
		this.answers = this.#core.answers;
		this.adjustments = new PictureAdjustments(this.#core);
	}

	// State and events

	getState = (): EditorState => this.getSnapshot().state;

	getSnapshot = (): Snapshot => {
		this.#snapshot ??= createSnapshot(
			readSnapshotParts({
				core: this.#core,
				tools: this.tools,
				generated: this.generated.all,
				openPanel: this.#effects.openPanel,
				canReuseMask: this.masks.canReuse,
				isBusy: this.#importer.isBusy,
			}),
		);
		return this.#snapshot;
	};

	/** Calls the listener after every change of the snapshot; not during a gesture. */
	subscribe = (listener: () => void) => this.#core.events.changes.on(listener);
	onStep = (listener: (step: TakenStep) => void) => this.#core.events.steps.on(listener);
	onRedraw = (listener: (scope: RedrawScope) => void) => this.#core.events.redraws.on(listener);
	/** The user wants to choose a file. */
	onFileRequest = (listener: (purpose: PickPurpose) => void) => this.#core.events.fileRequests.on(listener);
	/** The user wants the embedding program to do something with a result or a generated picture. */
	onResultRequest = (listener: (result: string, request: RequestedOfResult) => void) =>
		this.#core.events.resultRequests.on(listener);
	/** A placed picture was blended in: the next request only has to be sent. */
	onBlendedIn = (listener: () => void) => this.#core.events.blendedIn.on(listener);

	notify = (notice: EditorError | null): void => this.#core.notify(notice);

	dismissImportNotes(): void {
		this.#core.notices.dismissImportNotes();
		this.#core.events.notifyChange();
	}

	destroy(): void {
		this.close();
		this.#core.pictures.jobRunner.close();
		this.#core.events.clear();
	}

	// The document

	get document(): DocumentTree | null {
		return this.#core.document;
	}

	open = (bytes: Blob, name: string): Promise<void> => this.#importer.open(bytes, name);
	load = (saved: SavedDocument): Promise<void> => this.#importer.load(saved);
	save = (): SavedDocument | null => this.#core.documents.save();
	branch = (acceptedId: string | null): SavedDocument | null => this.#core.documents.branch(acceptedId);

	rename(name: string): void {
		this.#core.documents.amend([{ type: "picture.rename", name }]);
	}

	close(): void {
		this.#importer.cancel();
		this.#leaveDocument();
		this.#core.close();
	}

	#open(history: History, opened: OpenedPicture, isNew: boolean): void {
		this.#leaveDocument();
		this.#core.open(history, opened, isNew);
	}

	/** Discards unfinished work on the document; its mask can be reused on the next one. */
	#leaveDocument(): void {
		this.#core.queue.clear();
		this.tools.cancelGesture();
		this.masks.remember();
	}

	// Actions, effects and preferences

	run(action: string): void {
		this.#effects.run(action);
	}

	apply(effects: readonly Effect[]): void {
		this.#effects.apply(effects);
	}

	setPreferences(preferences: Partial<EditorPreferences>): void {
		this.tools.setPreferences(preferences);
	}

	/** Cancels opening a picture, or else the running mask operation, without a trace. Returns whether there was one. */
	cancelWork(): boolean {
		if (!this.#importer.cancel()) return this.#core.queue.cancel();
		this.#core.events.notifyChange();
		return true;
	}

	// The view

	get camera(): Camera {
		return this.#core.view.camera;
	}
	/** The size of one pane of the canvas, in CSS pixels. */
	get viewSize(): Size {
		return this.#core.view.paneSize;
	}
	get viewState(): ViewState {
		return this.#core.view.state;
	}
	get compare(): CompareMode {
		return this.#core.view.compare;
	}
	get panes(): readonly [Pane, ...Pane[]] {
		return this.#core.view.panes;
	}

	/** The size of the canvas on the page, in CSS pixels. */
	resize(canvasSize: Size): void {
		this.#core.view.resize(canvasSize);
	}

	getPicture(image: string): ShownPicture | undefined {
		return this.#core.pictures.get(image);
	}

	get pictures(): Pick<PictureStore, "sizeOf" | "createBitmap" | "readSizes" | "addReference"> {
		return this.#core.pictures;
	}

	/** The part of the picture that an edit's answer changes; undefined: not rendered yet. */
	getPatch(layer: ResultLayer) {
		return this.document === null ? null : this.#core.patches.get(this.document, layer);
	}

	/** One picture in place of the first of these layers, where they were flattened. */
	getFlattened(layers: readonly ResultLayer[]) {
		return this.document === null ? null : this.#core.patches.getFlattened(this.document, layers);
	}

	/** The difference of the edit that is being compared; undefined: not computed yet. */
	getDifference() {
		return this.document === null ? null : this.#differences.getCompared(this.document, this.viewState);
	}

	/** An unfinished answer is shown on the canvas, and the masks that it was requested with do not tint it. */
	get isPreviewUntinted(): boolean {
		return this.document !== null && !this.#requests.isMaskOfNextEdit && this.livePreview.get(this.document) !== null;
	}

	showGenerated(id: string | null): void {
		this.generated.show(id);
	}

	// References

	/** Selects objects by their ids in place of the selected ones. Not a step of the history. */
	selectObjects(ids: readonly string[]): void {
		this.apply([{ type: "selectObjects", objects: ids }]);
	}

	addReference(bytes: Blob, name: string): Promise<void> {
		return this.#importer.addReference(bytes, name);
	}

	/** Places a picture in view as a reference, selected, with the tool that moves it. `at`: its centre in the view. */
	placePicture(bytes: Blob, name: string, at: ViewPoint = this.#core.view.center): Promise<void> {
		const { camera, viewSize } = this;
		return this.#importer.addReference(bytes, name, (size, picture) => {
			this.apply([{ type: "tool", tool: objectTool.id }]);
			return placeInView(size, { camera, view: viewSize, picture, at });
		});
	}

	placeLayer(bytes: Blob, name: string, answer: PlacedAnswer = {}): Promise<void> {
		const { camera, viewSize: view } = this;
		const target = { camera, view, at: this.#core.view.center };
		return placeLayer(this.#importer.context, { bytes, name, target }, answer, (effects) => this.apply(effects));
	}

	moveReference(id: string, to: number): void {
		this.#core.documents.commit([{ type: "reference.move", reference: id, to }]);
		this.#core.events.redraw("pictures");
	}

	removeReference(id: string): void {
		this.#core.documents.commit([{ type: "reference.remove", reference: id }]);
		this.#core.events.redraw("pictures");
	}

	importMask: Editor["importMask"] = (...mask) => this.masks.import(...mask);

	// Edit requests and exports

	planEdit: Editor["planEdit"] = (options) => this.#requests.planEdit(options);

	planEdits(options: EditOptions): readonly EditPlan[] {
		return this.#requests.planEdits(options);
	}

	prepareEdit(options: EditOptions): Promise<PreparedEdit> {
		return this.#requests.prepareEdit(options);
	}

	prepareEdits(options: EditOptions, watch?: PrepareWatch): Promise<readonly PreparedEdit[]> {
		return this.#requests.prepareEdits(options, watch);
	}

	previewRequest(options: EditOptions | null): void {
		this.#requests.setPreviewOptions(options);
	}

	/** The parts of the picture that the previewed request would send. */
	get sentAreas(): readonly EditPlan[] {
		return this.#requests.preview.areas;
	}

	/** The references that the previewed request would send, with their numbers. */
	get referenceNumbers(): readonly NumberedReference[] {
		return this.#requests.preview.references;
	}

	frameSentArea(place: Rect | undefined = this.sentAreas[0]?.source): void {
		if (place !== undefined) this.apply(frameSentArea(place));
	}

	async showResult(id: string, bytes: Blob, edit?: SavedEdit): Promise<ResultReport> {
		if (edit !== undefined) return this.#requests.addAnswer(id, bytes, edit);
		return this.#importer.addPicture(bytes, (image) => this.#requests.addResult({ id, image, isVisible: true }));
	}

	exportMask({ allowEverything = false } = {}): Promise<ExportedMask> {
		return this.#requests.exportMask(allowEverything);
	}

	exportAs(kind: ExportKind, watch?: ExportWatch): Promise<ExportedPicture> {
		return exportAs(kind, this.#core, this.#requests, watch);
	}

	readPixels(kind: PixelKind, signal?: AbortSignal): Promise<RgbaImage> {
		return this.#requests.readPixels(kind, signal);
	}

	exportPasteCoverage(edit: SavedEdit): Promise<ExportedPicture> {
		return this.#requests.exportPasteCoverage(edit);
	}
}
