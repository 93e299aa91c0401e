// The slider and the number field of a range option, in the option's unit.
import { NumberField, Slider } from "../../../ui";
import { type RangeOption, snapToRange } from "../../tools";
import type { Locale } from "../../types";
import { focusCanvas } from "../focusCanvas";

interface RangeFieldProps {
	readonly option: RangeOption;
	readonly value: number;
	readonly locale: Locale;
	onChange(value: number): void;
	/** A drag begins, or the keyboard's focus comes: the changes that follow are one step of the history. */
	onBegin?(): void;
	/** After Enter; without it the focus goes back to the canvas. */
	onEnter?(): void;
}

export function RangeField({ option, value, locale, onChange, onBegin, onEnter }: RangeFieldProps) {
	const { min, max, step, unit, hasSquareRootScale } = option;
	const label = option.label[locale];
	// A square root gives the small values more of the slider's length.
	// A range that is not positive throughout begins at its lowest value.
	const start = Math.min(0, min);
	const share = (value - start) / (max - start);
	const fraction = hasSquareRootScale ? Math.sqrt(share) : share;
	const valueAt = (at: number) => start + (hasSquareRootScale ? at * at : at) * (max - start);
	const perUnit = unit === "%" ? 100 : 1;
	// Degrees are shown in tenths.
	const isFine = unit !== "%" && step < 1;
	const decimals = unit === "°" ? 10 : isFine ? 100 : 1;
	const inUnit = (number: number) => Math.round(number * perUnit * decimals) / decimals;
	return (
		<Slider
			{...{ label, fraction }}
			valueText={`${inUnit(value)} ${unit}`.trimEnd()}
			onChange={(at) => onChange(snapToRange(valueAt(at), option))}
			// The slider's own step is too short to reach the next value where the fraction is a root.
			onStep={(steps) => onChange(snapToRange(value + steps * step, option))}
			{...(onBegin && { onBegin })}
			onRelease={(slider) => {
				// In the toolbar the keyboard belongs to the canvas again; in a popover or side panel it stays.
				if (slider.closest("[popover], .hfis-side-panel") === null) focusCanvas(slider);
			}}
		>
			<NumberField
				label={label}
				value={inUnit(value)}
				min={inUnit(min)}
				max={inUnit(max)}
				step={isFine ? step : Math.max(1, inUnit(step))}
				unit={unit}
				onChange={(number) => {
					onBegin?.();
					onChange(snapToRange(number / perUnit, option));
				}}
				onEnter={(field) => (onEnter ? onEnter() : focusCanvas(field))}
			/>
		</Slider>
	);
}
