// Keeps what was set about the editor (brush sizes, what a finger does) in the library: read at the start, written a
// moment after each change.
import type { Editor, EditorPreferences } from "../../editor/types";
import type { Library } from "../library/library";

export interface PreferencesPorts {
	readonly editor: Pick<Editor, "getState" | "subscribe" | "setPreferences">;
	readonly library: Pick<Library, "getMeta" | "putMeta">;
	readonly delayMs?: number;
}

const KEY = "editorPreferences";
const DELAY_MS = 500;

/** Resolves when what was stored is set. Not to be read or written is no reason to bother anybody. */
export async function keepPreferences({ editor, library, delayMs = DELAY_MS }: PreferencesPorts): Promise<void> {
	const stored = await library.getMeta(KEY).catch(() => undefined);
	if (typeof stored === "object" && stored !== null) editor.setPreferences(stored as Partial<EditorPreferences>);
	let seen = editor.getState().preferences;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const write = (): void => {
		clearTimeout(timer);
		timer = undefined;
		void library.putMeta(KEY, seen).catch(() => {});
	};
	// While the next page is fetched there is time to write.
	globalThis.addEventListener?.("beforeunload", () => timer !== undefined && write());
	editor.subscribe(() => {
		const { preferences } = editor.getState();
		if (preferences === seen) return;
		seen = preferences;
		clearTimeout(timer);
		timer = setTimeout(write, delayMs);
	});
}
