// Draws the parts of a document from the session's decoded pictures: a result, and whole documents small. Never from a canvas
// on the page.
import { type DocumentTree, importedPlacement, type ResultLayer } from "../document";
import { placementAt, placementOf } from "../images/patchKeys";
import { orientationIn, orientSize, placementIn, rectOf, sizeOf } from "../raster";
import type { EditorSession } from "../session/editorSession";
import { drawOriented } from "./drawOriented";
import type { DisplayBitmaps } from "./shapes/displayBitmaps";
import { drawPicture, drawPlaced } from "./shapes/pictureTiles";
import { drawPlacedPicture } from "./shapes/placedPictures";
import { clipTo, type Surface } from "./surface";

/** Draws a result where it belongs; nothing while its patch is not rendered. */
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

/** Draws the visible placed objects. */
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
