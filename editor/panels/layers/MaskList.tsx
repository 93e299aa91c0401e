// The list of masks, top first. Every change is a command on the document.
import { CopyPlus, Lock, LockOpen, Merge } from "lucide-react";
import { IconButton } from "../../../ui";
import { activeMask, type DocumentCommand, editMasks, type MaskLayer, nextMask } from "../../document";
import { fill, STRINGS } from "../../strings";
import { EditorPopover } from "../EditorPopover";
import type { PanelProps } from "../panelProps";
import { LayerRow } from "./LayerRow";
import { maskName } from "./layerNames";
import { MaskAppearance } from "./MaskAppearance";
import { mergeDown } from "./mergeDown";
import { SortableList } from "./SortableList";

export function MaskList({ session, snapshot, locale }: PanelProps) {
	const document = snapshot.document;
	const masks = document === null ? [] : editMasks(document);
	const active = document && activeMask(document).id;
	const apply = (commands: readonly DocumentCommand[], merge?: string) =>
		session.apply([{ type: "commands", commands, ...(merge !== undefined && { merge }) }]);
	/** Rows are counted from the top, the document's masks from the bottom. */
	const placeOf = (shown: number) => masks.length - 1 - shown;
	const move = (from: number, to: number) => {
		const mask = masks[placeOf(from)];
		if (mask !== undefined) apply([{ type: "mask.move", mask: mask.id, to: placeOf(to) }]);
	};

	const row = (mask: MaskLayer, place: number) => {
		const name = maskName(mask, place, locale);
		const index = placeOf(place);
		const below = masks[place - 1];
		const set = (changes: Extract<DocumentCommand, { type: "mask.set" }>["changes"], merge?: string) =>
			apply([{ type: "mask.set", mask: mask.id, changes }], merge && `${mask.id} ${merge}`);
		const lookName = fill(STRINGS.appearanceOf, locale, { name });
		return (
			<LayerRow
				key={mask.id}
				{...{ name, locale }}
				id={mask.id}
				ownName={mask.name}
				isVisible={mask.isVisible}
				isActive={mask.id === active}
				isTop={index === 0}
				isBottom={place === 0}
				face={
					<EditorPopover
						label={lookName}
						buttonClassName="hfis-layers-face"
						tooltipSide="left"
						panelClassName="hfis-layers-look"
						name="look"
						face={
							<span
								className={`hfis-layers-swatch hfis-layers-pattern-${mask.pattern}`}
								style={{ "--hfis-swatch": mask.colour } as React.CSSProperties}
							/>
						}
					>
						{() => <MaskAppearance {...{ mask, locale }} onChange={set} />}
					</EditorPopover>
				}
				more={
					<IconButton
						icon={mask.isLocked ? Lock : LockOpen}
						size={16}
						className="hfis-layers-lock"
						label={fill(STRINGS.lock, locale, { name })}
						aria-pressed={mask.isLocked}
						onClick={() => set({ isLocked: !mask.isLocked })}
					/>
				}
				commands={[
					{
						label: STRINGS.duplicate[locale],
						icon: CopyPlus,
						run: () => document && apply(duplicate(mask, place, nextMask(document), locale)),
					},
					{
						label: STRINGS.mergeDown[locale],
						icon: Merge,
						isEnabled: below !== undefined && !below.isLocked && !mask.isLocked,
						run: () => below && apply(mergeDown(mask, below)),
					},
				]}
				onSelect={() => session.apply([{ type: "amend", commands: [{ type: "mask.select", mask: mask.id }] }])}
				onShow={(isVisible) => set({ isVisible })}
				onRename={(given) => set({ name: given })}
				onStep={(by) => move(index, index + by)}
				onDelete={masks.length > 1 ? () => apply([{ type: "mask.remove", mask: mask.id }]) : undefined}
			/>
		);
	};

	return (
		<SortableList
			label={STRINGS.masks[locale]}
			locale={locale}
			items={masks.map((mask, place) => ({ id: mask.id, name: maskName(mask, place, locale) })).reverse()}
			onMove={move}
		>
			{masks.map(row).reverse()}
		</SortableList>
	);
}

/** The copy lies above the original and has a colour of its own. */
function duplicate(
	mask: MaskLayer,
	place: number,
	{ id, colour }: MaskLayer,
	locale: PanelProps["locale"],
): readonly DocumentCommand[] {
	const name = mask.name && fill(STRINGS.copyOf, locale, { name: mask.name });
	return [
		{ type: "mask.add", mask: { ...mask, id, colour, name, isLocked: false } },
		{ type: "mask.move", mask: id, to: place + 1 },
	];
}
