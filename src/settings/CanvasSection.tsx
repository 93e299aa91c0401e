// The canvas settings that apply to every picture. The controls are derived from the editor's option definitions.
import { useSyncExternalStore } from "react";
import { GENERAL_SETTINGS, type Option, TOUCH_DRAWING_LABEL } from "../../editor/parts";
import { RadioGroup } from "../../ui";
import { useLocale, useTranslate } from "../i18n/locale";
import { ResetButton } from "./ResetButton";
import { SegmentationFields } from "./SegmentationFields";
import type { SectionProps } from "./sectionProps";

type Value = number | boolean | string;

/** The touch setting is hidden on devices without a touch screen. */
const hasTouch = (): boolean => navigator.maxTouchPoints > 0 || matchMedia("(any-pointer: coarse)").matches;

export function CanvasSection({ editor }: Pick<SectionProps, "editor">) {
	const t = useTranslate();
	const locale = useLocale();
	const preferences = useSyncExternalStore(
		(listener) => editor.subscribe(listener),
		() => editor.getState().preferences,
	);
	const { tools, finger } = preferences;
	const currentValue = (tool: string, { id, initial }: Option): Value => tools[tool]?.[id] ?? initial;
	const isChanged = GENERAL_SETTINGS.some(({ id, options }) =>
		options.some((option) => currentValue(id, option) !== option.initial),
	);
	return (
		<>
			<p className="hfis-ui-remark">{t("settings.canvasHint")}</p>
			{hasTouch() ? (
				<Switch
					label={TOUCH_DRAWING_LABEL[locale]}
					isOn={finger === "draw"}
					onChange={(draws) => editor.setPreferences({ ...preferences, finger: draws ? "draw" : "pan" })}
				/>
			) : null}
			{GENERAL_SETTINGS.map(({ id: tool, label, options }) => (
				<fieldset key={tool} className="hfis-settings-group">
					<legend>{label[locale]}</legend>
					{options.map((option) => (
						<OptionRow
							key={option.id}
							option={option}
							value={currentValue(tool, option)}
							onChange={(value) =>
								editor.setPreferences({
									...preferences,
									tools: { ...tools, [tool]: { ...tools[tool], [option.id]: value } },
								})
							}
						/>
					))}
				</fieldset>
			))}
			<SegmentationFields />
			<ResetButton
				isChanged={isChanged || finger !== "draw"}
				onReset={() => {
					const initialTools = GENERAL_SETTINGS.map(({ id, options }) => [
						id,
						{ ...tools[id], ...Object.fromEntries(options.map((option) => [option.id, option.initial])) },
					]);
					editor.setPreferences({
						...preferences,
						finger: "draw",
						tools: { ...tools, ...Object.fromEntries(initialTools) },
					});
				}}
			/>
		</>
	);
}

interface OptionRowProps {
	readonly option: Option;
	readonly value: Value;
	readonly onChange: (value: Value) => void;
}

function OptionRow({ option, value, onChange }: OptionRowProps) {
	const locale = useLocale();
	const label = option.label[locale];
	if (option.kind === "switch") return <Switch label={label} isOn={value === true} onChange={onChange} />;
	if (option.kind === "choice") {
		const options = option.choices.map((choice) => ({ value: choice.value, label: choice.label[locale] }));
		return <RadioGroup label={label} value={String(value)} options={options} onChange={onChange} />;
	}
	// Colours are chosen while drawing.
	if (option.kind === "colour") return null;
	const { min, max, step, unit } = option;
	const valueText = unit === "%" ? `${Math.round(Number(value) * 100)} %` : `${value} px`;
	return (
		<label className="hfis-settings-row">
			<span>{label}</span>
			<input
				type="range"
				min={min}
				max={max}
				step={step}
				value={Number(value)}
				aria-valuetext={valueText}
				onChange={({ target }) => onChange(target.valueAsNumber)}
			/>
			<output>{valueText}</output>
		</label>
	);
}

interface SwitchProps {
	readonly label: string;
	readonly isOn: boolean;
	readonly onChange: (isOn: boolean) => void;
}

function Switch({ label, isOn, onChange }: SwitchProps) {
	return (
		<label className="hfis-settings-row">
			<span>{label}</span>
			<input
				type="checkbox"
				role="switch"
				aria-checked={isOn}
				checked={isOn}
				onChange={({ target }) => onChange(target.checked)}
			/>
		</label>
	);
}
