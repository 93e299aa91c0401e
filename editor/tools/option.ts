// What can be set about a tool or an operation, as data, from which the interface makes sliders, switches and choices.
import type { Label } from "./label";

export type OptionValue = number | boolean | string;

/** By option id. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

interface OptionBase {
	readonly id: string;
	readonly label: Label;
	/** Rarely changed: not in the strip, but behind "more". */
	readonly isAdvanced?: boolean;
}

export interface RangeOption extends OptionBase {
	readonly kind: "range";
	readonly initial: number;
	readonly min: number;
	readonly max: number;
	readonly step: number;
	/** "%": the value is a share, 0 to 1. */
	readonly unit: "px" | "%";
	/** A slider's way is the value's square root, so that small values can be hit. */
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

export type Option = RangeOption | SwitchOption | ChoiceOption;

export function initialValues(options: readonly Option[]): OptionValues {
	return Object.fromEntries(options.map(({ id, initial }) => [id, initial]));
}

/** What is set, within the option's limits, whatever was stored. */
export function rangeValue(values: OptionValues | undefined, { id, initial, min, max }: RangeOption): number {
	const value = values?.[id];
	return typeof value === "number" && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : initial;
}

/** The nearest that can be set. A step of a hundredth is not a number that computers have: divided, it comes nearest. */
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
