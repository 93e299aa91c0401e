// The reference images of a request: those drawn into the picture that is sent, and those sent beside it. Both are made from
// the imported files at full resolution; nothing is taken from the canvas.
import { readFile } from "../codec";
import {
	boxBounds,
	type EditPlan,
	overlapsRect,
	partsInAreas,
	type ReferenceLayer,
	sentReferences,
	visibleParts,
} from "../document";
import type { PatchCache } from "../images/patchCache";
import type { PictureStore } from "../images/pictureStore";
import { isUnchanged, outward } from "../plan";
import { padRect, type Rect, sizeOf } from "../raster";
import type { EditOptions } from "../types";

export interface ReferenceSources {
	readonly patches: Pick<PatchCache, "store" | "jobRunner">;
	readonly pictures: Pick<PictureStore, "sizeOf">;
}

export interface SentReferences {
	/** From bottom to top. */
	readonly drawn: readonly ReferenceLayer[];
	readonly separate: readonly ReferenceLayer[];
}

/** Splits the visible references. A reference is drawn where a part of it lies in the sent area. */
export function splitReferences(
	references: readonly ReferenceLayer[],
	{ source }: Pick<EditPlan, "source">,
	how: EditOptions["references"],
): SentReferences {
	const visible = sentReferences(references);
	const isDrawn = (reference: ReferenceLayer) => how === "composed" && overlapsRect(reference, source);
	return { drawn: visible.filter(isDrawn), separate: visible.filter((reference) => !isDrawn(reference)) };
}

export interface SentParts {
	/** They lie under the answer, because it is pasted over them. */
	readonly under: readonly ReferenceLayer[];
	/** They are in the sent picture and stay over the answer. */
	readonly beside: readonly ReferenceLayer[];
}

/** Splits the placed pictures in the sent area. `pasted`: rectangles of the canvas; null: the answer replaces everything. */
export function splitParts(
	document: Parameters<typeof visibleParts>[0],
	{ source }: Pick<EditPlan, "source">,
	pasted: readonly Rect[] | null,
): SentParts {
	const sent = visibleParts(document).filter((part) => overlapsRect(part, source));
	const under = pasted === null ? sent : partsInAreas(sent, pasted);
	return { under, beside: sent.filter((part) => !under.includes(part)) };
}

/**
 * The rectangles in which the answer is not compared with the picture: the bounds of the drawn references, and where the
 * picture is scaled, the reach of the filter.
 */
export function drawnAreas({ source, content }: EditPlan, drawn: readonly ReferenceLayer[]): readonly Rect[] {
	const step = Math.max(sizeOf(source).width / content.width, sizeOf(source).height / content.height);
	const reach = step === 1 ? 0 : Math.ceil(FILTER_LOBES * Math.max(1, step));
	return drawn.map((layer) => padRect(outward(boxBounds(layer)), reach));
}

const FILTER_LOBES = 3;

/** Stores a reference as it is sent. Returns its ImageStore id, which is that of the imported file if nothing is applied. */
export async function storeSent(layer: ReferenceLayer, { patches, pictures }: ReferenceSources): Promise<string> {
	const { image } = layer;
	const size = pictures.sizeOf(image);
	if (size === undefined || isUnchanged(layer, size)) return image;
	const file = await patches.store.get(image);
	if (file === undefined) return image;
	const bytes = await readFile(file);
	const png = await patches.jobRunner.run({ type: "renderReference", ...placementOf(layer), bytes });
	return patches.store.put(new Blob([png], { type: "image/png" }));
}

export function placementOf({ place, opacity, angle, isFlippedX, isFlippedY, crop }: ReferenceLayer) {
	return {
		place,
		opacity,
		...(angle === undefined ? {} : { angle }),
		...(isFlippedX === undefined ? {} : { isFlippedX }),
		...(isFlippedY === undefined ? {} : { isFlippedY }),
		...(crop === undefined ? {} : { crop }),
	};
}
