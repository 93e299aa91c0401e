// Annotations: strokes, shapes, callouts, texts and sticky notes that are drawn over the picture and never part of it. Vector
// data in picture pixels. Like placed pictures they have a box, so that one arithmetic moves, scales and rotates both. Values
// that make no sense are repaired or ignored.
import { isSameRect, moveRect, normalizeAngle, type Rect, sizeOf } from "../raster";
import { isValidRect } from "./referenceProperties";
import { unusedId } from "./unusedId";

export const ANNOTATION_KINDS: readonly AnnotationKind[] = [
	"pen",
	"highlighter",
	"line",
	"arrow",
	"box",
	"ellipse",
	"callout",
	"text",
	"note",
];
/** The kind of an annotation: a stroke, a line, a shape, or something written. */
export type AnnotationKind = "pen" | "highlighter" | "line" | "arrow" | "box" | "ellipse" | "callout" | "text" | "note";

/** The alignment of the lines of a text. */
export type TextAlign = "left" | "center" | "right";
export const TEXT_ALIGNS: readonly TextAlign[] = ["left", "center", "right"];

/** Something that is drawn over the picture to show what is meant; never part of it. */
export interface Annotation {
	readonly id: string;
	readonly kind: AnnotationKind;
	/** Given by the user; empty: the interface shows the text or the kind. */
	readonly name: string;
	/**
	 * The box before rotation, with fractions: of a stroke with its breadth, of a shape without it. A line runs along the middle
	 * of its box from left to right, so that the box's angle is its direction.
	 */
	readonly place: Rect;
	/** Degrees clockwise about the centre of `place`, above -180 and up to 180. Default: 0. */
	readonly angle?: number;
	/** Mirrored before rotation. Texts, notes and callouts never are. Default: false. */
	readonly isFlippedX?: boolean;
	readonly isFlippedY?: boolean;
	readonly opacity: number;
	readonly isVisible: boolean;
	readonly isLocked?: boolean;
	/** #rrggbb, of the line or the letters. */
	readonly colour: string;
	/** #rrggbb, of the ground: inside a shape, behind a text. Default: none. */
	readonly fill?: string;
	/** The breadth of the line, in picture pixels. */
	readonly width?: number;
	/** Of a stroke: x, y and pressure of each point, one after the other; x and y as shares of the box. */
	readonly points?: readonly number[];
	/** At most MAX_TEXT_LENGTH letters. */
	readonly text?: string;
	/** One of the families of editor/annotations/fonts.ts, or the name of a font. */
	readonly fontFamily?: string;
	/** In picture pixels. */
	readonly fontSize?: number;
	readonly fontWeight?: number;
	readonly align?: TextAlign;
	/** True: the lines of a text are as long as its box is wide. Default: the box is as wide as the text. */
	readonly isWrapped?: boolean;
	/** Of a callout. */
	readonly number?: number;
}

export const MAX_TEXT_LENGTH = 10_000;
/** In picture pixels. */
const MAX_WIDTH = 2000;
const MAX_FONT_SIZE = 4000;

/** An empty `fill` is none. */
export type AnnotationChanges = Partial<Omit<Annotation, "id" | "kind">>;

/** Kinds that are read: their letters are not mirrored. */
const WRITTEN: ReadonlySet<AnnotationKind> = new Set(["callout", "text", "note"]);
const LINES: ReadonlySet<AnnotationKind> = new Set(["line", "arrow"]);
const STROKES: ReadonlySet<AnnotationKind> = new Set(["pen", "highlighter"]);

export const isWritten = ({ kind }: Pick<Annotation, "kind">): boolean => WRITTEN.has(kind);
/** A line between two end points. */
export const isLine = ({ kind }: Pick<Annotation, "kind">): boolean => LINES.has(kind);
/** A stroke of many points. */
export const isStroke = ({ kind }: Pick<Annotation, "kind">): boolean => STROKES.has(kind);

/** The breadth of a line's box: that of an arrow has room for its head. */
export function lineBreadth({ kind, width = 1 }: Pick<Annotation, "kind" | "width">): number {
	return kind === "arrow" ? width * ARROW_HEAD_BREADTH : width;
}

/** In breadths of the line. */
export const ARROW_HEAD_BREADTH = 4;

const COLOUR = /^#[0-9a-f]{6}$/;

/** Returns the same annotation if nothing changes. */
export function withAnnotationProperties(annotation: Annotation, changes: AnnotationChanges): Annotation {
	const changed = repairAnnotation({ ...annotation, ...keepValid(changes) });
	return changed === null || isSame(annotation, changed) ? annotation : changed;
}

/** Repairs an annotation that is added or that a store returned; null: it cannot be drawn. */
export function repairAnnotation(saved: Annotation): Annotation | null {
	const { id, kind, name, angle = 0, isFlippedX, isFlippedY, opacity, isVisible, isLocked } = saved;
	if (typeof id !== "string" || !ANNOTATION_KINDS.includes(kind) || !isValidRect(saved.place)) return null;
	const values = keepValid(saved);
	const own = ownValues(kind, values);
	if (isStroke(saved) && values.points === undefined) return null;
	const canFlip = !isWritten(saved);
	const degrees = Number.isFinite(angle) ? normalizeAngle(angle) : 0;
	const repaired: Annotation = {
		id,
		kind,
		name: typeof name === "string" ? name : "",
		place: fittedPlace({ kind, place: saved.place, ...own }),
		opacity: isShare(opacity) ? opacity : 1,
		isVisible: isVisible !== false,
		...(degrees === 0 ? {} : { angle: degrees }),
		...(isFlippedX === true && canFlip ? { isFlippedX } : {}),
		...(isFlippedY === true && canFlip ? { isFlippedY } : {}),
		...(isLocked === true ? { isLocked } : {}),
		colour: values.colour ?? "#ff3b30",
		...own,
	};
	return isSame(saved, repaired) ? saved : repaired;
}

/** The values of its kind, with defaults where they are missing. */
function ownValues(kind: AnnotationKind, values: AnnotationChanges): AnnotationChanges {
	const { fill, width = 4, points, text = "", fontFamily = "sans", fontSize = 24, fontWeight = 400 } = values;
	const ground = fill === undefined || fill === "" ? {} : { fill };
	const { align = "left", number = 1, isWrapped = false } = values;
	if (isStroke({ kind })) return { width, ...(points && { points }) };
	if (isLine({ kind })) return { width };
	if (!isWritten({ kind })) return { width, ...ground };
	const written = { text, fontFamily, fontSize, fontWeight, align, ...ground };
	if (kind === "callout") return { ...written, number };
	return kind === "text" && isWrapped ? { ...written, isWrapped } : written;
}

/** Leaves out values that make no sense. */
function keepValid(changes: AnnotationChanges): AnnotationChanges {
	const valid: { -readonly [Key in keyof AnnotationChanges]: unknown } = { ...changes };
	for (const [name, isValid] of Object.entries(VALID) as [keyof AnnotationChanges, (value: unknown) => boolean][]) {
		if (!(name in valid) || isValid(valid[name])) continue;
		delete valid[name];
	}
	if (typeof valid.text === "string") valid.text = valid.text.slice(0, MAX_TEXT_LENGTH);
	return valid as AnnotationChanges;
}

const isColour = (value: unknown) => typeof value === "string" && COLOUR.test(value);
const isString = (value: unknown) => typeof value === "string";
const isFlag = (value: unknown) => typeof value === "boolean";
const isWithin = (least: number, most: number) => (value: unknown) =>
	typeof value === "number" && value >= least && value <= most;
const isShare = isWithin(0, 1) as (value: unknown) => value is number;

const VALID: Readonly<Partial<Record<keyof AnnotationChanges, (value: unknown) => boolean>>> = {
	name: isString,
	place: (value) => isValidRect(value as Rect | undefined),
	angle: Number.isFinite,
	isFlippedX: isFlag,
	isFlippedY: isFlag,
	isVisible: isFlag,
	isLocked: isFlag,
	isWrapped: isFlag,
	opacity: isShare,
	colour: isColour,
	fill: (value) => value === "" || isColour(value),
	width: isWithin(0.1, MAX_WIDTH),
	points: (value) =>
		Array.isArray(value) && value.length >= 3 && value.length % 3 === 0 && value.every(Number.isFinite),
	text: isString,
	fontFamily: (value) => typeof value === "string" && value !== "",
	fontSize: isWithin(1, MAX_FONT_SIZE),
	fontWeight: isWithin(1, 1000),
	align: (value) => TEXT_ALIGNS.includes(value as TextAlign),
	number: (value) => Number.isInteger(value) && (value as number) > 0,
};

/** The box of a line is as broad as the line; that of a callout is a square. */
function fittedPlace(annotation: Pick<Annotation, "kind" | "place"> & Pick<AnnotationChanges, "width">): Rect {
	const { kind, place } = annotation;
	const { width, height } = sizeOf(place);
	const breadth = kind === "callout" ? Math.max(width, height) : lineBreadth(annotation);
	const fitted = kind === "callout" ? { width: breadth, height: breadth } : { width, height: breadth };
	const isFitting = !(isLine(annotation) || kind === "callout") || (fitted.width === width && fitted.height === height);
	if (isFitting) return place;
	const around = {
		left: -fitted.width / 2,
		top: -fitted.height / 2,
		right: fitted.width / 2,
		bottom: fitted.height / 2,
	};
	return moveRect(around, (place.left + place.right) / 2, (place.top + place.bottom) / 2);
}

function isSame(a: Annotation, b: Annotation): boolean {
	const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as ReadonlySet<keyof Annotation>;
	return [...keys].every((key) => (key === "place" ? isSameRect(a.place, b.place) : a[key] === b[key]));
}

/** The next number of a callout: the lowest that is free, so that numbers stay what they are. */
export function nextCalloutNumber(annotations: readonly Annotation[]): number {
	const taken = new Set(annotations.map(({ kind, number }) => (kind === "callout" ? number : undefined)));
	let number = 1;
	while (taken.has(number)) number++;
	return number;
}

/** An annotation that is drawn now, with an id that the document does not have. */
export function createAnnotation(
	annotations: readonly Annotation[],
	parts: Pick<Annotation, "kind" | "place" | "colour"> & Partial<Omit<Annotation, "id">>,
): Annotation {
	return { id: unusedId("annotation", annotations), name: "", opacity: 1, isVisible: true, ...parts };
}
