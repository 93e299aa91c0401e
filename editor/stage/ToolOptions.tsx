// The options of the tool in hand, made from what the tool declares.
import { type ChoiceOption, choiceValue, findTool, type OptionValue, type RangeOption, rangeValue } from "../tools";
import type { Locale } from "../types";
import type { Session } from "./session";
import type { Snapshot } from "./snapshot";

interface ToolOptionsProps {
	readonly session: Session;
	readonly snapshot: Snapshot;
	readonly locale: Locale;
}

export function ToolOptions({ session, snapshot, locale }: ToolOptionsProps) {
	const tool = snapshot.activeTool;
	const values = snapshot.settings[tool];
	const set = (id: string, value: OptionValue) =>
		session.apply([{ type: "settings", tool, settings: { ...values, [id]: value } }]);
	const options = findTool(tool).options?.filter(({ isRare }) => isRare !== true) ?? [];
	return options.map((option) => {
		const onChange = (value: OptionValue) => set(option.id, value);
		if (option.kind === "range") {
			return <Range key={option.id} {...{ option, locale, onChange }} value={rangeValue(values, option)} />;
		}
		if (option.kind === "choice") {
			return <Choice key={option.id} {...{ option, locale, onChange }} value={choiceValue(values, option)} />;
		}
		return null;
	});
}

interface RangeProps {
	readonly option: RangeOption;
	readonly value: number;
	readonly locale: Locale;
	onChange(value: number): void;
}

function Range({ option, value, locale, onChange }: RangeProps) {
	const { most, step, unit, isFineNearLeast } = option;
	const way = isFineNearLeast ? Math.sqrt(value / most) : value / most;
	const text = unit === "px" ? `${value} px` : `${Math.round(value * 100)}%`;
	const valueAt = (share: number) => {
		const exact = isFineNearLeast ? share * share * most : share * most;
		const steps = Math.round(exact / step);
		// A step of a hundredth is not a number that computers have: divided, it comes nearest.
		return Math.max(option.least, step < 1 ? steps / Math.round(1 / step) : steps * step);
	};
	return <Slider label={option.label[locale]} value={way} text={text} onChange={(share) => onChange(valueAt(share))} />;
}

interface ChoiceProps {
	readonly option: ChoiceOption;
	readonly value: string;
	readonly locale: Locale;
	onChange(value: string): void;
}

function Choice({ option, value, locale, onChange }: ChoiceProps) {
	return (
		<fieldset className="hfis-choice" aria-label={option.label[locale]}>
			{option.choices.map((choice) => (
				<button
					key={choice.value}
					type="button"
					className="hfis-button hfis-choice-button"
					aria-pressed={choice.value === value}
					onClick={() => onChange(choice.value)}
				>
					{choice.label[locale]}
				</button>
			))}
		</fieldset>
	);
}

interface SliderProps {
	readonly label: string;
	/** 0 to 1. */
	readonly value: number;
	readonly text: string;
	onChange(value: number): void;
}

function Slider({ label, value, text, onChange }: SliderProps) {
	return (
		<label className="hfis-slider">
			<span>{label}</span>
			<input
				type="range"
				min={0}
				max={1}
				step={0.005}
				value={value}
				aria-valuetext={text}
				onChange={(event) => onChange(Number(event.currentTarget.value))}
				style={{ "--hfis-fill": `${value * 100}%` } as React.CSSProperties}
			/>
			<output>{text}</output>
		</label>
	);
}
