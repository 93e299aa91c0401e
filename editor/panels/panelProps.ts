// What every part of the interface around the canvas is given.

import type { EditorSession } from "../session/editorSession";
import type { Snapshot } from "../state/snapshot";
import type { Locale } from "../types";

export interface ChromeProps {
	readonly session: EditorSession;
	readonly snapshot: Snapshot;
	readonly locale: Locale;
}
