// Cache keys of patches. A patch depends on its own layer, on how it is pasted, and on all the layers under it.
import { acceptedPartMask, type DocumentTree, type ResultLayer } from "../document";
import { type Coverage, moveRect, type Rect } from "../raster";

export type Layers = readonly ResultLayer[];

const NO_OFFSET = { x: 0, y: 0 };

/** The offset from the canvas as it was when the edit was planned to the canvas now. */
export function offsetOf({ moved = NO_OFFSET }: Pick<ResultLayer, "moved">): {
	readonly x: number;
	readonly y: number;
} {
	return moved;
}

/** A rectangle of the canvas as it was when the edit was planned, on the canvas now. */
export function movedRect(rect: Rect, layer: Pick<ResultLayer, "moved">): Rect {
	const { x, y } = offsetOf(layer);
	return moveRect(rect, x, y);
}

/** The accepted layers that a layer lies on. */
export function layersUnder({ accepted }: DocumentTree, layer: ResultLayer): Layers {
	const index = accepted.findIndex(({ id }) => id === layer.id);
	return index < 0 ? accepted : accepted.slice(0, index);
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
		...results.map((layer) => patchKey(document, accepted, layer)),
	]);
}

function layerKey(document: DocumentTree, { id, paste }: ResultLayer): string {
	const acceptedPart = acceptedPartMask(document, id);
	const part = acceptedPart === undefined ? "" : `/${coverageNumber(acceptedPart.coverage)}`;
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
