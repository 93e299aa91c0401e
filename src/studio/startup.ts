// Starts the studio: opens the library, restores the last document, runs the upgrade, recovers tasks, and then begins the
// periodic work. `start` may be called again, at every mount and when the library opens after all.
import { makeId } from "../../editor/basics";
import type { Editor, SavedDocument } from "../../editor/index";
import type { Documents } from "../documents/documents";
import { readRestoringPicture, useRestoring } from "../documents/restoringPicture";
import { refreshGatewayStatus } from "../gateway/status";
import { log } from "../host/log";
import { translate } from "../i18n/locale";
import { lockTaskByWebLock } from "../jobs/taskLock";
import { setTaskSaveProblem, useTaskProgress } from "../jobs/taskProgress";
import type { TaskRunner } from "../jobs/taskRunner";
import type { Library } from "../library/library";
import { notify } from "../notices/notices";
import { useSaveStatus } from "../notices/saveStatus";
import { usePrompt } from "../prompt/promptState";
import { persistEditorPreferences } from "./editorPreferences";
import { emptyBinBySettings } from "./emptyBinBySettings";
import { renewImageLeases } from "./imageLeases";
import { createLibraryRecovery } from "./libraryRecovery";
import { runUpgrade } from "./runUpgrade";
import { createUnsavedResultRetries } from "./unsavedResultRetries";

export interface StartupPorts {
	readonly editor: Editor;
	readonly library: Library<SavedDocument>;
	readonly documents: Pick<Documents, "restore" | "purge">;
	readonly runner: Pick<TaskRunner, "recover">;
	/** The images that only this window's unsaved state refers to. */
	readonly usedImages: () => Iterable<string>;
	readonly report: (error: unknown) => void;
}

export interface Startup {
	start(): Promise<void>;
	/** Restores the last document to the canvas, once. */
	restore(): Promise<void>;
	/** The last document has been restored, or could not be. */
	isRestored(): boolean;
	/** Retries to store the results that could not be stored. */
	retryUnsavedResults(): Promise<void>;
	/** The same, soon: something was stored, so there may be space. */
	retryUnsavedResultsSoon(): void;
	/** Updates this window's lease to the images that it uses now. Does nothing before the start. */
	renewLease(): Promise<void>;
}

const COPY_CHECK_MS = 5 * 60_000;
const BIN_CHECK_MS = 60 * 60_000;
/** Unused images are collected after the start, when nothing else is waiting. */
const COLLECT_AFTER_MS = 20_000;

export function createStartup({ editor, library, documents, runner, usedImages, report }: StartupPorts): Startup {
	let restoring: Promise<void> | undefined;
	let isRestored = false;
	let preferencesRead: Promise<void> | undefined;
	let hasPeriodicWork = false;
	const libraryRecovery = createLibraryRecovery(library, report);
	let renewLease = async (): Promise<void> => {};

	function restore(): Promise<void> {
		restoring ??= documents.restore(showRestoring).catch((error: unknown) => {
			// The banner shows the library's problem, and the studio starts again when the library opens.
			if (useSaveStatus.getState().libraryProblem) {
				restoring = undefined;
				return;
			}
			log.warn("Image Studio document not restored", { error: error instanceof Error ? error.name : "unknown" });
			notify({ tone: "error", text: translate("app.restoreFailed") });
		});
		void restoring.then(() => {
			isRestored = true;
			useRestoring.setState({ picture: null, isDecided: true });
		});
		return restoring;
	}

	/** Read beside the document, which is not delayed by it. */
	function showRestoring(id: string): void {
		void library
			.getDocumentHead(id)
			.then((head) => !isRestored && useRestoring.setState({ picture: readRestoringPicture(head) }))
			.catch(() => {});
	}

	const retries = createUnsavedResultRetries({
		isWaiting: () => unsavedTasks().length > 0,
		watch: (listener) => void useTaskProgress.subscribe(listener),
		async retry() {
			await runner.recover();
			// Another window has stored it, or the task is gone.
			for (const id of unsavedTasks()) {
				const task = await library.getTask(id);
				if (!task || task.status === "done") setTaskSaveProblem(id, undefined);
			}
		},
	});

	function beginPeriodicWork(): void {
		if (hasPeriodicWork) return;
		hasPeriodicWork = true;
		const emptyBin = (): Promise<void> => emptyBinBySettings({ library, documents }).catch(() => {});
		setTimeout(() => void emptyBin().then(() => library.deleteUnusedImages().catch(() => {})), COLLECT_AFTER_MS);
		setInterval(() => void emptyBin(), BIN_CHECK_MS);
		setInterval(() => void libraryRecovery.saveDailyCopy().catch(() => {}), COPY_CHECK_MS);
		// Space may have been freed outside the studio while the window was in the background.
		addEventListener("focus", retries.retrySoon);
		document.addEventListener("visibilitychange", retries.retrySoon);
		void libraryRecovery.saveDailyCopy().catch(() => {});
		renewLease = renewImageLeases(library, `window ${makeId()}`, usedImages);
		usePrompt.subscribe((now, before) => now.references !== before.references && void renewLease());
	}

	async function start(): Promise<void> {
		// While the library cannot be opened the banner states why. When it opens, the studio starts again.
		const isOpen = await library.open().then(
			() => true,
			() => false,
		);
		if (isOpen) {
			// Asks the browser, where it supports that, not to evict the studio's storage.
			void (navigator.storage as StorageManager | undefined)?.persist?.().catch(() => {});
			preferencesRead ??= persistEditorPreferences({ editor, library });
			await Promise.all([preferencesRead, restore()]);
			await runUpgrade(library, lockTaskByWebLock);
		} else useRestoring.setState({ picture: null, isDecided: true });
		await refreshGatewayStatus();
		if (!isOpen) return;
		await libraryRecovery.refill().catch(report);
		await runner.recover().catch(report);
		beginPeriodicWork();
	}

	return {
		start,
		restore,
		isRestored: () => isRestored,
		retryUnsavedResults: () => retries.retryNow().catch(report),
		retryUnsavedResultsSoon: retries.retrySoon,
		renewLease: () => renewLease(),
	};
}

const unsavedTasks = (): string[] => Object.keys(useTaskProgress.getState().saveProblems);
