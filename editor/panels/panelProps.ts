// The props that every panel around the canvas takes.

import type { EditorSession } from "../session/editorSession";
import type { Snapshot } from "../state/snapshot";
import type { Locale } from "../types";

export interface PanelProps {
	readonly session: EditorSession;
	readonly snapshot: Snapshot;
	readonly locale: Locale;
}
