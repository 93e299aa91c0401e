// The editor's visible whole.
import type { Editor, Locale } from "../types";

export interface EditorViewProps {
	readonly editor: Editor;
	readonly locale: Locale;
}

export function EditorView(_props: EditorViewProps) {
	return null;
}
