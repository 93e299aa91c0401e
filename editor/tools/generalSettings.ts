// Options that are rarely changed while working, for a settings page outside the editor. Their values are
// `EditorPreferences.tools`, by id and option.
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

/** The label of `EditorPreferences.finger`. */
export const TOUCH_DRAWING_LABEL = toggleTouchDrawing.label;
