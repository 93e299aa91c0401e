// The way in which a selecting tool changes the mask: its option, the keys that choose it at the press, and the cursor that
// shows it. As in other editors, Shift adds, Alt takes away, both intersect; the right button takes away.
import type { CombineMode } from "../raster";
import { type ChoiceOption, choiceValue } from "./option";
import type { Cursor, Modifiers, PointerState, ShapeMode, ToolContext, ToolEvent } from "./tool";

export const MODE: ChoiceOption = {
	kind: "choice",
	id: "mode",
	label: { en: "Mode", zh: "模式" },
	initial: "add",
	choices: [
		{ value: "add", label: { en: "Add", zh: "添加" } },
		{ value: "subtract", label: { en: "Subtract", zh: "减去" } },
		{ value: "intersect", label: { en: "Intersect", zh: "相交" } },
	],
};

export const COMBINE_MODES: Readonly<Record<ShapeMode, CombineMode>> = {
	add: "union",
	subtract: "subtract",
	intersect: "intersect",
};

export function modeOfKeys({ shift, alt }: Modifiers, chosen: ShapeMode, isSecondary = false): ShapeMode {
	if (shift && alt) return "intersect";
	if (alt || isSecondary) return "subtract";
	return shift ? "add" : chosen;
}

export function chosenMode(context: ToolContext, tool: string): ShapeMode {
	const value = choiceValue(context.settings[tool], MODE);
	return value === "subtract" || value === "intersect" ? value : "add";
}

/** The mode of a press. */
export function modeOf(event: Extract<ToolEvent, { type: "down" }>, context: ToolContext, tool: string): ShapeMode {
	return modeOfKeys(event.modifiers, chosenMode(context, tool), event.isSecondary);
}

/** `mode`: of the gesture under way; null: of a press with the keys that are held now. */
export function modeCursor(
	context: ToolContext,
	tool: string,
	pointer: PointerState | null,
	mode: ShapeMode | null,
): Cursor {
	const chosen = chosenMode(context, tool);
	const css = CURSORS[mode ?? (pointer === null ? chosen : modeOfKeys(pointer.modifiers, chosen))];
	return { kind: "css", idle: css, active: css };
}

const SIGNS: Readonly<Record<ShapeMode, string>> = {
	add: "M20 24h8M24 20v8",
	subtract: "M20 24h8",
	intersect: "M21 21l6 6M27 21l-6 6",
};

/** A cross with the sign of the mode, white on dark. Where a policy refuses the image, the cross alone is shown. */
function cursorOf(mode: ShapeMode): string {
	const path = `M15 3v9M15 18v9M3 15h9M18 15h9${SIGNS[mode]}`;
	const line = (colour: string, width: number) =>
		`<path d='${path}' fill='none' stroke='${colour}' stroke-width='${width}' stroke-linecap='round'/>`;
	const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='32' height='32'>${line("#000", 3.5)}${line("#fff", 1.5)}</svg>`;
	return `url("data:image/svg+xml,${encodeURIComponent(svg)}") 15 15, crosshair`;
}

const CURSORS = { add: cursorOf("add"), subtract: cursorOf("subtract"), intersect: cursorOf("intersect") };
