// Describes placed objects in words: for screen readers, in the layers panel and in the canvas' live region.
import { ANNOTATION_STRINGS } from "../annotationStrings";
import {
	type Annotation,
	boundsOfBoxes,
	boxBounds,
	type DocumentTree,
	isAnnotation,
	type PlacedObject,
	type ReferenceLayer,
	selectedObjectsOf,
	sentReferences,
} from "../document";
import { BLEND_NAMES, LAYER_STRINGS } from "../layersStrings";
import { OBJECT_STRINGS } from "../objectStrings";
import { sizeOf } from "../raster";
import { fill } from "../strings";
import type { Locale } from "../types";

/** Of a text, the longest name that is shown. */
const LONGEST = 60;

/** The name of an object: an annotation without one is named by its text, or by its kind. */
export function nameOfObject(object: PlacedObject, locale: Locale): string {
	if (object.name !== "" || !isAnnotation(object)) return object.name;
	const { kind, text = "", number = 1 } = object;
	const words = text.trim().replace(/\s+/g, " ");
	const shown = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
	const named = fill(ANNOTATION_STRINGS[kind], locale, { number });
	return kind === "callout" && shown !== "" ? `${named}: ${shown}` : shown || named;
}

/** "Reference image 2: cat.png, 400 × 300 at 20, 40, rotated 15°, locked". The number is that of the request. */
export function describeObject(
	{ references }: Pick<DocumentTree, "references">,
	object: PlacedObject,
	locale: Locale,
): string {
	const { opacity, isVisible, angle = 0, isFlippedX, isFlippedY, isLocked } = object;
	const { blend, coverage } = isAnnotation(object) || !object.isPart ? {} : object;
	const say = (key: keyof typeof OBJECT_STRINGS, values = {}) => fill(OBJECT_STRINGS[key], locale, values);
	const { left, top } = boxBounds(object);
	const { width, height } = sizeOf(object.place);
	const facts = [
		isAnnotation(object) ? describeKind(object, locale) : describeRole(references, object, locale),
		say("sizeAt", { width: rounded(width), height: rounded(height), x: rounded(left), y: rounded(top) }),
		...(angle === 0 ? [] : [say("rotated", { angle: rounded(angle) })]),
		...(isFlippedX ? [say("flippedHorizontally")] : []),
		...(isFlippedY ? [say("flippedVertically")] : []),
		...(isAnnotation(object) || object.crop === undefined ? [] : [say("cropped")]),
		...(opacity === 1 ? [] : [say("faded", { percent: Math.round(opacity * 100) })]),
		...(blend === undefined ? [] : [BLEND_NAMES[blend][locale]]),
		...(coverage === undefined ? [] : [LAYER_STRINGS.masked[locale]]),
		...(isVisible ? [] : [say("hidden")]),
		...(isLocked ? [say("locked")] : []),
	];
	return facts.join(locale === "zh" ? "，" : ", ");
}

function describeRole(
	references: readonly ReferenceLayer[],
	{ id, name, isPart, isVisible }: ReferenceLayer,
	locale: Locale,
): string {
	// The first image of a request is the edited picture.
	const number = sentReferences(references).findIndex((sent) => sent.id === id) + 2;
	const key = isPart ? "placedPart" : isVisible ? "numbered" : "unnumbered";
	return fill(OBJECT_STRINGS[key], locale, { number, name });
}

function describeKind(annotation: Annotation, locale: Locale): string {
	const { kind, number = 1 } = annotation;
	const named = fill(ANNOTATION_STRINGS[kind], locale, { number });
	const name = nameOfObject(annotation, locale);
	return name === named || kind === "callout" ? name : `${named}: ${name}`;
}

/** The selected object, or the number and the bounds of several; empty if nothing is selected. */
export function describeSelection(document: DocumentTree, selected: readonly string[], locale: Locale): string {
	const objects = selectedObjectsOf(document, selected);
	const [first] = objects;
	if (first === undefined) return "";
	if (objects.length === 1) {
		return fill(OBJECT_STRINGS.selected, locale, { name: describeObject(document, first, locale) });
	}
	const { left, top, right, bottom } = boundsOfBoxes(objects) ?? first.place;
	const size = { width: rounded(right - left), height: rounded(bottom - top), x: rounded(left), y: rounded(top) };
	const count = fill(OBJECT_STRINGS.severalSelected, locale, { count: objects.length });
	return `${count}${locale === "zh" ? "，" : ", "}${fill(OBJECT_STRINGS.sizeAt, locale, size)}`;
}

const rounded = (value: number) => Math.round(value * 100) / 100;
