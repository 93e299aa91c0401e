// Holds the view state, the panes of the canvas and the camera. None of it is stored.
import { activeMask, appearedObjects, type DocumentTree, selectionAfter, selectionOf } from "../document";
import type { Size } from "../raster";
import type { Camera } from "../state/camera";
import { CameraController } from "../state/cameraController";
import { effectiveCompareMode, type Pane, panesOf } from "../state/compare";
import { haveMasksChanged } from "../state/documentChange";
import { DEFAULT_VIEW_STATE, type ViewState } from "../state/viewState";
import type { CompareMode, ViewPoint, ViewRequest } from "../tools";

export class ViewController {
	#state = DEFAULT_VIEW_STATE;
	/** The size of the canvas on the page. With several panes the camera looks through one of them. */
	#canvasSize: Size = { width: 0, height: 0 };
	readonly #camera: CameraController;
	/** The objects that were selected before the latest ones appeared, such as the originals of duplicates. */
	#selectedBefore: readonly string[] = [];

	constructor(
		readonly getDocument: () => DocumentTree | null,
		onCameraMove: (isOnlyMoved: boolean) => void,
	) {
		this.#camera = new CameraController(onCameraMove);
	}

	get state(): ViewState {
		return this.#state;
	}
	get camera(): Camera {
		return this.#camera.camera;
	}
	/** The size of one pane. */
	get paneSize(): Size {
		return this.#camera.size;
	}
	get center(): ViewPoint {
		return this.#camera.center;
	}
	/** "none" where before and after do not differ. */
	get compare(): CompareMode {
		return effectiveCompareMode(this.getDocument(), this.#state);
	}
	get panes(): readonly [Pane, ...Pane[]] {
		return panesOf(this.#canvasSize, this.compare);
	}

	set(changes: Partial<ViewState>): void {
		const state = { ...this.#state, ...changes };
		const [selected, ...others] = state.selectedObjects;
		const isCropping = state.croppedObject !== null && selected === state.croppedObject && others.length === 0;
		this.#state = isCropping ? state : { ...state, croppedObject: null };
	}

	/** Selects these objects in place of the selected ones. Returns whether that changed the selection. */
	selectObjects(ids: readonly string[]): boolean {
		const document = this.getDocument();
		const { selectedObjects: before } = this.#state;
		const selectedObjects = document === null ? [] : selectionOf(document, ids, before);
		if (selectedObjects === before) return false;
		this.set({ selectedObjects });
		return true;
	}

	move(request: ViewRequest): void {
		this.#camera.move(this.getDocument(), request);
	}

	resize(canvasSize: Size): void {
		this.#canvasSize = canvasSize;
		this.updatePanes();
	}

	/** To be called after anything that may have changed the number of panes. */
	updatePanes(): void {
		const [{ left, top, right, bottom }] = this.panes;
		this.#camera.resize(this.getDocument(), { width: right - left, height: bottom - top });
	}

	/** Fits another document; null: none is open. */
	reset(document: DocumentTree | null): void {
		if (document !== null) {
			// The mask overlay would tint a result, after a reload as much as when it arrived.
			this.#state = { ...DEFAULT_VIEW_STATE, mask: document.results.length === 0 };
			this.updatePanes();
		}
		this.#camera.reset(document);
	}

	/** Returns whether the picture's origin on the canvas has moved. `isUndone`: by undoing a step. */
	documentChanged(before: DocumentTree, after: DocumentTree, isUndone: boolean): boolean {
		const hasOriginMoved = this.#camera.followOrigin(before, after);
		// A mask that has changed is shown, even if it was hidden.
		if (haveMasksChanged(before, after) || (isUndone && before.masks !== after.masks)) this.set({ mask: true });
		if (activeMask(after).of !== this.#state.choosing) this.set({ choosing: null });
		// A change of the accepted edits ends looking back at an earlier one.
		if (before.accepted !== after.accepted) this.set({ asOf: null });
		this.#followObjects(before, after, isUndone);
		this.updatePanes();
		return hasOriginMoved;
	}

	#followObjects(before: DocumentTree, after: DocumentTree, isUndone: boolean): void {
		const { selectedObjects } = this.#state;
		const next = selectionAfter(before, after, selectedObjects);
		if (appearedObjects(before, after).length > 0) this.#selectedBefore = selectedObjects;
		const isGone = isUndone && selectedObjects.length > 0 && next.length === 0;
		this.set({ selectedObjects: isGone ? selectionOf(after, this.#selectedBefore, next) : next });
	}
}
