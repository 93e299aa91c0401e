// A number that is typed: Enter or leaving commits it, arrows step it, Escape takes back what was typed.
import { type KeyboardEvent, useState } from "react";
import { focusCanvas } from "./focus";

interface NumberFieldProps {
	readonly label: string;
	readonly value: number;
	readonly least: number;
	readonly most: number;
	readonly step: number;
	readonly unit: string;
	onChange(value: number): void;
	/** After Enter has committed; without it the keyboard goes back to the canvas. */
	onEnter?(): void;
}

export function NumberField({ label, value, least, most, step, unit, onChange, onEnter }: NumberFieldProps) {
	const [draft, setDraft] = useState<string | null>(null);

	const set = (wanted: number) => {
		const clamped = Math.min(most, Math.max(least, Math.round(wanted / step) * step));
		if (clamped !== value) onChange(clamped);
	};
	const commit = () => {
		const typed = draft === null ? Number.NaN : Number.parseFloat(draft.replace(",", "."));
		if (Number.isFinite(typed)) set(typed);
		setDraft(null);
	};

	function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
		// Enter that ends a composition is the input method's.
		if (event.nativeEvent.isComposing) return;
		const steps: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
		const by = steps[event.key];
		if (event.key === "Enter") {
			commit();
			if (onEnter) onEnter();
			else focusCanvas(event.currentTarget);
		} else if (event.key === "Escape" && draft !== null) {
			event.stopPropagation();
			setDraft(null);
			return;
		} else if (by !== undefined) {
			set(value + by * step * (event.shiftKey ? 10 : 1));
			setDraft(null);
		} else return;
		event.preventDefault();
	}

	return (
		<span className="hfis-number">
			<input
				type="text"
				inputMode="decimal"
				role="spinbutton"
				aria-label={label}
				aria-valuenow={value}
				aria-valuemin={least}
				aria-valuemax={most}
				aria-valuetext={`${value} ${unit}`}
				autoComplete="off"
				value={draft ?? String(value)}
				onFocus={(event) => event.currentTarget.select()}
				onChange={(event) => setDraft(event.currentTarget.value)}
				onBlur={commit}
				onKeyDown={onKeyDown}
			/>
			<span aria-hidden="true">{unit}</span>
		</span>
	);
}
