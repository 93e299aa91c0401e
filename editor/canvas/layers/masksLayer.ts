// The layer of the masks, with the tiles of the gesture under way; in their place the paste coverage of one result, or while
// the user chooses what to keep of it, the area that is dropped.
import { activeMask, type DocumentTree, type MaskLayer, visibleMasks } from "../../document";
import { placementAt } from "../../images/patchKeys";
import { fullCoverage, sizeOf, type Tiles } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import type { Backdrop } from "../../tools";
import { drawOriented } from "../drawOriented";
import { drawCheckerboard } from "../shapes/checkerboard";
import { DroppedArea } from "../shapes/droppedArea";
import { MaskStack, type StackedMask } from "../shapes/maskStack";
import type { Surface } from "../surface";
import type { CanvasLayer } from "./canvasLayer";

const MASK_ONLY_LOOK = { colour: "#ffffff", pattern: "solid", opacity: 1 } as const;
const DROPPED_LOOK = { colour: "#ff4d4d", pattern: "diagonal", opacity: 0.5 } as const;
/** The side of a square of the checkerboard, in CSS pixels. */
const SQUARE = 8;
const PASTE_LOOK = { id: "paste", colour: "#2fbf71", pattern: "solid", opacity: 0.35 } as const;

export class MasksLayer implements CanvasLayer {
	readonly #masks = new MaskStack();
	readonly #paste = new MaskStack();
	readonly #dropped = new DroppedArea();

	constructor(
		readonly session: EditorSession,
		readonly ratio: number,
	) {}

	isEmpty(): boolean {
		return this.session.document === null;
	}

	draw(surface: Surface): void {
		const { document, viewState, tools } = this.session;
		if (document === null) return;
		if (viewState.edgesOf !== null && this.#drawPasteCoverage(surface, document, viewState.edgesOf)) return;
		if (!(viewState.mask || viewState.maskOnly)) return;
		const isPainting = tools.gesture.tool?.isMasking === true;
		if (this.session.isPreviewUntinted && !viewState.maskOnly && !isPainting) return;
		const { preview } = tools.gesture;
		const active = activeMask(document);
		if (active.of !== undefined && !viewState.maskOnly) {
			this.#drawDropped(surface, document, active, preview?.mask === active.id ? preview.tiles : {});
			return;
		}
		if (preview?.backdrop !== undefined && preview.mask === active.id) {
			this.#drawBackdrop(surface, document, active, preview.tiles, preview.backdrop);
			return;
		}
		const previewOf = (mask: string) => (preview?.mask === mask ? preview.tiles : {});
		this.#masks.draw(surface, document, this.#stackedMasks(document), previewOf, this.ratio);
	}

	dispose(): void {
		this.#masks.dispose();
		this.#paste.dispose();
	}

	/** The edit masks, or alone the mask by which a part of an answer is accepted while that one is active. */
	#stackedMasks(document: DocumentTree): readonly StackedMask[] {
		const active = activeMask(document);
		const masks = active.of === undefined ? visibleMasks(document) : [active];
		return this.session.viewState.maskOnly ? masks.map((mask) => ({ ...mask, ...MASK_ONLY_LOOK })) : masks;
	}

	/** Covers what is not selected, so that the selected part alone is seen. */
	#drawBackdrop(
		surface: Surface,
		document: DocumentTree,
		{ id, coverage }: MaskLayer,
		preview: Tiles,
		backdrop: Backdrop,
	): void {
		const tiles = this.#dropped.tilesOf(fullCoverage(coverage), { ...coverage.tiles, ...preview });
		const colour = backdrop === "black" ? "#000000" : "#ffffff";
		const mask = { ...MASK_ONLY_LOOK, id, colour, coverage: { ...coverage, tiles } };
		this.#masks.draw(surface, document, [mask], () => ({}), this.ratio);
		if (backdrop !== "checker") return;
		surface.context.globalCompositeOperation = "source-atop";
		drawCheckerboard(surface, surface.left, surface.top, SQUARE * this.ratio);
		surface.context.globalCompositeOperation = "source-over";
	}

	/** The kept part is shown without a tint: it is the result itself. */
	#drawDropped(surface: Surface, document: DocumentTree, { id, of, coverage }: MaskLayer, preview: Tiles): void {
		const sent = of === undefined ? undefined : this.session.masks.sentCoverage(of);
		if (sent === undefined) return;
		const tiles = this.#dropped.tilesOf(sent, coverage.tiles);
		const changed = this.#dropped.tilesOf(sent, preview, Object.keys(preview).map(Number));
		const mask = { id, ...DROPPED_LOOK, coverage: { ...coverage, tiles } };
		this.#masks.draw(surface, document, [mask], () => changed, this.ratio);
	}

	/** Returns false while the result's patch is not rendered. */
	#drawPasteCoverage(surface: Surface, document: DocumentTree, result: string): boolean {
		const layer = [...document.accepted, ...document.results].find(({ id }) => id === result);
		const patch = layer && this.session.getPatch(layer);
		if (!layer?.edit || !patch) return false;
		const { canvas } = layer.edit.plan;
		const mask = { ...PASTE_LOOK, coverage: patch.paste };
		const owner = { id: `${document.id} ${result}`, picture: sizeOf(canvas) };
		drawOriented(surface, placementAt(canvas, layer), (placed) => {
			this.#paste.draw(placed, owner, [mask], () => ({}), this.ratio);
		});
		return true;
	}
}
