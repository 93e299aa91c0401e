// The dialog that lists the guides: their positions are typed, and guides are added, removed and locked, all by keyboard.
import { Trash2 } from "lucide-react";
import { IconButton, NumberField, Switch } from "../../../ui";
import { type DocumentCommand, type Guide, guidePosition, nextGuideId } from "../../document";
import { centerOf, toImage } from "../../state/camera";
import { fill, STRINGS } from "../../strings";
import { areGuidesLocked, areGuidesShown, findAction } from "../../tools";
import { EditorDialog } from "../EditorDialog";
import type { PanelProps } from "../panelProps";

/** Guides may lie beyond the picture. */
const MAX_POSITION = 100_000;

export function GuidesDialog({ session, snapshot, locale, onClose }: PanelProps & { onClose(): void }) {
	const guides = snapshot.document?.guides ?? [];
	const isLocked = areGuidesLocked(snapshot);
	const commit = (command: DocumentCommand, merge?: string) =>
		session.apply([{ type: "commands", commands: [command], ...(merge === undefined ? {} : { merge }) }]);
	/** Adds a guide through the centre of the view. */
	const add = (axis: Guide["axis"]) => {
		const at = guidePosition(toImage(session.camera, centerOf(session.viewSize))[axis]);
		commit({ type: "guide.add", guide: { id: nextGuideId(guides), axis, at } });
	};
	const toggle = (id: string, isOn: boolean) => {
		const action = findAction(id);
		return action && <Switch label={action.label[locale]} isOn={isOn} onChange={() => session.run(id)} />;
	};

	return (
		<EditorDialog
			title={STRINGS.guides[locale]}
			locale={locale}
			className="hfis-view-aids-guides-dialog"
			onClose={onClose}
		>
			{guides.length === 0 && <p className="hfis-ui-quiet">{STRINGS.noGuides[locale]}</p>}
			<ul className="hfis-view-aids-guides-list">
				{guides.map((guide, index) => {
					const name = fill(guide.axis === "x" ? STRINGS.verticalGuide : STRINGS.horizontalGuide, locale, {
						number: index + 1,
					});
					return (
						<li key={guide.id}>
							<span>{name}</span>
							<NumberField
								label={name}
								value={guide.at}
								min={-MAX_POSITION}
								max={MAX_POSITION}
								step={1}
								unit="px"
								onChange={(at) => commit({ type: "guide.move", guide: guide.id, at }, `${guide.id} typed`)}
							/>
							<IconButton
								size={15}
								icon={Trash2}
								label={fill(STRINGS.removeGuide, locale, { guide: name })}
								onClick={() => commit({ type: "guide.remove", guide: guide.id })}
							/>
						</li>
					);
				})}
			</ul>
			<div className="hfis-view-aids-guides-actions">
				<button type="button" className="hfis-ui-button" onClick={() => add("x")}>
					{STRINGS.addVerticalGuide[locale]}
				</button>
				<button type="button" className="hfis-ui-button" onClick={() => add("y")}>
					{STRINGS.addHorizontalGuide[locale]}
				</button>
			</div>
			<div className="hfis-view-aids-guides-switches">
				{toggle("view.guides", areGuidesShown(snapshot))}
				{toggle("view.lockGuides", isLocked)}
			</div>
		</EditorDialog>
	);
}
