// The list of annotations, top first: what is written in them or their kind, with the icon of the tool that draws it.
import { Lock, LockOpen, PencilLine } from "lucide-react";
import { IconButton } from "../../../ui";
import { ANNOTATION_STRINGS } from "../../annotationStrings";
import { type Annotation, type DocumentCommand, isWritten } from "../../document";
import { describeObject, nameOfObject } from "../../state/describeObjects";
import { fill, STRINGS } from "../../strings";
import { annotationTool } from "../../tools";
import { actionIcon } from "../actionIcon";
import { EditorPopover } from "../EditorPopover";
import type { PanelProps } from "../panelProps";
import { LayerRow } from "./LayerRow";
import { OpacityField } from "./OpacityField";
import { SortableList } from "./SortableList";
import { useObjectRows } from "./useObjectRows";

export function AnnotationList({ session, snapshot, locale }: PanelProps) {
	const { document, selectedObjects } = snapshot;
	const annotations = document?.annotations ?? [];
	const shown = [...annotations].reverse();
	const { select, onKeyDown } = useObjectRows({ session, snapshot }, shown);
	const apply = (command: DocumentCommand, merge?: string) =>
		session.apply([{ type: "commands", commands: [command], ...(merge !== undefined && { merge }) }]);
	const move = (from: number, to: number) => {
		const annotation = shown[from];
		if (annotation === undefined) return;
		apply({ type: "annotation.move", annotation: annotation.id, to: annotations.length - 1 - to });
	};
	const names = shown.map((annotation) => nameOfObject(annotation, locale));

	const row = (annotation: Annotation, index: number) => {
		const { id, opacity, isVisible, isLocked = false, colour, fill: ground } = annotation;
		const name = names[index] ?? "";
		const set = (changes: Extract<DocumentCommand, { type: "annotation.set" }>["changes"], merge?: string) =>
			apply({ type: "annotation.set", annotation: id, changes }, merge && `${id} ${merge}`);
		const isSelected = selectedObjects.includes(id);
		const remove = () =>
			isSelected ? session.run("object.delete") : apply({ type: "annotation.remove", annotation: id });
		const Icon = actionIcon(annotationTool(annotation.kind));
		return (
			<LayerRow
				key={id}
				{...{ id, name, locale, isVisible, isSelected }}
				ownName={annotation.name}
				description={document === null ? name : describeObject(document, annotation, locale)}
				isTop={index === 0}
				isBottom={index === shown.length - 1}
				face={
					<EditorPopover
						label={fill(STRINGS.opacityOf, locale, { name })}
						buttonClassName="hfis-layers-face"
						tooltipSide="left"
						panelClassName="hfis-layers-look"
						face={
							<span className="hfis-objects-kind" style={{ borderColor: annotation.kind === "note" ? ground : colour }}>
								{Icon && <Icon size={15} strokeWidth={2} aria-hidden="true" />}
							</span>
						}
					>
						{() => (
							<OpacityField
								value={opacity}
								locale={locale}
								onChange={(value, merge) => set({ opacity: value }, merge)}
							/>
						)}
					</EditorPopover>
				}
				more={
					<IconButton
						icon={isLocked ? Lock : LockOpen}
						size={16}
						className="hfis-layers-lock"
						label={fill(STRINGS.lock, locale, { name })}
						aria-pressed={isLocked}
						onClick={() => set({ isLocked: !isLocked })}
					/>
				}
				commands={
					isWritten(annotation)
						? [
								{
									label: ANNOTATION_STRINGS.editText[locale],
									icon: PencilLine,
									isEnabled: !isLocked,
									run: () => session.apply([{ type: "editText", annotation }]),
								},
							]
						: []
				}
				onSelect={(mode) => select(id, mode)}
				onShow={(isShown) => set({ isVisible: isShown })}
				onRename={(given) => set({ name: given })}
				onStep={isLocked ? undefined : (by) => move(index, index + by)}
				onDelete={isLocked ? undefined : remove}
			/>
		);
	};

	if (shown.length === 0) return <p className="hfis-ui-quiet">{ANNOTATION_STRINGS.none[locale]}</p>;
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the rows' buttons inside.
		<div onKeyDown={onKeyDown}>
			<SortableList
				label={ANNOTATION_STRINGS.annotations[locale]}
				locale={locale}
				items={shown.map(({ id }, index) => ({ id, name: names[index] ?? "" }))}
				onMove={move}
			>
				{shown.map(row)}
			</SortableList>
			<p className="hfis-ui-quiet">{ANNOTATION_STRINGS.notInPicture[locale]}</p>
		</div>
	);
}
