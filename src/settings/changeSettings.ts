// Changes settings at once, and notifies the user if they cannot be stored.
import { changeSettings } from "../gateway/status";
import type { StudioSettings } from "../host/pluginSettings";
import { translate } from "../i18n/locale";
import { notify } from "../notices/notices";

export function changeSettingsOrNotify(changed: Partial<StudioSettings>): void {
	changeSettings(changed).catch(() => notify({ tone: "error", text: translate("settings.notSaved") }));
}
