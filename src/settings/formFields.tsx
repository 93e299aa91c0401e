// Labelled, uncontrolled fields of the endpoint form. They are read when the form is saved.
import type { HTMLAttributes, ReactNode } from "react";

interface TextFieldProps {
	readonly name: string;
	readonly label: string;
	readonly initial: string;
	readonly hint?: string;
	readonly placeholder?: string;
	readonly disabled?: boolean;
	readonly describedBy?: string;
	readonly inputMode?: HTMLAttributes<HTMLInputElement>["inputMode"];
}

export function TextField({
	name,
	label,
	initial,
	hint,
	placeholder,
	disabled,
	describedBy,
	inputMode,
}: TextFieldProps) {
	return (
		<label className="hfis-ui-field">
			<span>{label}</span>
			<input
				name={name}
				type="text"
				inputMode={inputMode}
				defaultValue={initial}
				placeholder={placeholder}
				disabled={disabled}
				title={hint}
				spellCheck={false}
				autoComplete="off"
				aria-describedby={describedBy}
			/>
		</label>
	);
}

interface NumberFieldProps extends Omit<TextFieldProps, "initial"> {
	readonly initial: number;
	readonly range: readonly [number, number];
}

export function NumberField({ name, label, initial, hint, range: [min, max] }: NumberFieldProps) {
	return (
		<label className="hfis-ui-field">
			<span>{label}</span>
			<input name={name} type="number" min={min} max={max} defaultValue={initial} title={hint} autoComplete="off" />
		</label>
	);
}

interface SegmentsProps<V extends string> {
	readonly name: string;
	readonly label: string;
	readonly initial: V;
	readonly options: readonly { readonly value: V; readonly label: string }[];
}

export function Segments<V extends string>({ name, label, initial, options }: SegmentsProps<V>) {
	return (
		<fieldset className="hfis-ui-segments">
			<legend>{label}</legend>
			<div className="hfis-ui-segments-options">
				{options.map((option) => (
					<label key={option.value}>
						<input type="radio" name={name} value={option.value} defaultChecked={option.value === initial} />
						<span>{option.label}</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}

interface SwitchFieldProps {
	readonly name: string;
	readonly label: string;
	readonly initial: boolean;
	readonly hint?: ReactNode;
}

export function SwitchField({ name, label, initial, hint }: SwitchFieldProps) {
	return (
		<label className="hfis-ui-check">
			<input type="checkbox" name={name} defaultChecked={initial} />
			<span>
				{label}
				{hint === undefined ? null : <small>{hint}</small>}
			</span>
		</label>
	);
}
