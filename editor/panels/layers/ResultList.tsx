// The list of results, top first.
import type { DocumentCommand } from "../../document";
import { fill, STRINGS } from "../../strings";
import type { PanelProps } from "../panelProps";
import { ResultThumbnail } from "../results/ResultThumbnail";
import { LayerRow } from "./LayerRow";

const THUMBNAIL = 24;

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
	const empty = (document?.accepted.length ?? 0) > 0 ? STRINGS.onlyKeptResults : STRINGS.noResults;
	if (rows.length === 0) return <p className="hfis-ui-quiet">{empty[locale]}</p>;
	return (
		<ul className="hfis-layers-list" aria-label={STRINGS.results[locale]}>
			{rows.reverse()}
		</ul>
	);
}
