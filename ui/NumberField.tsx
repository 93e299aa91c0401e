// A number that is typed. Enter or leaving the field commits it, arrow and page keys step it, Escape discards the typing.
import { type KeyboardEvent, useState } from "react";

interface NumberFieldProps {
	readonly label: string;
	readonly value: number;
	readonly min: number;
	readonly max: number;
	readonly step: number;
	/** The smallest difference that can be typed. Default: `step`. */
	readonly precision?: number;
	readonly unit: string;
	onChange(value: number): void;
	/** After Enter has committed the value. */
	onEnter?(field: HTMLInputElement): void;
}

/** Without the rounding errors of decimal fractions. */
const rounded = (value: number, to: number) => Number((Math.round(value / to) * to).toFixed(6));

/** In steps. */
const KEY_STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

export function NumberField({
	label,
	value,
	min,
	max,
	step,
	precision = step,
	unit,
	onChange,
	onEnter,
}: NumberFieldProps) {
	const [draft, setDraft] = useState<string | null>(null);

	const set = (next: number) => {
		const clamped = Math.min(max, Math.max(min, rounded(next, precision)));
		if (clamped !== value) onChange(clamped);
	};
	const commit = () => {
		const typed = draft === null ? Number.NaN : Number.parseFloat(draft.replace(",", "."));
		if (Number.isFinite(typed)) set(typed);
		setDraft(null);
	};

	function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
		// Enter that ends a composition belongs to the input method.
		if (event.nativeEvent.isComposing) return;
		const steps = KEY_STEPS[event.key];
		if (event.key === "Enter") {
			commit();
			onEnter?.(event.currentTarget);
		} else if (event.key === "Escape" && draft !== null) {
			event.stopPropagation();
			setDraft(null);
			return;
		} else if (steps !== undefined) {
			set(value + steps * step * (event.shiftKey ? 10 : 1));
			setDraft(null);
		} else return;
		event.preventDefault();
	}

	return (
		<span className="hfis-ui-number">
			<input
				type="text"
				inputMode="decimal"
				role="spinbutton"
				aria-label={label}
				aria-valuenow={value}
				aria-valuemin={min}
				aria-valuemax={max}
				aria-valuetext={`${value} ${unit}`.trimEnd()}
				autoComplete="off"
				value={draft ?? String(value)}
				onFocus={(event) => event.currentTarget.select()}
				onChange={(event) => setDraft(event.currentTarget.value)}
				onBlur={commit}
				onKeyDown={onKeyDown}
			/>
			{unit !== "" && <span aria-hidden="true">{unit}</span>}
		</span>
	);
}
