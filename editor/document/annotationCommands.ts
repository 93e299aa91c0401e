// The commands that change annotations. `applyAnnotationCommand` writes only into an immer draft.
import { type Annotation, type AnnotationChanges, repairAnnotation, withAnnotationProperties } from "./annotation";
import { type DocumentDraft, type Mutable, plainValue } from "./draft";
import { moveById, removeById } from "./layerList";

export type AnnotationCommand =
	/** Adds an annotation on top. */
	| { readonly type: "annotation.add"; readonly annotation: Annotation }
	| { readonly type: "annotation.remove"; readonly annotation: string }
	| { readonly type: "annotation.set"; readonly annotation: string; readonly changes: AnnotationChanges }
	/** Moves it to an index, counted from 0 at the bottom. */
	| { readonly type: "annotation.move"; readonly annotation: string; readonly to: number };

export function applyAnnotationCommand({ annotations }: DocumentDraft, command: AnnotationCommand): void {
	switch (command.type) {
		case "annotation.add": {
			const annotation = repairAnnotation(command.annotation);
			if (annotation === null || annotations.some(({ id }) => id === annotation.id)) return;
			annotations.push(annotation as Mutable<Annotation>);
			return;
		}
		case "annotation.remove":
			removeById(annotations, command.annotation);
			return;
		case "annotation.set": {
			const index = annotations.findIndex(({ id }) => id === command.annotation);
			const layer = annotations[index];
			if (layer === undefined) return;
			const before = plainValue<Annotation>(layer as Annotation);
			const after = withAnnotationProperties(before, command.changes);
			if (after !== before) annotations[index] = after as Mutable<Annotation>;
			return;
		}
		case "annotation.move":
			moveById(annotations, command.annotation, command.to);
			return;
	}
}
