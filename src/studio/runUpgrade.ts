// Upgrades from the previous plugin at the first start: moves its settings and key to the backend and its history into the
// library, and reports progress and outcome in notices.
import { createDownload } from "../gateway/download";
import { backend } from "../host/backend";
import { log } from "../host/log";
import { getLocale, joinSentences, translate } from "../i18n/locale";
import type { TaskLock } from "../jobs/taskLock";
import type { Library } from "../library/library";
import { describeError } from "../notices/describeError";
import { dismissAbout, notify } from "../notices/notices";
import { type ImportedHistory, importHistory } from "../upgrade/history";
import { openPreviousHistory } from "../upgrade/previousStore";
import { deletePreviousKey, type PageStorage, takeOverSettings } from "../upgrade/settings";

const UPGRADE = "upgrade";
const KEY_NOTICE = "upgrade-key";
/** A download that hangs must not block the others. */
const DOWNLOAD_MS = 30_000;
const NOTIFY_EVERY_MS = 1000;

/** The page's storage. Where it is refused, it cannot hold anything of an earlier version. */
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

/** Resolves when settings and key are moved. The history is imported in the background. */
export async function runUpgrade(library: Library, claim: TaskLock): Promise<void> {
	// One window runs the upgrade. The others find it done.
	const release = await claim(UPGRADE);
	if (!release) return;
	await moveSettings(library).catch((error: unknown) => warn("settings", error));
	void moveHistory(library)
		.catch((error: unknown) => {
			warn("history", error);
			notify({ tone: "error", text: joinSentences([translate("upgrade.stopped"), describeError(error, getLocale())]) });
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
			dismissAbout(KEY_NOTICE);
		};
		const action = { label: translate("upgrade.deleteKey"), run };
		notify({ tone: "error", text: translate("upgrade.keyKept"), about: KEY_NOTICE, isLasting: true, action });
	}
}

async function moveHistory(library: Library): Promise<void> {
	let notifiedAt = 0;
	const imported = await importHistory({
		library,
		open: () => openPreviousHistory(storage.getItem),
		download: withTimeout(createDownload(backend)),
		onProgress(done, total) {
			const now = Date.now();
			if (now - notifiedAt < NOTIFY_EVERY_MS) return;
			const isQuiet = notifiedAt > 0;
			notifiedAt = now;
			const text = translate("upgrade.importing", { done: String(done), total: String(total) });
			notify({ tone: "info", text, about: UPGRADE, isLasting: true, isQuiet });
		},
	}).finally(() => dismissAbout(UPGRADE));
	if (!imported) return;
	log.info("Image Studio earlier history brought in", { ...imported });
	notify({
		tone: imported.unreadable + imported.missing > 0 ? "info" : "success",
		text: describeImport(imported),
		isLasting: true,
	});
}

const describeImport = ({ tasks, unreadable, missing }: ImportedHistory): string =>
	joinSentences([
		translate("upgrade.imported", { count: String(tasks) }),
		...(unreadable > 0 ? [translate("upgrade.unreadable", { count: String(unreadable) })] : []),
		...(missing > 0 ? [translate("upgrade.missing", { count: String(missing) })] : []),
	]);

function withTimeout(download: (url: string) => Promise<Blob>): (url: string) => Promise<Blob> {
	return (url) =>
		Promise.race([
			download(url),
			new Promise<never>((_, refuse) => setTimeout(refuse, DOWNLOAD_MS, new Error("no answer in time"))),
		]);
}

/** Logs the error's name only: its message may contain what was read. */
function warn(part: string, error: unknown): void {
	log.warn("Image Studio upgrade interrupted", { part, error: error instanceof Error ? error.name : "unknown" });
}
