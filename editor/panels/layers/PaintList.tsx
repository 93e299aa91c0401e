// The list of paint layers, top first. Every change is a command on the document.
import { CopyPlus, Lock, LockOpen, Merge } from "lucide-react";
import { IconButton } from "../../../ui";
import { activePaintLayer, type DocumentCommand, nextPaintLayer, type PaintLayer } from "../../document";
import { PAINT_STRINGS } from "../../paintStrings";
import { fill, STRINGS } from "../../strings";
import type { Locale } from "../../types";
import { EditorPopover } from "../EditorPopover";
import type { PanelProps } from "../panelProps";
import { LayerRow } from "./LayerRow";
import { mergePaintDown } from "./mergePaintDown";
import { OpacityField } from "./OpacityField";
import { SortableList } from "./SortableList";

export function PaintList({ session, snapshot, locale }: PanelProps) {
	const { document } = snapshot;
	if (document === null || document.paints.length === 0) {
		return <p className="hfis-ui-quiet">{PAINT_STRINGS.noPaint[locale]}</p>;
	}
	const { paints, picture } = document;
	const active = activePaintLayer(document)?.id;
	const apply = (commands: readonly DocumentCommand[], merge?: string) =>
		session.apply([{ type: "commands", commands, ...(merge !== undefined && { merge }) }]);
	/** Rows are counted from the top, the document's layers from the bottom. */
	const placeOf = (shown: number) => paints.length - 1 - shown;
	const move = (from: number, to: number) => {
		const paint = paints[placeOf(from)];
		if (paint !== undefined) apply([{ type: "paint.move", paint: paint.id, to: placeOf(to) }]);
	};

	const row = (paint: PaintLayer, place: number) => {
		const { id, isVisible, isLocked, opacity } = paint;
		const name = paintName(paint, place, locale);
		const index = placeOf(place);
		const below = paints[place - 1];
		const set = (changes: Extract<DocumentCommand, { type: "paint.set" }>["changes"], merge?: string) =>
			apply([{ type: "paint.set", paint: id, changes }], merge && `${id} ${merge}`);
		return (
			<LayerRow
				key={id}
				{...{ id, name, locale, isVisible }}
				ownName={paint.name}
				isActive={id === active}
				isTop={index === 0}
				isBottom={place === 0}
				face={
					<EditorPopover
						label={fill(STRINGS.opacityOf, locale, { name })}
						buttonClassName="hfis-layers-face"
						tooltipSide="left"
						panelClassName="hfis-layers-look"
						face={<span className="hfis-layers-fact">{`${Math.round(opacity * 100)}%`}</span>}
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
				commands={[
					{
						label: STRINGS.duplicate[locale],
						icon: CopyPlus,
						run: () => apply(duplicate(paint, place, nextPaintLayer(document).id, locale)),
					},
					{
						label: STRINGS.mergeDown[locale],
						icon: Merge,
						isEnabled: below !== undefined && !below.isLocked && !isLocked,
						run: () => below && apply(mergePaintDown(paint, below, picture)),
					},
				]}
				onSelect={() => session.apply([{ type: "amend", commands: [{ type: "paint.select", paint: id }] }])}
				onShow={(isShown) => set({ isVisible: isShown })}
				onRename={(given) => set({ name: given })}
				onStep={(by) => move(index, index + by)}
				onDelete={isLocked ? undefined : () => apply([{ type: "paint.remove", paint: id }])}
			/>
		);
	};

	return (
		<>
			<SortableList
				label={PAINT_STRINGS.paintLayers[locale]}
				locale={locale}
				items={paints.map((paint, place) => ({ id: paint.id, name: paintName(paint, place, locale) })).reverse()}
				onMove={move}
			>
				{paints.map(row).reverse()}
			</SortableList>
			<p className="hfis-ui-quiet">{PAINT_STRINGS.paintHint[locale]}</p>
		</>
	);
}

/** `place` counts from the bottom. */
function paintName({ name }: PaintLayer, place: number, locale: Locale): string {
	return name.trim() || fill(PAINT_STRINGS.numberedPaint, locale, { number: place + 1 });
}

/** The copy lies above the original. */
function duplicate(paint: PaintLayer, place: number, id: string, locale: Locale): readonly DocumentCommand[] {
	const name = paint.name && fill(STRINGS.copyOf, locale, { name: paint.name });
	return [
		{ type: "paint.add", paint: { ...paint, id, name, isLocked: false } },
		{ type: "paint.move", paint: id, to: place + 1 },
	];
}
