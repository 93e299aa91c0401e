// The lists of reference pictures and of results, top first.
import type { DocumentCommand } from "../../document";
import { fill, STRINGS } from "../../strings";
import { EditorPopover } from "../EditorPopover";
import type { PanelProps } from "../panelProps";
import { ResultThumbnail } from "../results/ResultThumbnail";
import { Thumbnail } from "../Thumbnail";
import { LayerRow } from "./LayerRow";
import { OpacityField } from "./OpacityField";
import { SortableList } from "./SortableList";

const THUMBNAIL = 24;

export function ReferenceList({ session, snapshot, locale }: PanelProps) {
	const references = snapshot.document?.references ?? [];
	const apply = (command: DocumentCommand, merge?: string) =>
		session.apply([{ type: "commands", commands: [command], ...(merge !== undefined && { merge }) }]);
	const placeOf = (shown: number) => references.length - 1 - shown;
	const move = (from: number, to: number) => {
		const reference = references[placeOf(from)];
		if (reference !== undefined) apply({ type: "reference.move", reference: reference.id, to: placeOf(to) });
	};
	const rows = references.map(({ id, image, name, place: rect, opacity, isVisible }, place) => {
		const index = placeOf(place);
		const set = (changes: Extract<DocumentCommand, { type: "reference.set" }>["changes"], merge?: string) =>
			apply({ type: "reference.set", reference: id, changes }, merge && `${id} ${merge}`);
		const size = { width: rect.right - rect.left, height: rect.bottom - rect.top };
		return (
			<LayerRow
				key={id}
				{...{ id, name, locale, isVisible }}
				ownName={name}
				isTop={index === 0}
				isBottom={place === 0}
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
				onShow={(shown) => set({ isVisible: shown })}
				onRename={(given) => given !== "" && set({ name: given })}
				onStep={(by) => move(index, index + by)}
				onDelete={() => apply({ type: "reference.remove", reference: id })}
			/>
		);
	});
	if (rows.length === 0) return <p className="hfis-ui-quiet">{STRINGS.noReferences[locale]}</p>;
	return (
		<SortableList
			label={STRINGS.references[locale]}
			locale={locale}
			items={references.map(({ id, name }) => ({ id, name })).reverse()}
			onMove={move}
		>
			{rows.reverse()}
		</SortableList>
	);
}

export function ResultList({ session, snapshot, locale }: PanelProps) {
	const document = snapshot.document;
	const results = document?.results ?? [];
	const apply = (command: DocumentCommand) => session.apply([{ type: "commands", commands: [command] }]);
	// One result is visible at a time. Showing another is not a step of the history.
	const look = (command: DocumentCommand) => session.apply([{ type: "amend", commands: [command] }]);
	const rows = results.map((layer, place) => (
		<LayerRow
			key={layer.id}
			{...{ id: layer.id, locale, isVisible: layer.isVisible }}
			name={fill(STRINGS.numberedResult, locale, { number: place + 1 })}
			ownName=""
			face={
				<span className="hfis-layers-face">
					<ResultThumbnail {...{ session, layer }} side={THUMBNAIL} />
				</span>
			}
			onShow={(shown) =>
				look(
					shown
						? { type: "result.show", result: layer.id }
						: { type: "result.setVisible", result: layer.id, isVisible: false },
				)
			}
			onDelete={() => apply({ type: "result.remove", result: layer.id })}
		/>
	));
	if (rows.length === 0) return <p className="hfis-ui-quiet">{STRINGS.noResults[locale]}</p>;
	return (
		<ul className="hfis-layers-list" aria-label={STRINGS.results[locale]}>
			{rows.reverse()}
		</ul>
	);
}
