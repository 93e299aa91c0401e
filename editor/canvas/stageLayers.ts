// The stage's layers, from the bottom up, and which of them each kind of change draws again.
import type { EditorSession } from "../session/editorSession";
import type { RedrawScope } from "../state/editorContext";
import { BaseLayer } from "./layers/baseLayer";
import type { CanvasLayer } from "./layers/canvasLayer";
import { MasksLayer } from "./layers/masksLayer";
import { OverlayLayer } from "./layers/overlayLayer";
import { PaintsLayer } from "./layers/paintsLayer";
import { ResultsLayer } from "./layers/resultsLayer";

export const LAYER_NAMES = ["base", "results", "paint", "objects", "masks", "overlay"] as const;
export type LayerName = (typeof LAYER_NAMES)[number];
/** The layers that one custom shape draws. Objects have a node each. */
export type DrawnLayerName = Exclude<LayerName, "objects">;

export const LAYERS_IN_SCOPE: Readonly<Record<RedrawScope, readonly LayerName[]>> = {
	camera: LAYER_NAMES,
	masks: ["masks"],
	pictures: ["base", "results", "objects"],
	adjusted: ["results"],
	objects: ["objects", "overlay"],
	cursor: ["overlay"],
	pointer: [],
	preview: ["masks"],
	paint: ["paint"],
	paintPreview: ["paint"],
};

export function createLayers(
	session: EditorSession,
	ratio: number,
	redraw: (name: DrawnLayerName) => void,
): Readonly<Record<DrawnLayerName, CanvasLayer>> {
	return {
		base: new BaseLayer(session, ratio),
		results: new ResultsLayer(session, ratio, () => redraw("results")),
		paint: new PaintsLayer(session),
		masks: new MasksLayer(session, ratio),
		overlay: new OverlayLayer(session, ratio),
	};
}
