// What can be set about a tool or an operation, as data, from which the interface makes sliders, switches and choices.
import type { Label } from "./label";

export type OptionValue = number | boolean | string;

/** By option id. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

interface OptionNaming {
	readonly id: string;
	readonly label: Label;
	/** Rarely changed: not in the strip, but behind "more". */
	readonly isRare?: boolean;
}

export interface RangeOption extends OptionNaming {
	readonly kind: "range";
	readonly first: number;
	readonly least: number;
	readonly most: number;
	readonly step: number;
	/** "%": the value is a share, 0 to 1. */
	readonly unit: "px" | "%";
	/** A slider's way is the value's square root, so that small values can be hit. */
	readonly isFineNearLeast?: boolean;
}

export interface SwitchOption extends OptionNaming {
	readonly kind: "switch";
	readonly first: boolean;
}

export interface ChoiceOption extends OptionNaming {
	readonly kind: "choice";
	readonly first: string;
	readonly choices: readonly { readonly value: string; readonly label: Label }[];
}

export type Option = RangeOption | SwitchOption | ChoiceOption;

export function firstValues(options: readonly Option[]): OptionValues {
	return Object.fromEntries(options.map(({ id, first }) => [id, first]));
}

/** What is set, within the option's limits, whatever was stored. */
export function rangeValue(values: OptionValues | undefined, { id, first, least, most }: RangeOption): number {
	const value = values?.[id];
	return typeof value === "number" && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : first;
}

/** The nearest that can be set. A step of a hundredth is not a number that computers have: divided, it comes nearest. */
export function snapToRange(value: number, { least, most, step }: RangeOption): number {
	const steps = Math.round(value / step);
	const snapped = step < 1 ? steps / Math.round(1 / step) : steps * step;
	return Math.min(most, Math.max(least, snapped));
}

export function switchValue(values: OptionValues | undefined, { id, first }: SwitchOption): boolean {
	const value = values?.[id];
	return typeof value === "boolean" ? value : first;
}

export function choiceValue(values: OptionValues | undefined, { id, first, choices }: ChoiceOption): string {
	return choices.find(({ value }) => value === values?.[id])?.value ?? first;
}
