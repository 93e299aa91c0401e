// The settings of what saved pictures carry about themselves.
import { Switch } from "../../ui";
import { useGatewayStatus } from "../gateway/status";
import { PLUGIN_SETTINGS } from "../host/pluginSettings";
import { useLocale, useTranslate } from "../i18n/locale";
import { changeSettingsOrNotify } from "./changeSettings";

const FIELDS = ["write_picture_record", "write_picture_mask", "keep_credentials"] as const;

export function SavedImageFields() {
	const t = useTranslate();
	const locale = useLocale();
	const settings = useGatewayStatus((status) => status.settings);
	return (
		<>
			{FIELDS.map((name) =>
				name === "write_picture_mask" && !settings.write_picture_record ? null : (
					<Switch
						key={name}
						label={PLUGIN_SETTINGS[name].label[locale]}
						isOn={settings[name]}
						onChange={(isOn) => changeSettingsOrNotify({ [name]: isOn })}
					/>
				),
			)}
			<p className="hfis-ui-remark">{t("settings.savedImages.hint")}</p>
		</>
	);
}
