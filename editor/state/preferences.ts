// Fills in stored preferences: every missing option gets its default, and unknown tools are dropped.
import { initialSettings } from "../tools";
import type { EditorPreferences } from "../types";

export function completePreferences({ tools, finger }: Partial<EditorPreferences>): EditorPreferences {
	const settings = Object.entries(initialSettings()).map(([id, defaults]) => [id, { ...defaults, ...tools?.[id] }]);
	return { tools: Object.fromEntries(settings), finger: finger === "pan" ? "pan" : "draw" };
}
