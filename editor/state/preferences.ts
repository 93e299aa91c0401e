// Fills in stored preferences: every missing option gets its default, and unknown tools are dropped.
import { type CustomKeys, initialSettings } from "../tools";
import type { EditorPreferences } from "../types";

const isKeyList = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every((key) => typeof key === "string");

/** Bindings that are not known yet are kept: they may be the embedding program's. */
const readKeys = (keys: unknown): CustomKeys =>
	Object.fromEntries(Object.entries(keys ?? {}).filter((entry): entry is [string, string[]] => isKeyList(entry[1])));

export function completePreferences({ tools, finger, keys }: Partial<EditorPreferences>): EditorPreferences {
	const settings = Object.entries(initialSettings()).map(([id, defaults]) => [id, { ...defaults, ...tools?.[id] }]);
	return {
		tools: Object.fromEntries(settings),
		finger: finger === "pan" ? "pan" : "draw",
		keys: readKeys(keys),
	};
}
