// The settings for what the backend keeps outside the library, so that a lost library can be restored: a daily copy of the
// records, and finished results for some days within some disk space.
import { Switch } from "../../ui";
import { useGatewayStatus } from "../gateway/status";
import { backend } from "../host/backend";
import { PLUGIN_SETTINGS } from "../host/pluginSettings";
import { useLocale, useTranslate } from "../i18n/locale";
import { sizeText } from "../i18n/sizeText";
import { changeSettingsOrNotify } from "./changeSettings";
import { NumberSetting } from "./NumberSetting";

const DAYS = [0, 1, 3, 7, 14, 30, 90];
const MEGABYTES = [250, 500, 1000, 2000, 5000, 10_000, 20_000];

export function KeptResultsFields() {
	const t = useTranslate();
	const locale = useLocale();
	const isCopiedDaily = useGatewayStatus(({ settings }) => settings.daily_library_copy);
	const setDailyCopy = (isOn: boolean): void => {
		changeSettingsOrNotify({ daily_library_copy: isOn });
		// The copies hold prompts.
		if (!isOn) void backend.removeLibraryCopies().catch(() => {});
	};
	return (
		<>
			<Switch label={PLUGIN_SETTINGS.daily_library_copy.label[locale]} isOn={isCopiedDaily} onChange={setDailyCopy} />
			<p className="hfis-ui-remark">{t("settings.dailyCopy.hint")}</p>
			<NumberSetting
				name="keep_results_days"
				values={DAYS}
				format={(days) => (days === 0 ? t("settings.keptResults.off") : days.toLocaleString(locale))}
				hint={t("settings.keptResults.hint")}
			/>
			<NumberSetting
				name="keep_results_mb"
				values={MEGABYTES}
				format={(megabytes) => sizeText(megabytes * 1_000_000, locale)}
			/>
		</>
	);
}
