// How much memory the backend uses at a time for responses and for the images that it checks.
import { Select } from "../../ui";
import { useGatewayStatus } from "../gateway/status";
import { PLUGIN_SETTINGS } from "../host/pluginSettings";
import { useLocale, useTranslate } from "../i18n/locale";
import { changeSettingsOrNotify } from "./changeSettings";

const MEGABYTES = [256, 512, 1024, 2048, 4096, 8192];

export function MemoryBudgetField() {
	const t = useTranslate();
	const locale = useLocale();
	const { settings } = useGatewayStatus();
	const current = settings.memory_budget_mb;
	const label = PLUGIN_SETTINGS.memory_budget_mb.label[locale];
	// The host's own form may have stored a value that is not in the list.
	const choices = [...new Set([...MEGABYTES, current])].sort((a, b) => a - b);
	return (
		<div className="hfis-settings-row">
			<span>
				{label}
				<small>{t("settings.memoryBudget.hint")}</small>
			</span>
			<Select
				label={label}
				value={String(current)}
				options={choices.map((megabytes) => ({
					value: `${megabytes}`,
					label: `${megabytes.toLocaleString(locale)} MB`,
				}))}
				onChange={(megabytes) => changeSettingsOrNotify({ memory_budget_mb: Number(megabytes) })}
			/>
		</div>
	);
}
