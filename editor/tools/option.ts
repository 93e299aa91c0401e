// The options of tools and actions, as data. The interface renders them as sliders, switches and selects.
import type { Label } from "./label";

export type OptionValue = number | boolean | string;

/** Values by option id. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

interface OptionBase {
	readonly id: string;
	readonly label: Label;
	/** True if the option is shown only under "more". */
	readonly isAdvanced?: boolean;
	/** The id of the settings that hold the value, where several tools share it. Default: those of the tool itself. */
	readonly shared?: string;
}

export interface RangeOption extends OptionBase {
	readonly kind: "range";
	readonly initial: number;
	readonly min: number;
	readonly max: number;
	readonly step: number;
	/** "%": the value is a share from 0 to 1, shown as a percentage. "": a number without a unit. */
	readonly unit: "px" | "%" | "°" | "";
	/** True if the slider's position is the square root of the value, for finer control of small values. */
	readonly hasSquareRootScale?: boolean;
}

export interface SwitchOption extends OptionBase {
	readonly kind: "switch";
	readonly initial: boolean;
}

export interface ChoiceOption extends OptionBase {
	readonly kind: "choice";
	readonly initial: string;
	readonly choices: readonly { readonly value: string; readonly label: Label }[];
}

export interface ColourOption extends OptionBase {
	readonly kind: "colour";
	/** #rrggbb, in small letters. */
	readonly initial: string;
}

export type Option = RangeOption | SwitchOption | ChoiceOption | ColourOption;

export function initialValues(options: readonly Pick<Option, "id" | "initial">[]): OptionValues {
	return Object.fromEntries(options.map(({ id, initial }) => [id, initial]));
}

/** Returns the value, clamped to the option's range, or the initial value if the stored one is invalid. */
export function rangeValue(values: OptionValues | undefined, { id, initial, min, max }: RangeOption): number {
	const value = values?.[id];
	return typeof value === "number" && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : initial;
}

/**
 * Rounds to the nearest step. Steps such as 0.01 have no exact binary value, so the value is divided by 1 / step, which
 * gives the nearest binary number.
 */
export function snapToRange(value: number, { min, max, step }: RangeOption): number {
	const steps = Math.round(value / step);
	const snapped = step < 1 ? steps / Math.round(1 / step) : steps * step;
	return Math.min(max, Math.max(min, snapped));
}

export function switchValue(values: OptionValues | undefined, { id, initial }: SwitchOption): boolean {
	const value = values?.[id];
	return typeof value === "boolean" ? value : initial;
}

export function choiceValue(values: OptionValues | undefined, { id, initial, choices }: ChoiceOption): string {
	return choices.find(({ value }) => value === values?.[id])?.value ?? initial;
}

const COLOUR = /^#[0-9a-f]{6}$/;

/** Reads #rgb and #rrggbb, with or without the sign; null: it is no colour. */
export function parseColour(text: string): string | null {
	const digits = text.trim().replace(/^#/, "").toLowerCase();
	const full = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
	return COLOUR.test(`#${full}`) ? `#${full}` : null;
}

export function colourValue(values: OptionValues | undefined, { id, initial }: ColourOption): string {
	const value = values?.[id];
	return typeof value === "string" && COLOUR.test(value) ? value : initial;
}
