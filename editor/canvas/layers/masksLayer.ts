// The layer of the masks, with the tiles of the gesture under way; or the paste coverage of one result in their place.
import { activeMask, type DocumentTree, visibleMasks } from "../../document";
import { placementAt } from "../../images/patchKeys";
import { sizeOf } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { drawOriented } from "../drawOriented";
import { MaskStack, type StackedMask } from "../shapes/maskStack";
import type { Surface } from "../surface";
import type { CanvasLayer } from "./canvasLayer";

const MASK_ONLY_LOOK = { colour: "#ffffff", pattern: "solid", opacity: 1 } as const;
const PASTE_LOOK = { id: "paste", colour: "#2fbf71", pattern: "solid", opacity: 0.35 } as const;

export class MasksLayer implements CanvasLayer {
	readonly #masks = new MaskStack();
	readonly #paste = new MaskStack();

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
		const { preview } = tools.gesture;
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
