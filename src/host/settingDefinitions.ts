// Definitions of settings: the initial value, how a stored value is read and, where the settings dialog shows it, the label.
// A new setting takes a line in a table of definitions, a control in src/settings, and its use.

export interface SettingDefinition<V> {
	readonly initial: V;
	/** undefined: the stored value is not valid. */
	readonly read: (stored: unknown) => V | undefined;
}

export interface Labelled {
	readonly label: { readonly en: string; readonly zh: string };
}

type Definitions = Readonly<Record<string, SettingDefinition<unknown>>>;

export type ValuesOf<D> = { readonly [K in keyof D]: D[K] extends SettingDefinition<infer V> ? V : never };

export const labelled = <V>(
	label: Labelled["label"],
	definition: SettingDefinition<V>,
): SettingDefinition<V> & Labelled => ({
	...definition,
	label,
});

/** Text that is not blank. */
export const text = (initial: string): SettingDefinition<string> => ({
	initial,
	read: (stored) => (typeof stored === "string" && stored.trim() !== "" ? stored.trim() : undefined),
});

export const integer = (initial: number): SettingDefinition<number> => ({
	initial,
	read: (stored) => (Number.isInteger(stored) ? (stored as number) : undefined),
});

/** A number, or null for the automatic choice. */
export const optionalNumber: SettingDefinition<number | null> = {
	initial: null,
	read: (stored) => (typeof stored === "number" ? stored : undefined),
};

export const flag = (initial: boolean): SettingDefinition<boolean> => ({
	initial,
	read: (stored) => (typeof stored === "boolean" ? stored : undefined),
});

export const choice = <V extends string>(initial: V, ...others: readonly V[]): SettingDefinition<V> => ({
	initial,
	read: (stored) => others.find((value) => value === stored),
});

/** Reads the valid values out of anything and fills in the initial value of every other setting. */
export function readValues<D extends Definitions>(definitions: D, stored: unknown): ValuesOf<D> {
	const fields = typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
	const values = Object.entries(definitions).map(([key, { initial, read }]) => [key, read(fields[key]) ?? initial]);
	return Object.fromEntries(values) as ValuesOf<D>;
}

export const initialValues = <D extends Definitions>(definitions: D): ValuesOf<D> => readValues(definitions, {});
