// The shipped plugin's settings and key, which it kept readable in the page's storage: to the backend, once. The key
// goes from the page as soon as the backend has it; the rest stays as it was. Knows no user interface.
import type { Backend } from "../host/backend";
import type { Library } from "../library/library";

const SETTINGS_KEY = "hfis.settings.v1";
const META = "upgrade.settings";

/** The page's, where it has one. */
export interface PageStorage {
	readonly getItem: (key: string) => string | null;
	readonly setItem: (key: string, value: string) => void;
}

export interface SettingsPorts {
	readonly storage: PageStorage;
	readonly backend: Pick<Backend, "health" | "takeOver">;
	readonly library: Pick<Library, "getMeta" | "putMeta">;
}

/** What became of the key. "kept": it has no address that can be used, so the backend cannot take it. */
export type KeyMove = "none" | "moved" | "kept";

/** Rejects when the backend refuses; asked again at the next start. */
export async function takeOverSettings({ storage, backend, library }: SettingsPorts): Promise<KeyMove> {
	const former = read(storage);
	if (!former) return "none";
	const { customApiKey, ...settings } = former;
	const key = typeof customApiKey === "string" ? customApiKey.trim() : "";
	const isTaken = (await library.getMeta(META)) === true;
	if ((isTaken && key === "") || (await backend.health()) === null) return "none";
	const plain = Object.entries(settings).filter(([, value]) => typeof value === "string" || typeof value === "boolean");
	const answer = await backend.takeOver(Object.fromEntries(plain), key);
	await library.putMeta(META, true);
	if (key === "") return "none";
	if (!answer.may_delete) return "kept";
	deletePreviousKey(storage);
	return "moved";
}

/** Read again: only the key goes, whatever else was written since. */
export function deletePreviousKey(storage: PageStorage): void {
	const { customApiKey: _, ...rest } = read(storage) ?? {};
	storage.setItem(SETTINGS_KEY, JSON.stringify(rest));
}

function read(storage: PageStorage): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(storage.getItem(SETTINGS_KEY) ?? "null");
		return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
	} catch {
		return undefined;
	}
}
