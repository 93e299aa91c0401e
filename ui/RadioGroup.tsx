// A radio group, shown as a row of segments.
import { useId } from "react";

interface RadioGroupProps<V extends string> {
	readonly label: string;
	readonly value: V;
	readonly options: readonly {
		readonly value: V;
		readonly label: string;
		readonly disabledReason?: string | undefined;
	}[];
	readonly onChange: (value: V) => void;
	/** Shown below the options, and read by screen readers. */
	readonly hint?: string | undefined;
}

export function RadioGroup<V extends string>({ label, value, options, onChange, hint }: RadioGroupProps<V>) {
	const name = useId();
	return (
		<fieldset className="hfis-ui-segments" aria-describedby={hint ? `${name}-hint` : undefined}>
			<legend>{label}</legend>
			<div className="hfis-ui-segments-options">
				{options.map((option) => (
					<label key={option.value} title={option.disabledReason}>
						<input
							type="radio"
							name={name}
							value={option.value}
							checked={option.value === value}
							disabled={option.disabledReason !== undefined}
							onChange={() => onChange(option.value)}
						/>
						<span>{option.label}</span>
					</label>
				))}
			</div>
			{hint ? (
				<p id={`${name}-hint`} className="hfis-ui-segments-hint">
					{hint}
				</p>
			) : null}
		</fieldset>
	);
}
