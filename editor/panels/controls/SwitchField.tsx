// On or off.

interface SwitchFieldProps {
	readonly label: string;
	readonly isOn: boolean;
	onChange(isOn: boolean): void;
}

export function SwitchField({ label, isOn, onChange }: SwitchFieldProps) {
	return (
		<label className="hfis-switch">
			<span>{label}</span>
			<input
				type="checkbox"
				role="switch"
				aria-checked={isOn}
				checked={isOn}
				onChange={(event) => onChange(event.currentTarget.checked)}
			/>
		</label>
	);
}
