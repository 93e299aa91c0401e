// The default parameters of requests, which apply unless the prompt bar has another choice. HaloForge stores them with the
// plugin's settings.
import { RadioGroup, Select } from "../../ui";
import { unsupportedReason } from "../gateway/capabilities";
import { useGatewayStatus } from "../gateway/status";
import { DEFAULT_SETTINGS, PLUGIN_SETTINGS } from "../host/pluginSettings";
import { useLocale, useTranslate } from "../i18n/locale";
import { useChoiceLabels } from "../prompt/parameters/choiceLabels";
import { ModelField } from "../prompt/parameters/ModelField";
import { qualityOptions } from "../prompt/parameters/ParameterSegments";
import { MAX_OUTPUT_IMAGES } from "../prompt/parameters/parameterChoices";
import { SizePicker } from "../prompt/parameters/SizePicker";
import { changeSettingsOrNotify } from "./changeSettings";
import { ResetButton } from "./ResetButton";

const { default_model, default_size, default_quality, default_count, default_format } = DEFAULT_SETTINGS;
/** The settings of this page, which its reset button resets. */
const INITIAL = { default_model, default_size, default_quality, default_count, default_format };

export function DefaultsSection() {
	const t = useTranslate();
	const locale = useLocale();
	const labels = useChoiceLabels();
	const { settings, active, choice } = useGatewayStatus();
	const profileModel = choice?.kind === "custom" ? active?.profile.default_model : "";
	const effectiveModel = profileModel || settings.default_model;

	return (
		<>
			<p className="hfis-ui-remark">{t("settings.defaultsHint")}</p>
			<div className="hfis-settings-row">
				<span>{PLUGIN_SETTINGS.default_model.label[locale]}</span>
				<ModelField
					value={settings.default_model === INITIAL.default_model ? "" : settings.default_model}
					defaultModel={INITIAL.default_model}
					profileId={choice?.kind === "custom" ? active?.profile.id : undefined}
					baseUrl={choice?.kind === "custom" ? choice.baseUrl : undefined}
					onChange={(name) => changeSettingsOrNotify({ default_model: name || INITIAL.default_model })}
				/>
			</div>
			{profileModel ? <p className="hfis-ui-remark">{t("settings.endpointModel", { model: profileModel })}</p> : null}
			<div className="hfis-settings-row">
				<span>{PLUGIN_SETTINGS.default_size.label[locale]}</span>
				<SizePicker
					model={effectiveModel}
					size={settings.default_size}
					reason={unsupportedReason("size", effectiveModel, settings.default_size)?.[locale]}
					onChange={(default_size) => changeSettingsOrNotify({ default_size })}
				/>
			</div>
			<div className="hfis-settings-row">
				<span>{PLUGIN_SETTINGS.default_count.label[locale]}</span>
				<Select
					label={PLUGIN_SETTINGS.default_count.label[locale]}
					value={String(settings.default_count)}
					options={Array.from({ length: MAX_OUTPUT_IMAGES }, (_, index) => ({
						value: `${index + 1}`,
						label: `${index + 1}`,
					}))}
					onChange={(count) => changeSettingsOrNotify({ default_count: Number(count) })}
				/>
			</div>
			<RadioGroup
				label={PLUGIN_SETTINGS.default_quality.label[locale]}
				value={settings.default_quality}
				options={[...new Set(["auto", ...qualityOptions(effectiveModel), settings.default_quality])].map((value) => ({
					value,
					label: labels.valueLabel("quality", value),
				}))}
				hint={
					settings.default_quality === "auto"
						? undefined
						: unsupportedReason("quality", effectiveModel, settings.default_quality)?.[locale]
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
				isChanged={(Object.keys(INITIAL) as (keyof typeof INITIAL)[]).some((key) => settings[key] !== INITIAL[key])}
				onReset={() => changeSettingsOrNotify(INITIAL)}
			/>
		</>
	);
}
