// Puts a picture on the canvas as a layer: a placed picture that is part of the picture. The answer to an edit lies where that was
// sent from, and its mask is the one that was sent.
import { type EditRecord, lastStraightened, placedReference, type ReferenceLayer } from "../document";
import { makeId } from "../makeId";
import { type Coverage, type Size, UNMOVED } from "../raster";
import type { EditorContext } from "../state/editorContext";
import { type Effect, objectTool } from "../tools";
import { EditorError } from "../types";
import { movedSince } from "./editRequests";
import { placeInView, type Target } from "./referencePlacement";
import { placementOf } from "./sentReferences";

export interface PlacedAnswer {
	/** The edit that the picture answers. */
	readonly edit?: EditRecord | undefined;
	/** The id of its result, which is hidden, as the layer takes its place. */
	readonly result?: string | undefined;
}

/**
 * One history step; the layer is selected, with the tool that moves it. A picture that answers no edit is placed in view. Rejects
 * with EditorError.
 */
export async function placeLayer(
	context: EditorContext,
	{ bytes, name, target }: { readonly bytes: Blob; readonly name: string; readonly target: Omit<Target, "picture"> },
	{ edit, result }: PlacedAnswer,
	apply: (effects: readonly Effect[]) => void,
): Promise<void> {
	const { pictures, document } = context;
	if (document === null) throw new EditorError("no-picture");
	const { picture } = document;
	const { opened, image } = await pictures.import(bytes);
	const { width, height } = opened.shown;
	const size = { width, height };
	// It is drawn from bitmaps of display resolution.
	opened.shown.close();
	const layer = { id: makeId(), image, name, opacity: 1, isVisible: true, isPart: true };
	const reference = edit
		? await layerOfAnswer(context, layer, size, edit)
		: { ...layer, place: placeInView(size, { ...target, picture }) };
	if (context.document?.id !== document.id) return;
	pictures.addReference(image, size);
	const isCandidate = context.document.results.some(({ id }) => id === result);
	context.notify(null);
	context.commit([
		{ type: "reference.add", reference },
		...(isCandidate && result ? [{ type: "result.setVisible" as const, result, isVisible: false }] : []),
	]);
	context.redraw("pictures");
	apply([
		{ type: "tool", tool: objectTool.id },
		{ type: "selectObjects", objects: [layer.id] },
	]);
}

/** The place of an answer of this size on the canvas of its plan. It may have padding to its right and below it. */
function placeOfAnswer({ plan }: EditRecord, { width, height }: Size): Pick<ReferenceLayer, "place" | "crop"> {
	const { source, content, sent } = plan;
	const [right, bottom] = [(content.width / sent.width) * width, (content.height / sent.height) * height];
	const isWhole = right === width && bottom === height;
	return { place: source, ...(isWhole ? {} : { crop: { left: 0, top: 0, right, bottom } }) };
}

/** The layer on the canvas now. Throws EditorError. */
async function layerOfAnswer(
	context: EditorContext,
	layer: Omit<ReferenceLayer, "place">,
	size: Size,
	edit: EditRecord,
): Promise<ReferenceLayer> {
	const { document } = context;
	if (document === null) throw new EditorError("no-picture");
	if (edit.basis !== lastStraightened(document)) throw new EditorError("straightened-since");
	const planned = { ...layer, ...placeOfAnswer(edit, size) };
	const coverage = edit.coverage === null ? undefined : await storeSentMask(context, planned, size, edit);
	const { moved = UNMOVED } = movedSince(edit, document);
	return placedReference({ ...planned, ...(coverage === undefined ? {} : { coverage }) }, moved);
}

async function storeSentMask(
	context: EditorContext,
	layer: ReferenceLayer,
	size: Size,
	{ coverage, plan }: EditRecord,
): Promise<string> {
	const { pictures } = context;
	const file = coverage === null ? undefined : await pictures.store.get(coverage);
	if (file === undefined) throw new EditorError("result-missing");
	const reading = await pictures.readMask(file, plan.picture, "light");
	return storeMask(context, layer, size, reading.coverage);
}

/** Stores the coverage under a placed picture as its mask. Returns the ImageStore id. */
export async function storeMask(
	{ pictures }: EditorContext,
	layer: ReferenceLayer,
	{ width, height }: Size,
	coverage: Coverage,
): Promise<string> {
	const size = { width, height };
	const { opacity: _, ...placement } = placementOf(layer);
	const png = await pictures.jobRunner.run({ type: "partMask", placement, size, coverage });
	return pictures.store.put(new Blob([png], { type: "image/png" }));
}
