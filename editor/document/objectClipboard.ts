// Objects as text for the clipboard, by which they are copied from one picture to another, also in another window. Reading
// trusts nothing: another program may have written the text.
import { moveRect, rectOf, sizeOf } from "../raster";
import { type Annotation, repairAnnotation } from "./annotation";
import type { DocumentCommand } from "./commands";
import type { DocumentTree } from "./document";
import { boundsOfBoxes, overlapsRect } from "./objectGeometry";
import { addObject, copiesOf, isAnnotation, type PlacedObject } from "./placedObject";
import type { ReferenceLayer } from "./placedPicture";
import { repairReference } from "./referenceProperties";

/** The type under which the clipboard holds objects. */
export const OBJECTS_TYPE = "application/x-image-studio-objects+json";

const MOST_OBJECTS = 2000;

export function writeObjects(objects: readonly PlacedObject[]): string {
	return JSON.stringify({ version: 1, objects });
}

/** The texts of the objects, for programs that take nothing else. */
export function plainTextOf(objects: readonly PlacedObject[]): string {
	return objects.flatMap((object) => (isAnnotation(object) && object.text ? [object.text] : [])).join("\n");
}

/** The objects in a text of the clipboard; none where it holds none. */
export function readObjects(text: string): readonly PlacedObject[] {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		return [];
	}
	const { objects } = (parsed ?? {}) as { readonly objects?: unknown };
	if (!Array.isArray(objects)) return [];
	return objects.slice(0, MOST_OBJECTS).flatMap((object: unknown): readonly PlacedObject[] => {
		if (typeof object !== "object" || object === null) return [];
		const repaired =
			"kind" in object ? repairAnnotation(object as Annotation) : repairPicture(object as ReferenceLayer);
		return repaired === null ? [] : [repaired];
	});
}

function repairPicture(saved: ReferenceLayer): ReferenceLayer | null {
	const isNamed = typeof saved.image === "string" && typeof saved.name === "string";
	return isNamed ? repairReference({ ...saved, isVisible: saved.isVisible !== false }) : null;
}

/** As a share of the picture's shorter side. */
const OFFSET = 0.02;

/**
 * Adds objects to a document: where they were, a little to the lower right of one that is there already; in the middle where
 * they would lie beside the picture.
 */
export function pasteCommands(pasted: readonly PlacedObject[], document: DocumentTree): readonly DocumentCommand[] {
	const { picture, references, annotations } = document;
	const bounds = boundsOfBoxes(pasted);
	if (bounds === null) return [];
	const whole = rectOf(picture);
	const { width, height } = sizeOf(bounds);
	const step = Math.max(1, Math.round(OFFSET * Math.min(picture.width, picture.height)));
	const isTaken = [...references, ...annotations].some(({ place }) =>
		pasted.some((object) => object.place.left === place.left && object.place.top === place.top),
	);
	const middle = moveRect(whole, (picture.width - width) / 2 - bounds.left, (picture.height - height) / 2 - bounds.top);
	const offset = !overlapsRect({ place: bounds }, whole)
		? { x: Math.round(middle.left), y: Math.round(middle.top) }
		: { x: isTaken ? step : 0, y: isTaken ? step : 0 };
	const numbered = renumbered(pasted, annotations);
	return copiesOf(numbered, document, offset).map(addObject);
}

/** Callouts whose number the picture has get the next free one. */
function renumbered(pasted: readonly PlacedObject[], annotations: readonly Annotation[]): readonly PlacedObject[] {
	const taken = new Set(annotations.map(({ number }) => number));
	return pasted.map((object) => {
		if (!isAnnotation(object) || object.kind !== "callout") return object;
		let number = object.number ?? 1;
		if (taken.has(number)) {
			number = 1;
			while (taken.has(number)) number++;
		}
		taken.add(number);
		return { ...object, number };
	});
}
