// The picture's samples under the area that an edit sent, upright as they were sent: the canvas may have been turned or cropped
// since.
import type { DocumentTree, ResultLayer } from "../document";
import { composePicture } from "../images/adjustedPixels";
import { plannedPixels } from "../images/patch";
import { type Layers, movedRect } from "../images/patchKeys";
import type { EditPlan } from "../plan";
import type { RgbaImage } from "../raster";
import type { EditorContext } from "../state/editorContext";

/** `under`: the layers that lie under the edit. */
export async function readPictureUnder(
	{ pictures, patches }: EditorContext,
	document: DocumentTree,
	layer: ResultLayer,
	{ source }: EditPlan,
	under: Layers,
	signal?: AbortSignal,
): Promise<RgbaImage> {
	await patches.sync(document);
	const now = movedRect(source, layer);
	const pixels = await patches.readRegion(document, now, under);
	const placed = plannedPixels([{ pixels, placement: { x: now.left, y: now.top } }], layer);
	return composePicture(placed, source, { jobRunner: pictures.jobRunner, signal });
}
