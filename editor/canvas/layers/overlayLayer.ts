// The top layer: pixel grid, edit frame, sent areas, reference corners and numbers, the outline of a shape that is being
// dragged, and the cursor.
import { activeMask } from "../../document";
import { rectOf } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { areGuidesShown, frameSnapLines } from "../../tools";
import { drawCrosshair, drawRing } from "../overlays/brushRing";
import { drawFrame } from "../overlays/frameOverlay";
import { drawGuides } from "../overlays/guideOverlay";
import { drawLine } from "../overlays/lineOverlay";
import { drawSelection } from "../overlays/objectOverlay";
import { drawOutline } from "../overlays/outlineOverlay";
import { drawPixelGrid } from "../overlays/pixelGrid";
import { drawReferenceNumbers } from "../overlays/referenceOverlay";
import { drawSentArea } from "../overlays/sentAreaOverlay";
import { inPane, type Surface } from "../surface";
import { readThemeColour } from "../themeColour";
import type { CanvasLayer } from "./canvasLayer";

export class OverlayLayer implements CanvasLayer {
	/** The theme's colour, read when the selection changes. */
	#colour: { readonly readFor: readonly string[] | null; readonly value: string } = { readFor: null, value: "" };

	constructor(
		readonly session: EditorSession,
		readonly ratio: number,
	) {}

	draw(surface: Surface): void {
		const { ratio, session } = this;
		const { document, camera, viewState, sentAreas, referenceNumbers, tools } = session;
		if (document === null) return;
		const { picture } = document;
		const { active, frame, isFrameDragged, gesture } = tools;
		drawPixelGrid(surface, picture, camera.zoom, ratio);
		const guides = areGuidesShown({ settings: tools.preferences.tools }) ? document.guides : [];
		drawGuides(surface, guides, viewState.draggedGuide, ratio);
		// The frame tool shows the whole picture as the frame where none is set.
		const shownFrame = frame ?? (active.isFraming ? rectOf(picture) : null);
		if (shownFrame !== null) {
			drawFrame(surface, shownFrame, picture, {
				isEditable: active.isFraming === true,
				isDragged: isFrameDragged,
				lines: isFrameDragged ? frameSnapLines(shownFrame, document.frame ?? rectOf(picture), picture, guides) : [],
				ratio,
			});
		}
		if (viewState.mask && !viewState.maskOnly) {
			for (const { source } of sentAreas) drawSentArea(surface, source, ratio);
		}
		if (active.isPlacing) this.#drawSelection(surface);
		drawReferenceNumbers(surface, picture, referenceNumbers, ratio);
		if (gesture.outline !== null) drawOutline(surface, gesture.outline, activeMask(document).colour, ratio);
		if (gesture.line !== null) drawLine(surface, gesture.line, ratio);
		inPane(surface, () => this.#drawCursor(surface));
	}

	dispose(): void {}

	#drawSelection(surface: Surface): void {
		const { tools, viewState } = this.session;
		const { selectedObjects, croppedObject } = viewState;
		const selected = tools.references.filter(({ id, isVisible }) => isVisible && selectedObjects.includes(id));
		const cropped = selected.find(({ id }) => id === croppedObject) ?? null;
		// Reading a style at every move would be slow.
		if (this.#colour.readFor !== selectedObjects) {
			this.#colour = { readFor: selectedObjects, value: readThemeColour(surface.context.canvas) };
		}
		const look = { selected, cropped, preview: tools.gesture.objects, colour: this.#colour.value, ratio: this.ratio };
		drawSelection(surface, look);
	}

	#drawCursor(surface: Surface): void {
		const { tools } = this.session;
		const cursor = tools.getCursor();
		const at = tools.keyboardPointer?.at ?? tools.cursorPoint;
		if (at !== null && cursor.kind === "ring") drawRing(surface, at, cursor, this.ratio);
		if (tools.keyboardPointer !== null) drawCrosshair(surface, tools.keyboardPointer.at, this.ratio);
	}
}
