// Cache keys of patches. A patch depends on its own layer, on how it is pasted, and on all the layers under it.
import { acceptedPartMask, type DocumentTree, partsUnder, type ResultLayer } from "../document";
import { type Coverage, combinePlacements, type Placement, placeRect, type Rect, UNMOVED } from "../raster";

export type Layers = readonly ResultLayer[];

/** From the canvas as it was when the edit was planned to the canvas now. */
export function placementOf({ moved = UNMOVED }: Pick<ResultLayer, "moved">): Placement {
	return moved;
}

/** The placement of pixels that start at the corner of a rectangle of the canvas as it was when the edit was planned. */
export function placementAt({ left, top }: Pick<Rect, "left" | "top">, layer: Pick<ResultLayer, "moved">): Placement {
	return combinePlacements({ x: left, y: top }, placementOf(layer));
}

/** A rectangle of the canvas as it was when the edit was planned, on the canvas now. */
export function movedRect(rect: Rect, layer: Pick<ResultLayer, "moved">): Rect {
	return placeRect(rect, placementOf(layer));
}

/** The layers that a layer lies on: accepted ones, and under a candidate the placed pictures that were sent with it. */
export function layersUnder({ accepted }: DocumentTree, layer: ResultLayer): Layers {
	const index = accepted.findIndex(({ id }) => id === layer.id);
	return index < 0 ? [...accepted, ...partsUnder(layer)] : accepted.slice(0, index);
}

/** The same answer on other layers, or pasted with other options, has another key. */
export function patchKey(document: DocumentTree, under: Layers, layer: ResultLayer): string {
	return layersKey(document, [...under, layer]);
}

/** Equal for layers that make the same picture. */
export function layersKey(document: DocumentTree, layers: Layers): string {
	return layers.map((layer) => layerKey(document, layer)).join(" ");
}

/** The keys of all patches that the document shows. */
export function requiredKeys(document: DocumentTree): ReadonlySet<string> {
	const { accepted, results } = document;
	return new Set([
		...accepted.map((layer, i) => patchKey(document, accepted.slice(0, i), layer)),
		...results.flatMap((layer) => {
			const under = layersUnder(document, layer);
			const parts = under.slice(accepted.length).map((part, i) => {
				return patchKey(document, under.slice(0, accepted.length + i), part);
			});
			return [...parts, patchKey(document, under, layer)];
		}),
	]);
}

function layerKey(document: DocumentTree, { id, paste, part: drawn, adjust, image, moved }: ResultLayer): string {
	// A placed picture is the same before and after it is accepted, and for all answers that were sent with it.
	if (drawn !== undefined) return JSON.stringify({ image, drawn, moved });
	if (adjust !== undefined) {
		const { coverage, ...values } = adjust;
		return JSON.stringify({ ...values, moved, coverage: coverage && coverageNumber(coverage) });
	}
	const acceptedPart = acceptedPartMask(document, id);
	const { coverage, beyond } = acceptedPart ?? {};
	const part = [coverage, beyond?.coverage].map((one) => (one === undefined ? "" : `/${coverageNumber(one)}`)).join("");
	return `${id}${part}${paste === undefined ? "" : JSON.stringify(paste)}`;
}

const numbers = new WeakMap<Coverage, number>();
let lastNumber = 0;

/** Identifies a coverage object; coverage is immutable. */
function coverageNumber(coverage: Coverage): number {
	const number = numbers.get(coverage) ?? ++lastNumber;
	numbers.set(coverage, number);
	return number;
}
