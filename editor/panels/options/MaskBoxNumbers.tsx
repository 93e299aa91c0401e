// The button and the fields that place the mask by numbers while it is being transformed. Each field counts at once.
import { Ruler } from "lucide-react";
import { useState } from "react";
import { NumberField, Switch } from "../../../ui";
import { OBJECT_STRINGS } from "../../objectStrings";
import { STRINGS } from "../../strings";
import { type BoxNumber, boxNumbers, maskBoxOf } from "../../tools";
import type { Phrase } from "../../types";
import { EditorPopover } from "../EditorPopover";
import type { PanelProps } from "../panelProps";

const FIELDS: readonly { readonly name: BoxNumber; readonly label: Phrase; readonly min: number }[] = [
	{ name: "x", label: STRINGS.numberLeft, min: -100_000 },
	{ name: "y", label: STRINGS.numberTop, min: -100_000 },
	{ name: "width", label: STRINGS.numberWidth, min: 1 },
	{ name: "height", label: STRINGS.numberHeight, min: 1 },
	{ name: "angle", label: OBJECT_STRINGS.angle, min: -180 },
];

export function MaskBoxNumbers(props: PanelProps) {
	return (
		<EditorPopover
			label={STRINGS.byNumbers[props.locale]}
			face={<Ruler size={18} strokeWidth={1.75} aria-hidden="true" />}
			panelClassName="hfis-toolbar-more"
			buttonClassName="hfis-ui-icon-button-strong"
			tooltipSide="below"
			name="numbers"
		>
			{() => <NumberFields {...props} />}
		</EditorPopover>
	);
}

function NumberFields({ session, snapshot, locale }: PanelProps) {
	const [keepsRatio, setKeepsRatio] = useState(true);
	const { document, settings } = snapshot;
	const box = session.tools.gesture.maskBox ?? (document && maskBoxOf({ document, settings }));
	if (box === null) return <p className="hfis-toolbar-note">{STRINGS.nothingToTransform[locale]}</p>;
	const numbers = boxNumbers(box);
	return (
		<div className="hfis-toolbar-numbers">
			{FIELDS.map(({ name, label, min }) => (
				<div key={name} className="hfis-toolbar-number">
					<span aria-hidden="true">{label[locale]}</span>
					<NumberField
						label={label[locale]}
						value={Math.round(numbers[name] * 10) / 10}
						min={min}
						max={name === "angle" ? 180 : 100_000}
						step={1}
						unit={name === "angle" ? "°" : "px"}
						onChange={(value) =>
							session.apply([{ type: "changeMaskBox", change: { kind: "number", field: name, value, keepsRatio } }])
						}
					/>
				</div>
			))}
			<Switch label={OBJECT_STRINGS.keepRatio[locale]} isOn={keepsRatio} onChange={setKeepsRatio} />
		</div>
	);
}
