// A slider and the number beside it, made from what an option declares.
import { type RangeOption, snapToRange } from "../../tools/index";
import type { Locale } from "../../types";
import { focusCanvas } from "./focus";
import { NumberField } from "./NumberField";

interface RangeFieldProps {
	readonly option: RangeOption;
	readonly value: number;
	readonly locale: Locale;
	onChange(value: number): void;
	/** A new drag, or the keyboard coming in: what follows is one change. */
	onBegin?(): void;
	onEnter?(): void;
}

export function RangeField({ option, value, locale, onChange, onBegin, onEnter }: RangeFieldProps) {
	const { min, max, step, unit, hasSquareRootScale } = option;
	const label = option.label[locale];
	const way = hasSquareRootScale ? Math.sqrt(value / max) : value / max;
	const shown = unit === "%" ? 100 : 1;
	const inUnit = (number: number) => Math.round(number * shown);
	return (
		<div className="hfis-range">
			<span className="hfis-range-label" aria-hidden="true">
				{label}
			</span>
			<input
				type="range"
				min={0}
				max={1}
				step={0.005}
				value={way}
				aria-label={label}
				aria-valuetext={`${inUnit(value)} ${unit}`}
				style={{ "--hfis-fill": `${way * 100}%` } as React.CSSProperties}
				onKeyDown={(event) => {
					// A slider's own step is too short to reach the next value where the way is a root.
					const ways: Record<string, number> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
					const by = ways[event.key];
					if (by === undefined) return;
					event.preventDefault();
					onChange(snapToRange(value + by * step * (event.shiftKey ? 10 : 1), option));
				}}
				onPointerDown={onBegin}
				onFocus={onBegin}
				onChange={(event) => {
					const share = Number(event.currentTarget.value);
					onChange(snapToRange((hasSquareRootScale ? share * share : share) * max, option));
				}}
				onPointerUp={({ currentTarget }) => {
					// In the bar the keys belong to the canvas again; in what lies over it they stay.
					if (currentTarget.closest("[popover], .hfis-layers") === null) focusCanvas(currentTarget);
				}}
			/>
			<NumberField
				label={label}
				value={inUnit(value)}
				least={inUnit(min)}
				most={inUnit(max)}
				step={Math.max(1, inUnit(step))}
				unit={unit}
				onChange={(number) => {
					onBegin?.();
					onChange(snapToRange(number / shown, option));
				}}
				{...(onEnter && { onEnter })}
			/>
		</div>
	);
}
