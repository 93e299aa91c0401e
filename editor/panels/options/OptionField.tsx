// The control of a tool option or action option: slider, switch, choice or colour.
import { Switch } from "../../../ui";
import {
	type ChoiceOption,
	choiceValue,
	colourValue,
	type Option,
	type OptionValue,
	type OptionValues,
	rangeValue,
	switchValue,
} from "../../tools";
import type { Locale } from "../../types";
import { ColourField } from "./ColourField";
import { RangeField } from "./RangeField";

/** More choices than this become a drop-down list. */
const MOST_BUTTONS = 4;

interface OptionFieldProps {
	readonly option: Option;
	readonly values: OptionValues | undefined;
	readonly locale: Locale;
	/** Offered for a colour. */
	readonly recentColours?: readonly string[];
	onChange(value: OptionValue): void;
	/** In place of `onChange` for a colour that knows when it is chosen. */
	onColour?(colour: string, isChosen: boolean): void;
	onEnter?(): void;
}

export function OptionField(props: OptionFieldProps) {
	const { option, values, locale, recentColours = [], onChange, onColour, onEnter } = props;
	switch (option.kind) {
		case "range":
			return (
				<RangeField
					{...{ option, locale, onChange }}
					{...(onEnter && { onEnter })}
					value={rangeValue(values, option)}
				/>
			);
		case "switch":
			return <Switch label={option.label[locale]} isOn={switchValue(values, option)} onChange={onChange} />;
		case "choice":
			return <ChoiceField {...{ option, locale, onChange }} value={choiceValue(values, option)} />;
		case "colour":
			return (
				<ColourField
					label={option.label[locale]}
					value={colourValue(values, option)}
					recent={recentColours}
					locale={locale}
					onChange={onColour ?? onChange}
				/>
			);
	}
}

interface ChoiceFieldProps {
	readonly option: ChoiceOption;
	readonly value: string;
	readonly locale: Locale;
	onChange(value: string): void;
}

function ChoiceField({ option, value, locale, onChange }: ChoiceFieldProps) {
	const label = option.label[locale];
	if (option.choices.length > MOST_BUTTONS) {
		return (
			<label className="hfis-ui-native-select">
				<span>{label}</span>
				<select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
					{option.choices.map((choice) => (
						<option key={choice.value} value={choice.value}>
							{choice.label[locale]}
						</option>
					))}
				</select>
			</label>
		);
	}
	return (
		<fieldset className="hfis-ui-pick" aria-label={label}>
			{option.choices.map((choice) => (
				<button
					key={choice.value}
					type="button"
					className="hfis-ui-icon-button hfis-ui-icon-button-strong hfis-ui-icon-button-wide"
					aria-pressed={choice.value === value}
					onClick={() => onChange(choice.value)}
				>
					{choice.label[locale]}
				</button>
			))}
		</fieldset>
	);
}
