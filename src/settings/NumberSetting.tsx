// A row that chooses one of several numbers for a setting of the plugin.
import { Select } from "../../ui";
import { useGatewayStatus } from "../gateway/status";
import { PLUGIN_SETTINGS } from "../host/pluginSettings";
import { useLocale } from "../i18n/locale";
import { changeSettingsOrNotify } from "./changeSettings";

interface NumberSettingProps {
	readonly name: "bin_days" | "keep_results_days" | "keep_results_mb" | "memory_budget_mb";
	readonly values: readonly number[];
	readonly format: (value: number) => string;
	readonly hint?: string;
}

export function NumberSetting({ name, values, format, hint }: NumberSettingProps) {
	const locale = useLocale();
	const current = useGatewayStatus(({ settings }) => settings[name]);
	const label = PLUGIN_SETTINGS[name].label[locale];
	// The host's own form may have stored a value that is not in the list.
	const choices = [...new Set([...values, current])].sort((a, b) => a - b);
	return (
		<div className="hfis-settings-row">
			<span>
				{label}
				{hint ? <small>{hint}</small> : null}
			</span>
			<Select
				label={label}
				value={String(current)}
				options={choices.map((value) => ({ value: String(value), label: format(value) }))}
				onChange={(value) => changeSettingsOrNotify({ [name]: Number(value) })}
			/>
		</div>
	);
}
