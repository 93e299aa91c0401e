// The appearance settings: theme, language, and the columns of the task grid.
import { RadioGroup, Select, Switch } from "../../ui";
import { useGatewayStatus } from "../gateway/status";
import { APPEARANCE_SETTINGS, changeAppearance, HOST_APPEARANCE, useAppearance } from "../host/appearance";
import { PLUGIN_SETTINGS } from "../host/pluginSettings";
import { useLocale, useTranslate } from "../i18n/locale";
import { MAX_COLUMNS } from "../tasks/grid/columns";
import { changeSettingsOrNotify } from "./changeSettings";
import { DEFAULT_LAYOUT, LAYOUT_SETTINGS, type Layout } from "./layout";
import { ResetButton } from "./ResetButton";
import type { SectionProps } from "./sectionProps";

const { areTasksOpen: _, ...DEFAULT_SIZES } = DEFAULT_LAYOUT;
const LANGUAGES = [
	{ value: "en", label: "English" },
	{ value: "zh", label: "中文" },
] as const;

export function AppearanceSection({ layout, onLayout }: SectionProps) {
	const t = useTranslate();
	const locale = useLocale();
	const { theme, language } = useAppearance();
	const isNotifying = useGatewayStatus(({ settings }) => settings.notify_when_hidden);
	const host = { value: "host", label: t("settings.sameAsHost") } as const;
	const hasCustomLayout = Object.entries(DEFAULT_SIZES).some(([key, value]) => layout[key as keyof Layout] !== value);
	return (
		<>
			<RadioGroup
				label={APPEARANCE_SETTINGS.theme.label[locale]}
				value={theme}
				options={[
					host,
					{ value: "dark", label: t("settings.theme.dark") },
					{ value: "light", label: t("settings.theme.light") },
				]}
				onChange={(value) => changeAppearance({ theme: value })}
			/>
			<RadioGroup
				label={APPEARANCE_SETTINGS.language.label[locale]}
				value={language}
				options={[host, ...LANGUAGES]}
				onChange={(value) => changeAppearance({ language: value })}
			/>
			{(["columns", "galleryColumns"] as const).map((which) => (
				<div key={which} className="hfis-settings-row">
					<span>{LAYOUT_SETTINGS[which].label[locale]}</span>
					<Select
						label={LAYOUT_SETTINGS[which].label[locale]}
						value={String(layout[which])}
						options={[
							{ value: "null", label: t("settings.columns.auto") },
							...Array.from({ length: MAX_COLUMNS - 1 }, (_, index) => ({
								value: `${index + 2}`,
								label: `${index + 2}`,
							})),
						]}
						onChange={(value) => onLayout({ [which]: value === "null" ? null : Number(value) })}
						side="below"
					/>
				</div>
			))}
			<Switch
				label={PLUGIN_SETTINGS.notify_when_hidden.label[locale]}
				isOn={isNotifying}
				onChange={(isOn) => changeSettingsOrNotify({ notify_when_hidden: isOn })}
			/>
			<p className="hfis-ui-remark">{t("settings.motion")}</p>
			<ResetButton
				isChanged={theme !== "host" || language !== "host" || hasCustomLayout}
				onReset={() => {
					changeAppearance(HOST_APPEARANCE);
					onLayout(DEFAULT_SIZES);
				}}
			/>
		</>
	);
}
