// The list of reference images, top first. Its rows select objects.
import { Blend, Layers2, Lock, LockOpen } from "lucide-react";
import { IconButton } from "../../../ui";
import { type DocumentCommand, isOnCanvas, type ReferenceLayer } from "../../document";
import { OBJECT_STRINGS } from "../../objectStrings";
import { sizeOf } from "../../raster";
import { describeObject } from "../../state/describeObjects";
import { fill, STRINGS } from "../../strings";
import { blendObject } from "../../tools";
import { EditorPopover } from "../EditorPopover";
import type { PanelProps } from "../panelProps";
import { Thumbnail } from "../Thumbnail";
import { LayerRow } from "./LayerRow";
import { OpacityField } from "./OpacityField";
import { SortableList } from "./SortableList";
import { useObjectRows } from "./useObjectRows";

const THUMBNAIL = 24;

export function ReferenceList({ session, snapshot, locale }: PanelProps) {
	const { document, selectedObjects } = snapshot;
	const references = document?.references ?? [];
	const shown = [...references].reverse();
	const { select, onKeyDown } = useObjectRows({ session, snapshot }, shown);
	const apply = (command: DocumentCommand, merge?: string) =>
		session.apply([{ type: "commands", commands: [command], ...(merge !== undefined && { merge }) }]);
	const move = (from: number, to: number) => {
		const reference = shown[from];
		if (reference === undefined) return;
		apply({ type: "reference.move", reference: reference.id, to: references.length - 1 - to });
	};

	const row = (reference: ReferenceLayer, index: number) => {
		const { id, image, name, opacity, isVisible, place, isLocked = false, isPart = false } = reference;
		const set = (changes: Extract<DocumentCommand, { type: "reference.set" }>["changes"], merge?: string) =>
			apply({ type: "reference.set", reference: id, changes }, merge && `${id} ${merge}`);
		const isSelected = selectedObjects.includes(id);
		const remove = () =>
			isSelected ? session.run("object.delete") : apply({ type: "reference.remove", reference: id });
		const size = snapshot.imageSize(image) ?? sizeOf(place);
		return (
			<LayerRow
				key={id}
				{...{ id, name, locale, isVisible, isSelected }}
				ownName={name}
				description={document === null ? name : describeObject(document, reference, locale)}
				isTop={index === 0}
				isBottom={index === shown.length - 1}
				face={
					<EditorPopover
						label={fill(STRINGS.opacityOf, locale, { name })}
						buttonClassName="hfis-layers-face"
						tooltipSide="left"
						panelClassName="hfis-layers-look"
						face={<Thumbnail {...{ session, image, size }} side={THUMBNAIL} />}
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
					<>
						<IconButton
							icon={Layers2}
							size={16}
							className="hfis-layers-lock"
							label={fill(OBJECT_STRINGS.isPart, locale, { name })}
							aria-pressed={isPart}
							disabled={isLocked}
							onClick={() => set({ isPart: !isPart })}
						/>
						<IconButton
							icon={isLocked ? Lock : LockOpen}
							size={16}
							className="hfis-layers-lock"
							label={fill(STRINGS.lock, locale, { name })}
							aria-pressed={isLocked}
							onClick={() => set({ isLocked: !isLocked })}
						/>
					</>
				}
				commands={[
					{
						label: blendObject.label[locale],
						icon: Blend,
						isEnabled: document !== null && !isLocked && isOnCanvas(reference, document.picture),
						run: () => session.apply([{ type: "blendIn", object: id }]),
					},
				]}
				onSelect={(mode) => select(id, mode)}
				onShow={(isShown) => set({ isVisible: isShown })}
				onRename={(given) => given !== "" && set({ name: given })}
				onStep={isLocked ? undefined : (by) => move(index, index + by)}
				onDelete={isLocked ? undefined : remove}
			/>
		);
	};

	if (shown.length === 0) return <p className="hfis-ui-quiet">{STRINGS.noReferences[locale]}</p>;
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the rows' buttons inside.
		<div onKeyDown={onKeyDown}>
			<SortableList
				label={STRINGS.references[locale]}
				locale={locale}
				items={shown.map(({ id, name }) => ({ id, name }))}
				onMove={move}
			>
				{shown.map(row)}
			</SortableList>
		</div>
	);
}
