// What a request asks for where the prompt bar says nothing else. Kept with the plugin's settings in HaloForge.
import { RadioGroup, Select } from "../../ui";
import { unsupportedReason } from "../gateway/capabilities";
import { useGatewayStatus } from "../gateway/status";
import { DEFAULT_SETTINGS, PLUGIN_SETTINGS, type StudioSettings } from "../host/pluginSettings";
import { useLocale, useTranslate } from "../i18n/locale";
import { useChoiceLabels } from "../prompt/choiceLabels";
import { ModelField } from "../prompt/ModelField";
import { qualityOptions } from "../prompt/ParameterSegments";
import { MAX_OUTPUT_IMAGES } from "../prompt/parameterChoices";
import { SizePicker } from "../prompt/SizePicker";
import { changeSettingsOrNotify } from "./changeSettings";
import { ResetButton } from "./ResetButton";

type Defaults = Omit<StudioSettings, "gateway_mode" | "response_format_b64_json" | "has_endpoint">;

const { gateway_mode: _mode, response_format_b64_json: _b64, ...AT_FIRST } = DEFAULT_SETTINGS;

export function DefaultsSection() {
	const t = useTranslate();
	const locale = useLocale();
	const labels = useChoiceLabels();
	const { settings, active, choice } = useGatewayStatus();
	const own = choice?.kind === "custom" ? active?.profile.default_model : "";
	const used = own || settings.default_model;

	return (
		<>
			<p className="hfis-ui-remark">{t("settings.defaultsHint")}</p>
			<div className="hfis-settings-row">
				<span>{PLUGIN_SETTINGS.default_model.label[locale]}</span>
				<ModelField
					value={settings.default_model === AT_FIRST.default_model ? "" : settings.default_model}
					defaultModel={AT_FIRST.default_model}
					profileId={choice?.kind === "custom" ? active?.profile.id : undefined}
					baseUrl={choice?.kind === "custom" ? choice.baseUrl : undefined}
					onChange={(name) => changeSettingsOrNotify({ default_model: name || AT_FIRST.default_model })}
				/>
			</div>
			{own ? <p className="hfis-ui-remark">{t("settings.endpointModel", { model: own })}</p> : null}
			<div className="hfis-settings-row">
				<span>{PLUGIN_SETTINGS.default_size.label[locale]}</span>
				<SizePicker
					model={used}
					size={settings.default_size}
					reason={unsupportedReason("size", used, settings.default_size)?.[locale]}
					onChange={(default_size) => changeSettingsOrNotify({ default_size })}
				/>
			</div>
			<div className="hfis-settings-row">
				<span>{PLUGIN_SETTINGS.default_count.label[locale]}</span>
				<Select
					label={PLUGIN_SETTINGS.default_count.label[locale]}
					value={String(settings.default_count)}
					options={Array.from({ length: MAX_OUTPUT_IMAGES }, (_, at) => ({ value: `${at + 1}`, label: `${at + 1}` }))}
					onChange={(count) => changeSettingsOrNotify({ default_count: Number(count) })}
				/>
			</div>
			<RadioGroup
				label={PLUGIN_SETTINGS.default_quality.label[locale]}
				value={settings.default_quality}
				options={[...new Set(["auto", ...qualityOptions(used), settings.default_quality])].map((value) => ({
					value,
					label: labels.valueLabel("quality", value),
				}))}
				hint={
					settings.default_quality === "auto"
						? undefined
						: unsupportedReason("quality", used, settings.default_quality)?.[locale]
				}
				onChange={(default_quality) => changeSettingsOrNotify({ default_quality })}
			/>
			<RadioGroup
				label={PLUGIN_SETTINGS.default_format.label[locale]}
				value={settings.default_format}
				options={["auto", "png", "jpeg", "webp"].map((value) => ({ value, label: labels.valueLabel("format", value) }))}
				onChange={(default_format) => changeSettingsOrNotify({ default_format })}
			/>
			<ResetButton
				isChanged={(Object.keys(AT_FIRST) as (keyof Defaults)[]).some((key) => settings[key] !== AT_FIRST[key])}
				onReset={() => changeSettingsOrNotify(AT_FIRST)}
			/>
		</>
	);
}
