// What people set about tools and fingers, made whole: whatever was stored, nothing is missing and nothing is unknown.
import { initialSettings } from "../tools/index";
import type { EditorPreferences } from "../types";

export function completePreferences({ tools, finger }: Partial<EditorPreferences>): EditorPreferences {
	const settings = Object.entries(initialSettings()).map(([id, first]) => [id, { ...first, ...tools?.[id] }]);
	return { tools: Object.fromEntries(settings), finger: finger === "pan" ? "pan" : "draw" };
}
