// The studio that outlives the panel: one editor, one library, one runner a page, wired together. Made at first use.
import {
	createEditor,
	type Editor,
	type EditorState,
	type FileSource,
	type ImageStore,
	makeId,
	type ResultSource,
	type SavedDocument,
	type SavedEdit,
} from "../../editor/index";
import { lockByWebLock } from "../documents/documentLock";
import { createDocuments, type Documents } from "../documents/documents";
import { withoutExtension } from "../export/withoutExtension";
import { customGateway, managedGateway } from "../gateway/index";
import { refreshGatewayStatus, useGatewayStatus } from "../gateway/status";
import { backend } from "../host/backend";
import { watchHostDrops } from "../host/drops";
import { pickPicturePath, readHostFile } from "../host/files";
import { log } from "../host/log";
import { saveImage } from "../host/saveFile";
import { getLocale, translate } from "../i18n/locale";
import { lockTaskByWebLock } from "../jobs/taskLock";
import { setTaskSaveProblem, setTaskStage, updateTaskProgress, useTaskProgress } from "../jobs/taskProgress";
import { createTaskRunner, type TaskRunner } from "../jobs/taskRunner";
import { collectImageHashes } from "../library/documentRecords";
import { type Library, openLibrary } from "../library/library";
import { LibraryError } from "../library/libraryError";
import type { TaskRecord } from "../library/records";
import { type CarryOut, createLinks } from "../navigation/links";
import { isSeen, lookAt } from "../navigation/panelVisibility";
import { say } from "../notices/describeError";
import { dismissAbout, notify, saidWhile } from "../notices/notices";
import { noticeOutcome, shorten } from "../notices/taskNotices";
import { keptReferences, MOST_IMAGES, usePrompt } from "../prompt/promptState";
import { type Addable, addReferences, withBarDrops } from "../prompt/requestImages";
import { createResultActions } from "../results/resultActions";
import { reuseTask } from "../tasks/actions/reusePrompt";
import { zoneAt } from "./dropZone";
import { keepPreferences } from "./editorPreferences";
import { createHostImports } from "./hostImports";
import { holdUsed, keeping } from "./imageLeases";
import { recoverWhenBack } from "./recoverOnReconnect";
import { upgrade } from "./runUpgrade";
import { setSaveProblem, useSaving } from "./saveStatus";

export interface Studio {
	readonly editor: Editor;
	readonly library: Library<SavedDocument>;
	readonly runner: TaskRunner;
	readonly documents: Documents;
	/** Ways in for pictures that only the host has. */
	readonly files: FileSource;
	/** Pictures that are to go along with the prompt: onto the canvas, or into the bar where nothing is on it. */
	putAlong(pictures: readonly Addable[]): void;
	/** A task's words, settings and pictures back into the prompt bar. */
	reuse(task: TaskRecord): void;
	/** Where results come from, and asking for more of them. */
	readonly results: ResultSource;
	/** A file that the host opens with the studio, as a new document. */
	openFile(path: string): Promise<unknown>;
	/** What a route or a launch URL asks for. */
	readonly carryOut: CarryOut;
	/** Puts a result of a task on the canvas it came from, or, `isApart`, opens it as a picture of its own. */
	showResult(task: TaskRecord, index: number, isApart?: boolean): Promise<void>;
	/** Says what went wrong. */
	report(error: unknown): void;
	/** The picture with all that was kept, to a file. */
	savePicture(): Promise<void>;
	/** Once more what could not be stored: the canvas, and results that wait for room. */
	saveAgain(): Promise<void>;
	/** Restores, recovers and reads the gateways; again at every mount, quick when there is nothing to do. */
	start(): Promise<void>;
}

/** What waits for room is tried again: it may have been made outside, or by another window. */
const ROOM_MS = 5 * 60_000;
/** After the start, when nobody waits for anything. */
const QUIET_MS = 20_000;

let studio: Studio | undefined;

export function openStudio(): Studio {
	studio ??= makeStudio();
	return studio;
}

function makeStudio(): Studio {
	const stored = openLibrary<SavedDocument>({
		lists: ["history.past", "history.future"],
		onState(library) {
			const isBack = library === undefined && useSaving.getState().library !== undefined;
			useSaving.setState({ library });
			if (isBack) void start();
		},
	});
	/** Named by nothing that is stored, in this window at least. */
	const used = (): string[] => [...keptReferences(), ...collectImageHashes([editor.save(), documents.unsaved()])];
	const library = keeping(stored, used, () => void bringInWaiting());
	const images: ImageStore = {
		put: (bytes) => library.putImage(bytes),
		get: async (id) => (await library.getImage(id))?.blob,
	};
	const editor = createEditor({ images, locale: getLocale() });
	const runner: TaskRunner = createTaskRunner({
		library,
		gateways: { custom: customGateway, managed: managedGateway },
		backend,
		log,
		lockTask: lockTaskByWebLock,
		settings: (profileId) => {
			const { settings, profiles, active } = useGatewayStatus.getState();
			const used = profiles.find(({ profile }) => profile.id === profileId) ?? active;
			return {
				mode: settings.gateway_mode,
				isBase64Wanted: settings.response_format_b64_json,
				apiMode: used?.profile.api_mode ?? "images",
			};
		},
		onStage: setTaskStage,
		onProgress: updateTaskProgress,
		onSaveProblem: setTaskSaveProblem,
		onBackendLost: () => onBackendLost(),
		newId: makeId,
		now: Date.now,
	});
	const onBackendLost = recoverWhenBack({
		onReading: (listener) => void useGatewayStatus.subscribe(({ hasBackend }) => listener(hasBackend)),
		read: refreshGatewayStatus,
		recover: () => runner.recover().catch((error: unknown) => report(error)),
	});
	const documents = createDocuments({
		editor,
		library,
		lock: lockByWebLock,
		newId: makeId,
		onSaveProblem: (error) => setSaveProblem(error === undefined ? null : isFull(error) ? "full" : "other"),
		onProblem: (error) => report(error),
	});
	// Also while no panel is shown.
	addEventListener("pagehide", () => void documents.leave());

	/** Where the edit belongs; a person is told when the answer has nothing to do with the picture. */
	async function placeResult({ inputs }: TaskRecord, id: string, blob: Blob): Promise<void> {
		const { drift } = await editor.showResult(id, blob, inputs.edit as SavedEdit | undefined);
		if (drift?.isMaskIgnored) notify({ tone: "info", text: translate("app.maskIgnored") });
	}

	async function showResult(task: TaskRecord, index: number, isApart = false): Promise<void> {
		const output = task.outputs.find((one) => one.index === index) ?? task.outputs[0];
		const image = output ? await library.getImage(output.image) : undefined;
		if (!output || !image) {
			notify({ tone: "error", text: translate("tasks.pictureMissing") });
			return;
		}
		const before = editor.getState().picture;
		const isSameDocument = !isApart && before !== null && before.id === task.documentId;
		const isBroughtBack =
			!isApart && !isSameDocument && task.documentId !== undefined && (await documents.openStored(task.documentId));
		// Something else was opened meanwhile, or nothing.
		if (isBroughtBack && editor.getState().picture?.id !== task.documentId) return;
		if (isSameDocument || isBroughtBack) await placeResult(task, `${task.id}-${output.index}`, image.blob);
		else await documents.openPicture(image.blob, nameOf(task));
		await documents.flush();
		if (!isSameDocument) noticeOpened(before);
	}

	let restored: Promise<void> | undefined;

	/** Something else is on the canvas than the person had there. */
	function noticeOpened(before: EditorState["picture"]): void {
		const after = editor.getState().picture;
		if (!before || !after || before.id === after.id) return;
		notify({
			tone: "info",
			text: translate("app.opened", { name: after.name }),
			action: {
				label: translate("app.back", { name: before.name }),
				run: () => void documents.openStored(before.id).catch(report),
			},
		});
	}

	const results = createResultActions({
		editor,
		library,
		runner,
		route: () => {
			const { choice } = useGatewayStatus.getState();
			return choice && choice.kind !== "none" ? choice : null;
		},
		async openStored(id) {
			const before = editor.getState().picture;
			await documents.openStored(id);
			noticeOpened(before);
		},
		onGone: () => notify({ tone: "error", text: translate("app.requestGone") }),
		onNoRoute: () => notify({ tone: "error", text: translate("prompt.disabled.gateway") }),
		onProblem: (error) => report(error),
		nameBranch: (name) => translate("documents.branchOf", { name }),
	});

	const refuseFile = (error: unknown, name: string): void =>
		notify({ tone: "error", text: translate("files.refused", { name, reason: say(error, getLocale()) }) });

	function putAlong(pictures: readonly Addable[]): void {
		void addReferences({ editor, library }, pictures, refuseFile).then((left) => {
			const values = { most: MOST_IMAGES, count: left };
			if (left > 0) notify({ tone: "info", text: translate("prompt.references.left", values) });
		});
	}

	const reading = "reading a file";
	const imports = createHostImports({
		pick: (purpose) => pickPicturePath(translate(`files.pick.${purpose}`)),
		read: readHostFile,
		watchDrops: watchHostDrops,
		zoneAt,
		hasBackend: () => useGatewayStatus.getState().hasBackend,
		onReading(name, run = () => {}) {
			dismissAbout(reading);
			if (!name) return;
			const [text, action] = [translate("files.reading", { name }), { label: translate("app.cancel"), run }];
			notify({ tone: "info", text, about: reading, isLasting: true, action });
		},
		onProblem: refuseFile,
	});

	const restore = (): Promise<void> => {
		restored ??= documents.restore().catch((error: unknown) => {
			// The banner says it; there is another start when the library opens.
			if (useSaving.getState().library) {
				restored = undefined;
				return;
			}
			log.warn("Image Studio document not restored", { error: error instanceof Error ? error.name : "unknown" });
			notify({ tone: "error", text: translate("app.restoreFailed") });
		});
		return restored;
	};

	async function openFile(path: string): Promise<boolean> {
		await restore();
		const file = await imports.read(path);
		if (!file) return false;
		lookAt("canvas");
		const before = editor.getState().picture;
		await documents.openPicture(file, file.name);
		noticeOpened(before);
		return editor.getState().picture?.id !== before?.id;
	}

	/** Every answer of an edit is a candidate on its picture; of new pictures the first is opened. */
	async function showAll(task: TaskRecord): Promise<void> {
		const shown = task.inputs.edit ? task.outputs : task.outputs.slice(0, 1);
		// One that cannot be shown keeps none of the others back.
		for (const { index } of shown) await showResult(task, index).catch(report);
	}

	const report = (error: unknown): void => notify({ tone: "error", text: say(error, getLocale()) });

	runner.onFinished((task) => {
		const { picture } = editor.getState();
		const isAwaited = picture ? picture.id === task.documentId : task.documentId === undefined;
		noticeOutcome(task, {
			isAwaited,
			isSeen,
			lookAt,
			show: () => void showAll(task).catch(report),
		});
	});

	library.watchDamagedRecords(({ tasks, documents: pictures }) => {
		const count = tasks + pictures;
		if (count > 0)
			notify({ tone: "error", text: translate("library.damaged", { count }), about: "damage", isLasting: true });
	});

	let isCollecting = false;
	let kept: Promise<void> | undefined;
	async function start(): Promise<void> {
		// Until it opens the banner says why; then this begins again.
		const isOpen = await library.open().then(
			() => true,
			() => false,
		);
		if (isOpen) {
			// Where the browser can be asked not to make room with what is the person's.
			void (navigator.storage as StorageManager | undefined)?.persist?.().catch(() => {});
			kept ??= keepPreferences({ editor, library });
			await Promise.all([kept, restore()]);
			await upgrade(library, lockTaskByWebLock);
		}
		await refreshGatewayStatus();
		if (!isOpen) return;
		await runner.recover().catch(report);
		if (isCollecting) return;
		isCollecting = true;
		setTimeout(() => void library.deleteUnusedImages().catch(() => {}), QUIET_MS);
		setInterval(() => void bringInWaiting(), ROOM_MS);
		const hold = holdUsed(library, `window ${makeId()}`, used);
		usePrompt.subscribe((now, before) => now.references !== before.references && hold());
	}

	/** Results for which there was no room. */
	async function bringInWaiting(): Promise<void> {
		if (Object.keys(useTaskProgress.getState().saveProblems).length > 0) await runner.recover().catch(report);
	}

	return {
		editor,
		library,
		runner,
		documents,
		putAlong,
		reuse: reuseTask,
		files: withBarDrops(imports.source, () => editor.getState().picture !== null, putAlong),
		results,
		openFile: (path) => openFile(path).catch(report),
		carryOut: createLinks({ editor, library, documents, openFile, showResult, ready: restore, report }),
		showResult,
		report,
		async savePicture() {
			const { picture } = editor.getState();
			if (picture === null) return;
			const name = `${withoutExtension(picture.name)}.png`;
			const { png } = await saidWhile(translate("export.working"), editor.exportPicture());
			const outcome = await saveImage(new Blob([png], { type: "image/png" }), {
				title: translate("app.savePicture"),
				name,
			});
			if (outcome === "saved") notify({ tone: "success", text: translate("app.saved") });
		},
		start,
		async saveAgain() {
			await library.open().catch(() => {});
			await documents.flush();
			await bringInWaiting();
		},
	};
}

const isFull = (error: unknown): boolean => error instanceof LibraryError && error.code === "quota";
const nameOf = (task: TaskRecord): string => shorten(task.prompt.split("\n")[0] ?? "") || translate("app.result");
