// The properties of annotations that can be changed after they were drawn, as options with their values.
import { type Annotation, type AnnotationChanges, isWritten, type TextAlign } from "../../document";
import { FOREGROUND } from "../colour/foreground";
import type { Option, OptionValue, RangeOption } from "../option";
import { GROUND, groundColour } from "./options";
import { ALIGN, FONT, WEIGHT } from "./textOptions";

export interface AnnotationField {
	readonly option: Option;
	/** Of the first annotation that has it. */
	readonly value: OptionValue;
	applies(annotation: Annotation): boolean;
	changes(annotation: Annotation, value: OptionValue): AnnotationChanges;
}

type Field = Omit<AnnotationField, "value"> & { read(annotation: Annotation): OptionValue };

const WIDTH: RangeOption = {
	...{ kind: "range", id: "width", min: 1, max: 400, step: 1, unit: "px", initial: 4, hasSquareRootScale: true },
	label: { en: "Thickness", zh: "粗细" },
};
const FONT_SIZE: RangeOption = {
	...{ kind: "range", id: "fontSize", min: 4, max: 1000, step: 1, unit: "px", initial: 24, hasSquareRootScale: true },
	label: { en: "Text size", zh: "字号" },
};
const NUMBER: RangeOption = {
	...{ kind: "range", id: "number", min: 1, max: 99, step: 1, unit: "", initial: 1 },
	label: { en: "Number", zh: "编号" },
};
const FILL = groundColour("#ffffff");

const canBeFilled = ({ kind }: Annotation) => kind === "box" || kind === "ellipse" || kind === "text";
const hasFont = (annotation: Annotation) => isWritten(annotation);
const hasLines = ({ kind }: Annotation) => kind === "text" || kind === "note";

const FIELDS: readonly Field[] = [
	{
		option: FOREGROUND,
		applies: ({ kind }) => kind !== "note",
		read: ({ colour }) => colour,
		changes: (_, value) => ({ colour: String(value) }),
	},
	{
		option: NUMBER,
		applies: ({ kind }) => kind === "callout",
		read: ({ number = 1 }) => number,
		changes: (_, value) => ({ number: Number(value) }),
	},
	{
		option: WIDTH,
		applies: ({ width }) => width !== undefined,
		read: ({ width = 1 }) => Math.max(1, Math.round(width)),
		changes: (_, value) => ({ width: Number(value) }),
	},
	{
		option: FONT_SIZE,
		applies: hasLines,
		read: ({ fontSize = 24 }) => Math.round(fontSize),
		changes: (_, value) => ({ fontSize: Number(value) }),
	},
	{
		option: FONT,
		applies: hasFont,
		read: ({ fontFamily = "sans" }) => fontFamily,
		changes: (_, value) => ({ fontFamily: String(value) }),
	},
	{
		option: WEIGHT,
		applies: hasLines,
		read: ({ fontWeight = 400 }) => String(fontWeight),
		changes: (_, value) => ({ fontWeight: Number(value) }),
	},
	{
		option: ALIGN,
		applies: hasLines,
		read: ({ align = "left" }) => align,
		changes: (_, value) => ({ align: value as TextAlign }),
	},
	{
		option: GROUND,
		applies: canBeFilled,
		read: ({ fill }) => (fill === undefined ? "none" : "colour"),
		changes: ({ fill }, value) => ({ fill: value === "none" ? "" : (fill ?? FILL.initial) }),
	},
	{
		option: FILL,
		applies: ({ kind, fill }) => kind === "note" || (fill !== undefined && kind !== "callout"),
		read: ({ fill = FILL.initial }) => fill,
		changes: (_, value) => ({ fill: String(value) }),
	},
];

/** The fields that at least one of the annotations has. */
export function annotationFields(annotations: readonly Annotation[]): readonly AnnotationField[] {
	return FIELDS.flatMap(({ read, ...field }) => {
		const first = annotations.find(field.applies);
		return first === undefined ? [] : [{ ...field, value: read(first) }];
	});
}
