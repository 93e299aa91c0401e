// Theme, language, and how many pictures stand beside each other.
import { RadioGroup, Select } from "../../ui";
import { changeAppearance, HOST_APPEARANCE, useAppearance } from "../host/appearance";
import { useTranslate } from "../i18n/locale";
import { MOST_COLUMNS } from "../tasks/grid/columns";
import { ResetButton } from "./ResetButton";
import type { SectionProps } from "./section";

const AT_FIRST = { tasksWidth: null, columns: null, galleryColumns: null };
const LANGUAGES = [
	{ value: "en", label: "English" },
	{ value: "zh", label: "中文" },
] as const;

export function AppearanceSection({ layout, onLayout }: SectionProps) {
	const t = useTranslate();
	const { theme, language } = useAppearance();
	const host = { value: "host", label: t("settings.asHost") } as const;
	const isArranged = Object.keys(AT_FIRST).some((key) => layout[key as keyof typeof AT_FIRST] !== null);
	return (
		<>
			<RadioGroup
				label={t("settings.theme")}
				value={theme}
				options={[
					host,
					{ value: "dark", label: t("settings.theme.dark") },
					{ value: "light", label: t("settings.theme.light") },
				]}
				onChange={(value) => changeAppearance({ theme: value })}
			/>
			<RadioGroup
				label={t("settings.language")}
				value={language}
				options={[host, ...LANGUAGES]}
				onChange={(value) => changeAppearance({ language: value })}
			/>
			{(["columns", "galleryColumns"] as const).map((which) => (
				<div key={which} className="hfis-settings-row">
					<span>{t(`settings.columns.${which}`)}</span>
					<Select
						label={t(`settings.columns.${which}`)}
						value={String(layout[which])}
						options={[
							{ value: "null", label: t("settings.columns.auto") },
							...Array.from({ length: MOST_COLUMNS - 1 }, (_, at) => ({ value: `${at + 2}`, label: `${at + 2}` })),
						]}
						onChange={(value) => onLayout({ [which]: value === "null" ? null : Number(value) })}
						side="below"
					/>
				</div>
			))}
			<p className="hfis-ui-remark">{t("settings.motion")}</p>
			<ResetButton
				isChanged={theme !== "host" || language !== "host" || isArranged}
				onReset={() => {
					changeAppearance(HOST_APPEARANCE);
					onLayout(AT_FIRST);
				}}
			/>
		</>
	);
}
