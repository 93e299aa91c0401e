// What the editor says, in both languages.
import type { EditorError, Locale } from "./types";

export function describeEditorError(error: EditorError, _locale: Locale): string {
	return error.code;
}
