// A daily copy of the library's records; how long, and in how much disk space, the backend keeps finished results so that a lost library can be filled again.
import { Select, Switch } from "../../ui";
import { useGatewayStatus } from "../gateway/status";
import { backend } from "../host/backend";
import { PLUGIN_SETTINGS } from "../host/pluginSettings";
import { useLocale, useTranslate } from "../i18n/locale";
import { sizeText } from "../i18n/sizeText";
import { changeSettingsOrNotify } from "./changeSettings";

const DAYS = [0, 1, 3, 7, 14, 30, 90];
const MEGABYTES = [250, 500, 1000, 2000, 5000, 10_000, 20_000];

export function KeptResultsFields() {
	const t = useTranslate();
	const locale = useLocale();
	const { settings } = useGatewayStatus();
	const dayText = (days: number): string => (days === 0 ? t("settings.keptResults.off") : days.toLocaleString(locale));
	const setDailyCopy = (isOn: boolean): void => {
		changeSettingsOrNotify({ daily_library_copy: isOn });
		// The copies hold prompts.
		if (!isOn) void backend.removeLibraryCopies().catch(() => {});
	};
	return (
		<>
			<Switch
				label={PLUGIN_SETTINGS.daily_library_copy.label[locale]}
				isOn={settings.daily_library_copy}
				onChange={setDailyCopy}
			/>
			<p className="hfis-ui-remark">{t("settings.dailyCopy.hint")}</p>
			<div className="hfis-settings-row">
				<span>
					{PLUGIN_SETTINGS.keep_results_days.label[locale]}
					<small>{t("settings.keptResults.hint")}</small>
				</span>
				<Select
					label={PLUGIN_SETTINGS.keep_results_days.label[locale]}
					value={String(settings.keep_results_days)}
					options={withCurrent(DAYS, settings.keep_results_days).map((days) => ({
						value: `${days}`,
						label: dayText(days),
					}))}
					onChange={(days) => changeSettingsOrNotify({ keep_results_days: Number(days) })}
				/>
			</div>
			<div className="hfis-settings-row">
				<span>{PLUGIN_SETTINGS.keep_results_mb.label[locale]}</span>
				<Select
					label={PLUGIN_SETTINGS.keep_results_mb.label[locale]}
					value={String(settings.keep_results_mb)}
					options={withCurrent(MEGABYTES, settings.keep_results_mb).map((megabytes) => ({
						value: `${megabytes}`,
						label: sizeText(megabytes * 1_000_000, locale),
					}))}
					onChange={(megabytes) => changeSettingsOrNotify({ keep_results_mb: Number(megabytes) })}
				/>
			</div>
		</>
	);
}

/** The host's own form may have stored a value that is not in the list. */
const withCurrent = (values: readonly number[], current: number): readonly number[] =>
	[...new Set([...values, current])].sort((a, b) => a - b);
