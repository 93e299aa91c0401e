// The first start after the shipped plugin: its settings and key to the backend, its history into the library, in words.
import { createDownload } from "../gateway/download";
import { backend } from "../host/backend";
import { log } from "../host/log";
import { getLocale, translate } from "../i18n/locale";
import type { TaskLock } from "../jobs/taskLock";
import type { Library } from "../library/library";
import { say } from "../notices/describeError";
import { dismissAbout, notify } from "../notices/notices";
import { type ImportedHistory, importHistory } from "../upgrade/history";
import { openPreviousHistory } from "../upgrade/previousStore";
import { deletePreviousKey, type PageStorage, takeOverSettings } from "../upgrade/settings";

const ABOUT = "upgrade";
const KEY = "upgrade-key";
/** An address that hangs keeps the others waiting no longer than this. */
const DOWNLOAD_MS = 30_000;
const SPOKEN_EVERY_MS = 1000;

/** Where a page may have no storage, there is nothing of an earlier version in it. */
const storage: PageStorage = {
	getItem(key) {
		try {
			return localStorage.getItem(key);
		} catch {
			return null;
		}
	},
	setItem: (key, value) => localStorage.setItem(key, value),
};

/** Resolves once settings and key are where they belong; the history comes in beside everything else. */
export async function upgrade(library: Library, claim: TaskLock): Promise<void> {
	// One window does it; the others find it done.
	const release = await claim(ABOUT);
	if (!release) return;
	await moveSettings(library).catch((error: unknown) => warn("settings", error));
	void moveHistory(library)
		.catch((error: unknown) => {
			warn("history", error);
			notify({ tone: "error", text: `${translate("upgrade.stopped")} ${say(error, getLocale())}` });
		})
		.finally(release);
}

async function moveSettings(library: Library): Promise<void> {
	const move = await takeOverSettings({ storage, backend, library });
	if (move === "none") return;
	log.info("Image Studio earlier settings taken over", { key: move });
	if (move === "moved") notify({ tone: "success", text: translate("upgrade.keyMoved"), isLasting: true });
	else {
		const run = (): void => {
			deletePreviousKey(storage);
			dismissAbout(KEY);
		};
		const action = { label: translate("upgrade.deleteKey"), run };
		notify({ tone: "error", text: translate("upgrade.keyKept"), about: KEY, isLasting: true, action });
	}
}

async function moveHistory(library: Library): Promise<void> {
	let spokenAt = 0;
	const imported = await importHistory({
		library,
		open: () => openPreviousHistory(storage.getItem),
		download: inTime(createDownload(backend)),
		onProgress(done, total) {
			const now = Date.now();
			if (now - spokenAt < SPOKEN_EVERY_MS) return;
			const isQuiet = spokenAt > 0;
			spokenAt = now;
			const text = translate("upgrade.importing", { done: String(done), total: String(total) });
			notify({ tone: "info", text, about: ABOUT, isLasting: true, isQuiet });
		},
	}).finally(() => dismissAbout(ABOUT));
	if (!imported) return;
	log.info("Image Studio earlier history brought in", { ...imported });
	notify({
		tone: imported.unreadable + imported.missing > 0 ? "info" : "success",
		text: told(imported),
		isLasting: true,
	});
}

const told = ({ tasks, unreadable, missing }: ImportedHistory): string =>
	[
		translate("upgrade.imported", { count: String(tasks) }),
		...(unreadable > 0 ? [translate("upgrade.unreadable", { count: String(unreadable) })] : []),
		...(missing > 0 ? [translate("upgrade.missing", { count: String(missing) })] : []),
	].join(getLocale() === "zh" ? "" : " ");

function inTime(download: (url: string) => Promise<Blob>): (url: string) => Promise<Blob> {
	return (url) =>
		Promise.race([
			download(url),
			new Promise<never>((_, refuse) => setTimeout(refuse, DOWNLOAD_MS, new Error("no answer in time"))),
		]);
}

/** The name of the failure only: whatever else it says may hold what was read. */
function warn(part: string, error: unknown): void {
	log.warn("Image Studio upgrade interrupted", { part, error: error instanceof Error ? error.name : "unknown" });
}
