// What can be set once for every picture and is rarely changed while one works: for a page of settings outside of the
// editor. Values are `EditorPreferences.tools`, by id and option.
import { EDGES } from "./actions/edges";
import { toggleFinger } from "./actions/finger";
import { keepResult } from "./actions/results";
import { brush } from "./brush";
import { eraser } from "./eraser";
import type { Label } from "./label";
import type { Option } from "./option";

interface GeneralSettings {
	readonly id: string;
	readonly label: Label;
	readonly options: readonly Option[];
}

export const GENERAL_SETTINGS: readonly GeneralSettings[] = [
	...[brush, eraser].map(({ id, label, options = [] }) => ({
		id,
		label,
		options: options.filter(({ isRare }) => isRare),
	})),
	...[EDGES, keepResult].map(({ id, label, options = [] }) => ({ id, label, options })),
];

/** Of `EditorPreferences.finger`. */
export const FINGER_LABEL = toggleFinger.label;
