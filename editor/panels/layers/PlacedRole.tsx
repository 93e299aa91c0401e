// The role of the selected placed pictures, part of the picture or reference, and the button that blends one in.
import { RadioGroup, tooltipProps } from "../../../ui";
import { OBJECT_STRINGS } from "../../objectStrings";
import { arePartsSelected, blendObject, togglePart } from "../../tools";
import { actionIcon } from "../actionIcon";
import { focusCanvas } from "../focusCanvas";
import { actionKeys } from "../keyLabels";
import type { PanelProps } from "../panelProps";

const ROLES = ["part", "reference"] as const;

interface PlacedRoleProps extends PanelProps {
	/** Says under the choice where the picture goes. */
	readonly hasHint?: boolean;
}

export function PlacedRole({ session, snapshot, locale, hasHint = false }: PlacedRoleProps) {
	const role = arePartsSelected(snapshot) ? "part" : "reference";
	const isLocked = !togglePart.isEnabled(snapshot);
	const Icon = actionIcon(blendObject);
	const keys = actionKeys(blendObject, snapshot);
	const locked = OBJECT_STRINGS.lockedHint[locale];
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: a press gives the focus back to the canvas.
		// biome-ignore lint/a11y/useKeyWithClickEvents: with the keyboard the focus stays.
		<div
			className="hfis-objects-role"
			data-has-hint={hasHint}
			onClick={({ detail, currentTarget }) => {
				if (detail > 0) focusCanvas(currentTarget);
			}}
		>
			<RadioGroup
				label={OBJECT_STRINGS.role[locale]}
				value={role}
				options={ROLES.map((value) => ({
					value,
					label: OBJECT_STRINGS[value === "part" ? "rolePart" : "roleReference"][locale],
					disabledReason: isLocked ? locked : undefined,
				}))}
				hint={hasHint ? OBJECT_STRINGS[role === "part" ? "rolePartHint" : "roleReferenceHint"][locale] : undefined}
				onChange={() => session.run(togglePart.id)}
			/>
			<button
				type="button"
				className="hfis-ui-button"
				data-action={blendObject.id}
				aria-keyshortcuts={keys.aria}
				disabled={!blendObject.isEnabled(snapshot)}
				{...tooltipProps({
					text: OBJECT_STRINGS.blendInHint[locale],
					keys: keys.text,
					side: "below",
				})}
				onClick={() => session.run(blendObject.id)}
			>
				{Icon && <Icon size={16} strokeWidth={1.75} aria-hidden="true" />}
				{blendObject.label[locale]}
			</button>
		</div>
	);
}
