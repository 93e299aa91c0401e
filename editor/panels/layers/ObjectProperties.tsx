// The properties of the selected objects: numbers that can be typed, opacity, and the buttons of the object actions.
import { Link2, Link2Off } from "lucide-react";
import { useRef, useState } from "react";
import { IconButton, NumberField, Toolbar } from "../../../ui";
import { type DocumentCommand, isPlacedPicture, selectedObjectsOf, setObject } from "../../document";
import { OBJECT_STRINGS } from "../../objectStrings";
import { nameOfObject } from "../../state/describeObjects";
import { measureText } from "../../state/measureText";
import { fill } from "../../strings";
import {
	ACTIONS,
	type Action,
	blendObject,
	type ObjectNumbers,
	objectNumbers,
	setObjectNumber,
	togglePart,
} from "../../tools";
import type { Phrase } from "../../types";
import { ActionButton } from "../ActionButton";
import { AnnotationFields } from "../options/AnnotationFields";
import type { PanelProps } from "../panelProps";
import { mergeKey } from "./mergeKey";
import { OpacityField } from "./OpacityField";
import { PartLook } from "./PartLook";
import { PlacedRole } from "./PlacedRole";

/** Role and blending have controls with words. */
const OF_ROLE: readonly string[] = [togglePart.id, blendObject.id];
const BUTTONS: readonly Action[] = ACTIONS.filter(
	({ group, icon, id }) => group === "object" && icon !== undefined && !OF_ROLE.includes(id),
);
const isAligning = ({ id }: Action) => /^object\.(align|distribute)/.test(id);
const isOrdering = ({ id }: Action) => /^object\.(toFront|forward|backward|toBack|lock)$/.test(id);
/** One row of buttons each. */
const GROUPS: readonly (readonly Action[])[] = [
	BUTTONS.filter((action) => !isAligning(action) && !isOrdering(action)),
	BUTTONS.filter(isAligning),
	BUTTONS.filter(isOrdering),
];
/** Actions without an icon of their own take back one property. */
const RESETS: readonly Action[] = ACTIONS.filter(({ id }) => id.startsWith("object.reset"));

interface Field {
	readonly id: keyof ObjectNumbers;
	/** The short name beside the field. */
	readonly sign: Phrase;
	readonly min: number;
	readonly max: number;
	readonly unit: string;
}

/** In picture pixels. */
const FARTHEST = 100_000;
const position = { min: -FARTHEST, max: FARTHEST, unit: "px" };
const side = { min: 1, max: FARTHEST, unit: "px" };

const FIELDS: readonly Field[] = [
	{ id: "x", sign: { en: "X", zh: "X" }, ...position },
	{ id: "y", sign: { en: "Y", zh: "Y" }, ...position },
	{ id: "width", sign: OBJECT_STRINGS.widthSign, ...side },
	{ id: "height", sign: OBJECT_STRINGS.heightSign, ...side },
	{ id: "angle", sign: OBJECT_STRINGS.angle, min: -360, max: 360, unit: "°" },
];

export function ObjectProperties({ session, snapshot, locale }: PanelProps) {
	const { document, selectedObjects } = snapshot;
	const [keepsRatio, setKeepsRatio] = useState(true);
	const merge = useRef("object");
	const selected = document === null ? [] : selectedObjectsOf(document, selectedObjects);
	const changeable = selected.filter(({ isLocked }) => isLocked !== true);
	const isLocked = changeable.length === 0;
	const objects = isLocked ? selected : changeable;
	const numbers = objectNumbers(objects);
	const [first] = objects;
	if (numbers === null || first === undefined) return null;
	const apply = (commands: readonly DocumentCommand[], key: string) =>
		session.apply([{ type: "commands", commands, merge: key }]);
	const parts = objects.filter(isPlacedPicture).filter(({ isPart }) => isPart);
	const setOpacity = (opacity: number, key: string) =>
		apply(
			objects.map((object) => setObject(object, { opacity })),
			key,
		);
	const title =
		selected.length === 1
			? nameOfObject(first, locale)
			: fill(OBJECT_STRINGS.severalSelected, locale, { count: selected.length });
	const ratioLabel = OBJECT_STRINGS.keepRatio[locale];

	return (
		<section className="hfis-objects" aria-label={OBJECT_STRINGS.properties[locale]}>
			<h4 title={title}>{title}</h4>
			{selected.some(isPlacedPicture) && <PlacedRole {...{ session, snapshot, locale }} hasHint />}
			<AnnotationFields {...{ session, snapshot, locale }} className="hfis-objects-look" />
			<fieldset
				disabled={isLocked}
				// All changes while the focus stays in a field are one step of the history.
				onFocus={() => {
					merge.current = mergeKey("object");
				}}
			>
				<div className="hfis-objects-fields">
					{FIELDS.map(({ id, sign, ...range }) => (
						<span key={id} className="hfis-objects-field" data-field={id}>
							<span aria-hidden="true">{sign[locale]}</span>
							<NumberField
								{...range}
								label={OBJECT_STRINGS[id][locale]}
								value={Math.round(numbers[id] * 100) / 100}
								step={1}
								precision={0.01}
								onChange={(value) =>
									apply(setObjectNumber(objects, id, value, keepsRatio, measureText), `${merge.current} ${id}`)
								}
							/>
						</span>
					))}
					<IconButton
						size={16}
						tone="strong"
						icon={keepsRatio ? Link2 : Link2Off}
						label={ratioLabel}
						aria-pressed={keepsRatio}
						// Several objects are always scaled in proportion.
						disabled={objects.length > 1}
						onClick={() => setKeepsRatio(!keepsRatio)}
					/>
				</div>
				<OpacityField value={first.opacity} locale={locale} onChange={setOpacity} />
				{parts.length === objects.length && <PartLook {...{ session, snapshot, locale, parts }} />}
			</fieldset>
			{isLocked && <p className="hfis-ui-quiet">{OBJECT_STRINGS.lockedHint[locale]}</p>}
			<Toolbar className="hfis-objects-actions" label={OBJECT_STRINGS.actions[locale]}>
				{GROUPS.map((actions) => (
					<div key={actions[0]?.id}>
						{actions.map((action) => (
							<ActionButton key={action.id} {...{ action, session, snapshot, locale }} tooltipSide="above" />
						))}
					</div>
				))}
			</Toolbar>
			<div className="hfis-objects-resets">
				{RESETS.filter((action) => action.isEnabled(snapshot)).map((action) => (
					<button
						key={action.id}
						type="button"
						className="hfis-ui-link"
						data-action={action.id}
						onClick={() => session.run(action.id)}
					>
						{action.label[locale]}
					</button>
				))}
			</div>
		</section>
	);
}
