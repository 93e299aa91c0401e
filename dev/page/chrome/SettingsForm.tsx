// The settings form of the Plugin Manager, built from the manifest's settings_schema; values are read and saved with
// the host's commands.
import { invoke } from "@tauri-apps/api/core";
import { useEffect, useId, useState } from "react";
import { manifest, PLUGIN_ID } from "../host/state";
import { useText } from "./text";

type Settings = Record<string, unknown>;
interface Property {
	type: string;
	title?: string;
	description?: string;
	enum?: readonly string[];
	default?: unknown;
}
const PROPERTIES = Object.entries(manifest.settings_schema.properties as Record<string, Property>);

export function SettingsForm() {
	const [settings, setSettings] = useState<Settings | null>(null);
	const [note, setNote] = useState("");
	const text = useText();

	useEffect(() => {
		invoke<Settings>("plugin_get_settings", { pluginId: PLUGIN_ID }).then(setSettings, (error) =>
			setNote(String(error)),
		);
	}, []);

	function change(key: string, value: unknown): void {
		const next = { ...settings, [key]: value };
		setSettings(next);
		setNote("");
		invoke("plugin_save_settings", { pluginId: PLUGIN_ID, settings: next }).then(
			() => setNote(text("saved")),
			(error) => setNote(String(error)),
		);
	}

	return (
		<form className="dev-form" onSubmit={(event) => event.preventDefault()}>
			{settings &&
				PROPERTIES.map(([key, property]) => (
					<Field
						key={key}
						property={property}
						name={key}
						value={settings[key]}
						onChange={(value) => change(key, value)}
					/>
				))}
			<output>{note}</output>
		</form>
	);
}

function Field(props: { property: Property; name: string; value: unknown; onChange: (value: unknown) => void }) {
	const { property, name, value, onChange } = props;
	const id = useId();
	const label = property.title ?? name;
	if (property.type === "boolean") {
		return (
			<label className="dev-check">
				<input type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
				{label}
			</label>
		);
	}
	return (
		<div className="dev-field">
			<label htmlFor={id}>{label}</label>
			{property.enum ? (
				<select id={id} className="dev-input" value={String(value)} onChange={(event) => onChange(event.target.value)}>
					{property.enum.map((option) => (
						<option key={option}>{option}</option>
					))}
				</select>
			) : (
				<input
					id={id}
					className="dev-input"
					// The value is saved on blur, not at every key, because each save notifies the backend.
					defaultValue={String(value ?? "")}
					onBlur={(event) => event.target.value !== value && onChange(event.target.value)}
				/>
			)}
			{property.description && <small>{property.description}</small>}
		</div>
	);
}
