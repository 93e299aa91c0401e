// Draws the parts of a document from the session's decoded pictures: a result, and whole documents small. Never from a canvas
// on the page.
import { type DocumentTree, type EditRecord, importedPlacement, type ResultLayer } from "../document";
import type { PlacedPreview } from "../edits/livePreview";
import { placementAt, placementOf } from "../images/patchKeys";
import { orientationIn, orientSize, placementIn, rectOf, sizeOf } from "../raster";
import type { EditorSession } from "../session/editorSession";
import { drawOriented } from "./drawOriented";
import type { DisplayBitmaps } from "./shapes/displayBitmaps";
import { drawPicture, drawPlaced } from "./shapes/pictureTiles";
import { drawPlacedPicture } from "./shapes/placedPictures";
import { clipTo, type Surface, toDevice } from "./surface";

/** Draws a result where it belongs: until its patch is rendered, the answer as the browser decodes it. */
export function drawResult(
	surface: Surface,
	session: EditorSession,
	document: Pick<DocumentTree, "picture">,
	layer: ResultLayer,
): void {
	if (layer.edit === undefined) {
		drawWhole(surface, session, document, layer);
		return;
	}
	const patch = session.getPatch(layer);
	if (patch) drawPlaced(surface, patch.pixels, placementAt(patch.planned, layer));
	else if (patch === undefined) drawAnswer(surface, session, layer, layer.edit);
}

/** Draws an answer without its patch. */
export function drawAnswer(surface: Surface, session: EditorSession, layer: ResultLayer, { plan }: EditRecord): void {
	const picture = session.answers.get(layer);
	if (picture === null) return;
	const { source } = plan;
	drawStretched(surface, { picture, content: picture, size: sizeOf(source), placement: placementAt(source, layer) });
}

/** Draws the upper left part of a canvas over a placed area. */
export function drawStretched(
	surface: Surface,
	{ picture, content, size, placement }: Omit<PlacedPreview, "canvas">,
): void {
	drawOriented(surface, placement, (placed) => {
		const { left, top, right, bottom } = toDevice(placed, rectOf(size));
		placed.context.drawImage(picture, 0, 0, content.width, content.height, left, top, right - left, bottom - top);
	});
}

/** An answer without an edit is scaled to its place. */
function drawWhole(
	surface: Surface,
	session: EditorSession,
	{ picture }: Pick<DocumentTree, "picture">,
	layer: ResultLayer,
): void {
	const place = layer.place ?? rectOf(picture);
	const orientation = orientationIn(placementOf(layer));
	const size = orientSize(sizeOf(place), orientation);
	drawOriented(surface, placementIn(place, orientation), (placed) => {
		drawPicture(placed, session.getPicture(layer.image), size);
	});
}

/** Draws the imported picture with these results over it. */
export function drawPictureSmall(
	surface: Surface,
	session: EditorSession,
	{ picture }: Pick<DocumentTree, "picture">,
	layers: readonly ResultLayer[],
): void {
	const imported = session.getPicture(picture.image);
	surface.context.save();
	// A cropped picture reaches beyond the canvas.
	clipTo(surface, rectOf(picture));
	if (imported) drawPlaced(surface, imported, importedPlacement(picture));
	for (const layer of layers) drawResult(surface, session, { picture }, layer);
	surface.context.restore();
}

/** Draws the visible placed pictures. */
export function drawObjectsSmall(
	surface: Surface,
	session: EditorSession,
	{ references }: Pick<DocumentTree, "references">,
	bitmaps: DisplayBitmaps,
): void {
	for (const layer of references) {
		const picture = session.pictures.sizeOf(layer.image);
		if (!layer.isVisible || picture === undefined) continue;
		surface.context.globalAlpha = layer.opacity;
		drawPlacedPicture(surface, layer, picture, bitmaps);
	}
	surface.context.globalAlpha = 1;
}
