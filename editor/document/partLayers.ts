// Placed pictures that are part of the picture: the layers that draw them, in the order of the layers of edits, and the
// commands that accept them together with an answer. Pure.
import { type Placement, type Rect, rectOf, type Size } from "../raster";
import { adjustmentsAsLayers, adjustmentsUnder } from "./adjustmentLayer";
import type { DocumentTree, ResultLayer } from "./document";
import { overlapsRect, touchesBox } from "./objectGeometry";
import type { ReferenceLayer } from "./placedPicture";

/** The visible placed pictures that are drawn into the picture, from bottom to top. */
export function visibleParts({ references }: Pick<DocumentTree, "references">): readonly ReferenceLayer[] {
	return references.filter(({ isVisible, isPart }) => isVisible && isPart === true);
}

/** The visible placed pictures that are sent as reference images, from bottom to top. */
export function sentReferences<Layer extends Pick<ReferenceLayer, "isVisible" | "isPart">>(
	references: readonly Layer[],
): readonly Layer[] {
	return references.filter(({ isVisible, isPart }) => isVisible && isPart !== true);
}

/** The layer that draws a placed picture. `moved`: from the canvas on which it is placed to the canvas now. */
export function partAsLayer(part: ReferenceLayer, { width, height }: Size, moved?: Placement): ResultLayer {
	const { id, image, name, place, opacity, angle, isFlippedX, isFlippedY, crop, blend, coverage } = part;
	return {
		id: `part ${id}`,
		image,
		isVisible: true,
		part: {
			...{ name, place, opacity, canvas: { width, height } },
			...(angle === undefined ? {} : { angle }),
			...(isFlippedX === undefined ? {} : { isFlippedX }),
			...(isFlippedY === undefined ? {} : { isFlippedY }),
			...(crop === undefined ? {} : { crop }),
			...(blend === undefined ? {} : { blend }),
			...(coverage === undefined ? {} : { coverage }),
		},
		...(moved === undefined ? {} : { moved }),
	};
}

/** The layers that make the picture: accepted edits, the placed pictures over them, and the adjustments over both. */
export function pictureLayers(document: DocumentTree): readonly ResultLayer[] {
	const parts = visibleParts(document).map((part) => partAsLayer(part, document.picture));
	return [...document.accepted, ...parts, ...adjustmentsAsLayers(document)];
}

/** The placed pictures and the adjustments under an answer, at their place on the canvas now. */
export function partsUnder(layer: Pick<ResultLayer, "edit" | "moved">): readonly ResultLayer[] {
	const { edit, moved } = layer;
	const parts = edit?.parts?.map((part) => partAsLayer(part, edit.plan.picture, moved)) ?? [];
	return [...parts, ...adjustmentsUnder(layer)];
}

/**
 * The parts that an answer covers where it is pasted, and those under them: they have to lie under the answer. `pasted`:
 * rectangles of the canvas.
 */
export function partsInAreas(parts: readonly ReferenceLayer[], pasted: readonly Rect[]): readonly ReferenceLayer[] {
	const found: ReferenceLayer[] = [];
	for (const part of [...parts].reverse()) {
		const isPasted = pasted.some((area) => overlapsRect(part, area));
		if (isPasted || found.some((above) => touchesBox(part, above))) found.unshift(part);
	}
	return found;
}

/** True if a part of the placed picture lies on the canvas. */
export function isOnCanvas(part: ReferenceLayer, canvas: Size): boolean {
	return overlapsRect(part, rectOf(canvas));
}

/** Picture pixels; moving and turning the canvas rounds. */
const SAME_PLACE = 1e-6;

/** True if both are parts that draw the same pixels. */
export function isDrawnAlike(one: ReferenceLayer, other: ReferenceLayer): boolean {
	const sides = ["left", "top", "right", "bottom"] as const;
	const numbers = ({ place, crop, opacity, angle = 0 }: ReferenceLayer) => [
		...sides.flatMap((side) => [place[side], crop?.[side] ?? -1]),
		opacity,
		angle,
	];
	const others = numbers(other);
	return (
		one.image === other.image &&
		(one.isPart ?? false) === (other.isPart ?? false) &&
		(one.blend ?? "normal") === (other.blend ?? "normal") &&
		one.coverage === other.coverage &&
		(one.isFlippedX ?? false) === (other.isFlippedX ?? false) &&
		(one.isFlippedY ?? false) === (other.isFlippedY ?? false) &&
		numbers(one).every((value, i) => Math.abs(value - (others[i] ?? 0)) < SAME_PLACE)
	);
}
