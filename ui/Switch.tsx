// A labelled switch: on or off.

interface SwitchProps {
	readonly label: string;
	readonly isOn: boolean;
	onChange(isOn: boolean): void;
}

export function Switch({ label, isOn, onChange }: SwitchProps) {
	return (
		<label className="hfis-ui-switch">
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
