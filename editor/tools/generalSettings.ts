// What can be set once for every picture and is rarely changed while one works: for a page of settings outside of the
// editor. Values are `EditorPreferences.tools`, by id and option.
import { pasteEdges } from "./actions/pasteEdges";
import { keepResult } from "./actions/results";
import { toggleTouchDrawing } from "./actions/touchDrawing";
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
		options: options.filter(({ isAdvanced }) => isAdvanced),
	})),
	...[pasteEdges, keepResult].map(({ id, label, options = [] }) => ({ id, label, options })),
];

/** Of `EditorPreferences.finger`. */
export const TOUCH_DRAWING_LABEL = toggleTouchDrawing.label;
