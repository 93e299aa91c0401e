// Describes placed objects in words: for screen readers, in the layers panel and in the canvas' live region.
import { boundsOfBoxes, boxBounds, type DocumentTree, type ReferenceLayer, sentReferences } from "../document";
import { OBJECT_STRINGS } from "../objectStrings";
import { sizeOf } from "../raster";
import { fill } from "../strings";
import type { Locale } from "../types";

/** "Reference image 2: cat.png, 400 × 300 at 20, 40, rotated 15°, locked". The number is that of the request. */
export function describeObject(
	{ references }: Pick<DocumentTree, "references">,
	object: ReferenceLayer,
	locale: Locale,
): string {
	const { name, opacity, isVisible, angle = 0, isFlippedX, isFlippedY, crop, isLocked, isPart } = object;
	// The first image of a request is the edited picture.
	const number = sentReferences(references).findIndex(({ id }) => id === object.id) + 2;
	const say = (key: keyof typeof OBJECT_STRINGS, values = {}) => fill(OBJECT_STRINGS[key], locale, values);
	const { left, top } = boxBounds(object);
	const { width, height } = sizeOf(object.place);
	const facts = [
		say(isPart ? "placedPart" : isVisible ? "numbered" : "unnumbered", { number, name }),
		say("sizeAt", { width: rounded(width), height: rounded(height), x: rounded(left), y: rounded(top) }),
		...(angle === 0 ? [] : [say("rotated", { angle: rounded(angle) })]),
		...(isFlippedX ? [say("flippedHorizontally")] : []),
		...(isFlippedY ? [say("flippedVertically")] : []),
		...(crop === undefined ? [] : [say("cropped")]),
		...(opacity === 1 ? [] : [say("faded", { percent: Math.round(opacity * 100) })]),
		...(isVisible ? [] : [say("hidden")]),
		...(isLocked ? [say("locked")] : []),
	];
	return facts.join(locale === "zh" ? "，" : ", ");
}

/** The selected object, or the number and the bounds of several; empty if nothing is selected. */
export function describeSelection(document: DocumentTree, selected: readonly string[], locale: Locale): string {
	const objects = document.references.filter(({ id }) => selected.includes(id));
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
