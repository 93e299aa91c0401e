// The blend mode of the selected parts of the picture, and the mask of one of them.
import { Select } from "../../../ui";
import type { DocumentCommand, ReferenceLayer } from "../../document";
import { BLEND_NAMES, LAYER_STRINGS } from "../../layersStrings";
import { BLEND_MODES, type BlendMode } from "../../raster";
import { releaseObjectMask, takeObjectMask } from "../../tools";
import type { PanelProps } from "../panelProps";

interface PartLookProps extends PanelProps {
	/** Those that can be changed. */
	readonly parts: readonly ReferenceLayer[];
}

const MASK_ACTIONS = [takeObjectMask, releaseObjectMask];

export function PartLook({ session, snapshot, locale, parts }: PartLookProps) {
	const setBlend = (blend: BlendMode) => {
		const commands = parts.map(({ id }): DocumentCommand => {
			return { type: "reference.set", reference: id, changes: { blend } };
		});
		session.apply([{ type: "commands", commands }]);
	};
	return (
		<>
			<div className="hfis-objects-blend">
				<span aria-hidden="true">{LAYER_STRINGS.blendMode[locale]}</span>
				<Select
					label={LAYER_STRINGS.blendMode[locale]}
					value={parts[0]?.blend ?? "normal"}
					options={BLEND_MODES.map((value) => ({ value, label: BLEND_NAMES[value][locale] }))}
					onChange={setBlend}
					side="below"
				/>
			</div>
			<div className="hfis-objects-resets">
				{MASK_ACTIONS.filter((action) => action.isEnabled(snapshot)).map((action) => (
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
		</>
	);
}
