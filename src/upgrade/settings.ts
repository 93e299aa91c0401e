// Moves the previous plugin's settings and API key, which it stored as plain text in localStorage, to the backend,
// once. The key is deleted from localStorage once the backend has it; the rest stays there. Knows no user interface.
import type { Backend } from "../host/backend";
import type { Library } from "../library/library";

const SETTINGS_KEY = "hfis.settings.v1";
const META = "upgrade.settings";

/** The page's localStorage. */
export interface PageStorage {
	readonly getItem: (key: string) => string | null;
	readonly setItem: (key: string, value: string) => void;
}

export interface SettingsPorts {
	readonly storage: PageStorage;
	readonly backend: Pick<Backend, "health" | "takeOver">;
	readonly library: Pick<Library, "getMeta" | "putMeta">;
}

/** "kept": the key has no valid address, so the backend cannot store it. */
export type KeyMove = "none" | "moved" | "kept";

/** Rejects if the backend refuses; the next start tries again. */
export async function takeOverSettings({ storage, backend, library }: SettingsPorts): Promise<KeyMove> {
	const previous = read(storage);
	if (!previous) return "none";
	const { customApiKey, ...settings } = previous;
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

/** Reads the storage again, so that only the key is removed and later changes are kept. */
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
