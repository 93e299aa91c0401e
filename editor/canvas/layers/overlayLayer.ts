// The top layer: pixel grid, edit frame, sent areas, reference corners and numbers, the outline of a shape that is being
// dragged, and the keyboard's pointer. What follows every move of the mouse is an element (overlays/brushRing.ts).
import { activeMask, canvasWithResult, type DocumentTree, type ResultLayer, selectedObjectsOf } from "../../document";
import { containsRect, rectOf } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { areGuidesShown, frameSnapLines } from "../../tools";
import { drawCrosshair } from "../overlays/crosshair";
import { drawFrame } from "../overlays/frameOverlay";
import { drawGuides } from "../overlays/guideOverlay";
import { drawLine } from "../overlays/lineOverlay";
import { drawSelection } from "../overlays/objectOverlay";
import { drawOutline } from "../overlays/outlineOverlay";
import { drawPixelGrid, isPixelGridShown } from "../overlays/pixelGrid";
import { drawReferenceNumbers } from "../overlays/referenceOverlay";
import { drawSentArea } from "../overlays/sentAreaOverlay";
import { inPane, type Surface } from "../surface";
import { readThemeColour } from "../themeColour";
import type { CanvasLayer } from "./canvasLayer";

type DrawPart = (surface: Surface) => void;

export class OverlayLayer implements CanvasLayer {
	/** The theme's colour, read when the selection changes. */
	#colour: { readonly readFor: readonly string[] | null; readonly value: string } = { readFor: null, value: "" };

	constructor(
		readonly session: EditorSession,
		readonly ratio: number,
	) {}

	isEmpty(): boolean {
		return this.#parts().length === 0;
	}

	draw(surface: Surface): void {
		for (const drawPart of this.#parts()) drawPart(surface);
	}

	dispose(): void {}

	/** The parts to draw, from the bottom up. */
	#parts(): readonly DrawPart[] {
		const { ratio, session } = this;
		const { document, camera, viewState, sentAreas, referenceNumbers, tools } = session;
		if (document === null) return [];
		const { picture } = document;
		const { active, frame, isFrameDragged, gesture } = tools;
		const { outline, line } = gesture;
		const parts: DrawPart[] = [];
		if (isPixelGridShown(camera.zoom)) {
			parts.push((surface) => drawPixelGrid(surface, picture, camera.zoom, ratio));
		}
		const guides = areGuidesShown({ settings: tools.preferences.tools }) ? document.guides : [];
		if (guides.length > 0 || viewState.draggedGuide !== null) {
			parts.push((surface) => drawGuides(surface, guides, viewState.draggedGuide, ratio));
		}
		// The frame tool shows the whole picture as the frame where none is set.
		const shownFrame = frame ?? (active.isFraming ? rectOf(picture) : null);
		if (shownFrame !== null) {
			const lines = isFrameDragged
				? frameSnapLines(shownFrame, document.frame ?? rectOf(picture), picture, guides)
				: [];
			const look = {
				isEditable: active.isFraming === true,
				isDragged: isFrameDragged,
				isFilled: this.#isFrameFilled(document),
				lines,
				ratio,
			};
			parts.push((surface) => drawFrame(surface, shownFrame, picture, look));
		}
		if (viewState.mask && !viewState.maskOnly) {
			for (const { source } of sentAreas) parts.push((surface) => drawSentArea(surface, source, ratio));
		}
		if (active.isPlacing || (active.isTransformingMask && gesture.objects !== null))
			parts.push((surface) => this.#drawSelection(surface));
		if (referenceNumbers.length > 0) {
			parts.push((surface) => drawReferenceNumbers(surface, picture, referenceNumbers, ratio));
		}
		if (outline !== null) parts.push((surface) => drawOutline(surface, outline, activeMask(document).colour, ratio));
		if (line !== null) parts.push((surface) => drawLine(surface, line, ratio));
		const at = tools.keyboardPointer?.at;
		if (at !== undefined) parts.push((surface) => inPane(surface, () => drawCrosshair(surface, at, ratio)));
		return parts;
	}

	/** The area beyond the picture shows a candidate or the preview of one. */
	#isFrameFilled({ picture, results }: DocumentTree): boolean {
		const { viewState, livePreview, document } = this.session;
		if (document !== null && livePreview.get(document) !== null) return true;
		const isBeyond = (layer: ResultLayer) =>
			layer.isVisible && !containsRect(rectOf(picture), canvasWithResult(picture, layer));
		return viewState.results && results.some(isBeyond);
	}

	#drawSelection(surface: Surface): void {
		const { tools, viewState } = this.session;
		const { selectedObjects, croppedObject } = viewState;
		const selected = tools.active.isPlacing
			? selectedObjectsOf(tools.objects, selectedObjects).filter(({ isVisible }) => isVisible)
			: [];
		const cropped = selected.find(({ id }) => id === croppedObject) ?? null;
		// Reading a style at every move would be slow.
		if (this.#colour.readFor !== selectedObjects) {
			this.#colour = { readFor: selectedObjects, value: readThemeColour(surface.context.canvas) };
		}
		const look = { selected, cropped, preview: tools.gesture.objects, colour: this.#colour.value, ratio: this.ratio };
		drawSelection(surface, look);
	}
}
