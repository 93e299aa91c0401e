// Strings about the studio's own keyboard shortcuts; the names of the shortcuts are in src/keys/studioKeys.ts.
import type { Phrase } from "./phrase";

export const SHORTCUT_STRINGS = {
	"keys.title": { en: "Studio", zh: "工作室" },
	"keys.export": { en: "Export keyboard shortcuts", zh: "导出快捷键" },
} as const satisfies Readonly<Record<string, Phrase>>;
