// The button and the form that enter a rectangle or an ellipse by numbers.
import { Ruler } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { type ClosePopover, NumberField } from "../../../ui";
import { activeMask } from "../../document";
import { editBounds } from "../../raster";
import { STRINGS } from "../../strings";
import { applyShapeNumbers, MODE, type OptionValue, type ShapeMode } from "../../tools";
import { EditorPopover } from "../EditorPopover";
import { focusCanvas } from "../focusCanvas";
import type { PanelProps } from "../panelProps";
import { OptionField } from "./OptionField";

export function ShapeNumbers(props: PanelProps) {
	return (
		<EditorPopover
			label={STRINGS.byNumbers[props.locale]}
			face={<Ruler size={18} strokeWidth={1.75} aria-hidden="true" />}
			panelClassName="hfis-toolbar-more"
			buttonClassName="hfis-ui-icon-button-strong"
			tooltipSide="below"
			name="numbers"
		>
			{(close) => <NumbersForm {...props} close={close} />}
		</EditorPopover>
	);
}

function NumbersForm({ session, snapshot, locale, close }: PanelProps & { readonly close: ClosePopover }) {
	const { document, activeTool, settings } = snapshot;
	const form = useRef<HTMLFormElement>(null);
	const [numbers, setNumbers] = useState(() => {
		const bounds = document && editBounds(activeMask(document).coverage);
		const { left, top, right, bottom } = bounds ?? { left: 0, top: 0, right: 100, bottom: 100 };
		return { x: left, y: top, width: right - left, height: bottom - top };
	});
	const [mode, setMode] = useState<OptionValue>(settings[activeTool]?.[MODE.id] ?? MODE.initial);
	if (document === null) return null;
	const { picture } = document;
	const apply = (event?: FormEvent) => {
		event?.preventDefault();
		const { x, y, width, height } = numbers;
		close({ returnFocus: false });
		if (form.current) focusCanvas(form.current);
		const rect = { left: x, top: y, right: x + width, bottom: y + height };
		session.apply(applyShapeNumbers(document, activeTool, rect, mode as ShapeMode));
	};
	const field = (name: keyof typeof numbers, least: number, most: number, label: string) => (
		<div className="hfis-toolbar-number">
			<span aria-hidden="true">{label}</span>
			<NumberField
				{...{ label }}
				value={numbers[name]}
				min={least}
				max={most}
				step={1}
				unit="px"
				onChange={(value) => setNumbers((known) => ({ ...known, [name]: value }))}
			/>
		</div>
	);
	return (
		<form ref={form} className="hfis-toolbar-numbers" aria-label={STRINGS.byNumbers[locale]} onSubmit={apply}>
			{field("x", 0, picture.width - 1, STRINGS.numberLeft[locale])}
			{field("y", 0, picture.height - 1, STRINGS.numberTop[locale])}
			{field("width", 1, picture.width, STRINGS.numberWidth[locale])}
			{field("height", 1, picture.height, STRINGS.numberHeight[locale])}
			<OptionField option={MODE} values={{ [MODE.id]: mode }} {...{ locale }} onChange={setMode} />
			<button
				type="submit"
				className="hfis-ui-button hfis-ui-button-primary"
				disabled={activeMask(document).isLocked === true}
			>
				{STRINGS.apply[locale]}
			</button>
		</form>
	);
}
