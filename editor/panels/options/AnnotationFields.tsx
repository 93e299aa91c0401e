// The look of the selected annotations: colour, thickness, ground, and how their texts are written. All of one kind of change
// while the focus stays in a field is one step of the history.
import { useRef } from "react";
import { ANNOTATION_STRINGS } from "../../annotationStrings";
import { fittedText, isFontAvailable } from "../../annotations";
import { type Annotation, type AnnotationChanges, isAnnotation, selectedObjectsOf } from "../../document";
import { measureText } from "../../state/measureText";
import { fill } from "../../strings";
import { type AnnotationField, annotationFields, recentColours } from "../../tools";
import { mergeKey } from "../layers/mergeKey";
import type { PanelProps } from "../panelProps";
import { OptionField } from "./OptionField";

interface AnnotationFieldsProps extends PanelProps {
	readonly className: string;
	/** In the bar only the colour is shown. */
	readonly isShort?: boolean;
}

export function AnnotationFields({ session, snapshot, locale, className, isShort = false }: AnnotationFieldsProps) {
	const { document, selectedObjects, settings } = snapshot;
	const merge = useRef("annotation");
	if (document === null) return null;
	const selected = selectedObjectsOf(document, selectedObjects).filter(isAnnotation);
	const changeable = selected.filter(({ isLocked }) => isLocked !== true);
	const fields = annotationFields(changeable);
	if (fields.length === 0) return null;

	const change = ({ changes, applies }: AnnotationField, value: number | boolean | string) => {
		const commands = changeable.filter(applies).map((annotation) => {
			const changed = changes(annotation, value);
			const { place } = fittedText({ ...annotation, ...changed }, measureText);
			const all: AnnotationChanges = place === annotation.place ? changed : { ...changed, place };
			return { type: "annotation.set", annotation: annotation.id, changes: all } as const;
		});
		session.apply([{ type: "commands", commands, merge: merge.current }]);
	};
	const missing = isShort ? undefined : missingFont(selected);
	return (
		<fieldset
			className={className}
			aria-label={ANNOTATION_STRINGS.look[locale]}
			onFocus={() => {
				merge.current = mergeKey("annotation");
			}}
		>
			{(isShort ? fields.slice(0, 1) : fields).map((field) => (
				<OptionField
					key={field.option.id}
					option={field.option}
					values={{ [field.option.id]: field.value }}
					recentColours={recentColours(settings)}
					locale={locale}
					onChange={(value) => change(field, value)}
				/>
			))}
			{missing !== undefined && (
				<p className="hfis-ui-quiet" role="note">
					{fill(ANNOTATION_STRINGS.missingFont, locale, { font: missing })}
				</p>
			)}
			{!isShort && selected.some(({ kind }) => kind === "note") && (
				<p className="hfis-ui-quiet">{ANNOTATION_STRINGS.forPeople[locale]}</p>
			)}
		</fieldset>
	);
}

function missingFont(annotations: readonly Annotation[]): string | undefined {
	const families = annotations.flatMap(({ fontFamily }) => (fontFamily === undefined ? [] : [fontFamily]));
	return families.find((family) => !isFontAvailable(family, measureText));
}
