// Persists the editor's preferences (brush sizes, touch behaviour) in the library: reads them at the start and writes them
// shortly after each change.
import type { Editor, EditorPreferences } from "../../editor/types";
import type { Library } from "../library/library";

export interface PreferencesPorts {
	readonly editor: Pick<Editor, "getState" | "subscribe" | "setPreferences">;
	readonly library: Pick<Library, "getMeta" | "putMeta">;
	readonly delayMs?: number;
}

const KEY = "editorPreferences";
const DELAY_MS = 500;

/** Resolves when the stored preferences are applied. Failures to read or write are ignored: defaults are good enough. */
export async function persistEditorPreferences({
	editor,
	library,
	delayMs = DELAY_MS,
}: PreferencesPorts): Promise<void> {
	const stored = await library.getMeta(KEY).catch(() => undefined);
	if (typeof stored === "object" && stored !== null) editor.setPreferences(stored as Partial<EditorPreferences>);
	let latest = editor.getState().preferences;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const write = (): void => {
		clearTimeout(timer);
		timer = undefined;
		void library.putMeta(KEY, latest).catch(() => {});
	};
	const writeNow = (): void => {
		if (timer !== undefined) write();
	};
	// On beforeunload there is still time to write, while the next page is fetched. A window that is closed may send only
	// one of the others.
	globalThis.addEventListener?.("beforeunload", writeNow);
	globalThis.addEventListener?.("pagehide", writeNow);
	globalThis.document?.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && writeNow());
	editor.subscribe(() => {
		const { preferences } = editor.getState();
		if (preferences === latest) return;
		latest = preferences;
		clearTimeout(timer);
		timer = setTimeout(write, delayMs);
	});
}
