// Wires the studio together: one editor, one library and one task runner per page. They outlive the panel and are created
// at its first mount.
import { makeId } from "../../editor/basics";
import {
	createEditor,
	describePictureNote,
	type Editor,
	type FileSource,
	type ImageStore,
	type PictureNote,
	type ResultSource,
	type SavedDocument,
} from "../../editor/index";
import { webDocumentLock } from "../documents/documentLock";
import { createDocuments, type Documents } from "../documents/documents";
import { keepThumbnail } from "../documents/keepThumbnail";
import { useGatewayStatus } from "../gateway/status";
import { backend } from "../host/backend";
import { getLocale, translate } from "../i18n/locale";
import type { TaskRunner } from "../jobs/taskRunner";
import { readLayers } from "../layered";
import { collectImageHashes } from "../library/imageHashes";
import { type Library, openLibrary } from "../library/library";
import { LibraryError } from "../library/libraryError";
import type { TaskRecord } from "../library/records";
import { followMaskRequests } from "../masks/maskCommands";
import { offerRecords } from "../metadata/foundRecord";
import { isPaneVisible, showPane } from "../navigation/panelVisibility";
import { describeError } from "../notices/describeError";
import { toHostNotification } from "../notices/hostNotification";
import { notify } from "../notices/notices";
import { setSaveProblem, useSaveStatus } from "../notices/saveStatus";
import { notifyTaskEnded } from "../notices/taskNotices";
import { MAX_INPUT_IMAGES, referencedImages } from "../prompt/promptState";
import {
	addReferences as addToRequest,
	areReferencesOnCanvas,
	type ReferenceSource,
	withPromptDrops,
} from "../prompt/references/requestImages";
import { isListedGeneration } from "../results/generations";
import { createResultActions } from "../results/resultActions";
import { markShown } from "../results/shownTasks";
import { createTaskActions } from "../tasks/actions/taskActions";
import type { TaskActions } from "../tasks/taskActions";
import { remedyLabel } from "../tasks/taskMenu";
import { reportCanvasSteps } from "../undo/reportCanvasSteps";
import { createFileImports, notifyFileRefused } from "./fileImports";
import { followIntent } from "./followIntent";
import { withImageLeases } from "./imageLeases";
import { createLinkHandler, dismissLinkNotice, type HandleLink } from "./linkHandler";
import { createResultViewer } from "./resultViewer";
import { savePicture } from "./savePicture";
import { createSegmentation } from "./segmentation";
import { createStartup } from "./startup";
import { createStudioTaskRunner, currentRoute } from "./studioTaskRunner";
import { isGeneration, withGenerations } from "./withGenerations";

export interface Studio {
	readonly editor: Editor;
	readonly library: Library<SavedDocument>;
	readonly runner: TaskRunner;
	readonly documents: Documents;
	readonly taskActions: TaskActions;
	/** Imports by host path: its file dialog and drops on its window. */
	readonly files: FileSource;
	/** Describes the results on the canvas and repeats their requests. */
	readonly results: ResultSource;
	/** Runs an action route or a launch URL. */
	readonly handleLink: HandleLink;
	/** Adds reference pictures to the canvas, or to the prompt bar if the next request generates. */
	addReferences(pictures: readonly ReferenceSource[]): void;
	/** Opens a file that the host opens with the studio, as a new document. */
	openFile(path: string): Promise<unknown>;
	/** Saves the flattened picture to a file. */
	savePicture(): Promise<void>;
	/** Stores again what could not be stored: the canvas, and results that wait for space. */
	retrySaving(): Promise<void>;
	/** Called when requests have been sent. */
	onSent(): void;
	/** Shows an error in a notice. */
	report(error: unknown): void;
	/** Restores, recovers and reads the gateways. Called at every mount, and quick when there is nothing to do. */
	start(): Promise<void>;
}

let studio: Studio | undefined;

export function getStudio(): Studio {
	studio ??= createStudio();
	return studio;
}

function createStudio(): Studio {
	const report = (error: unknown): void => notify({ tone: "error", text: describeError(error, getLocale()) });

	/** The images that only this window's state refers to, which nothing stored names. */
	const usedImages = (): string[] => [
		...referencedImages(),
		...collectImageHashes([editor.save(), documents.unsaved()]),
	];
	const stored = openLibrary<SavedDocument>({
		lists: ["history.past", "history.future"],
		onState(libraryProblem) {
			const isReopened = libraryProblem === undefined && useSaveStatus.getState().libraryProblem !== undefined;
			useSaveStatus.setState({ libraryProblem });
			if (isReopened) void startup.start();
		},
	});
	const library = withImageLeases(
		stored,
		usedImages,
		() => startup.renewLease(),
		() => void startup.retryUnsavedResults(),
	);
	const images: ImageStore = {
		put: (bytes) => library.putImage(bytes),
		get: async (id) => (await library.getImage(id))?.blob,
	};
	const editor = createEditor({ images, readLayers, segmentation: createSegmentation(backend, report) });
	reportCanvasSteps(editor);
	const runner = withGenerations(createStudioTaskRunner(library, report), (id) => editor.showGenerated(id));
	const documents = createDocuments({
		editor,
		library,
		lock: webDocumentLock,
		newId: makeId,
		onSaveProblem(error) {
			setSaveProblem(error === undefined ? null : isQuotaExceeded(error) ? "full" : "other");
			if (error === undefined) startup.retryUnsavedResultsSoon();
		},
		onProblem: report,
	});
	keepThumbnail({ editor, library });
	offerRecords({ editor, library });
	followMaskRequests({ editor, library, report });
	// Registered here and not by the panel, which may be unmounted when the page goes.
	addEventListener("pagehide", () => void documents.flush());
	const startup = createStartup({ editor, library, documents, runner, usedImages, report });
	followIntent(editor, startup.isRestored);
	const { showResult, showCandidate, placeAsLayer, showAllResults, openWithWayBack } = createResultViewer({
		editor,
		library,
		documents,
		report,
	});
	const imports = createFileImports();

	function addReferences(pictures: readonly ReferenceSource[]): void {
		const notifyNote = (note: PictureNote) => notify({ tone: "info", text: describePictureNote(note, getLocale()) });
		void addToRequest({ editor, library }, pictures, notifyFileRefused, notifyNote).then((left) => {
			const values = { most: MAX_INPUT_IMAGES, count: left };
			if (left > 0) notify({ tone: "info", text: translate("prompt.references.limit", values) });
		});
	}

	/** Resolves with whether the canvas shows the file. */
	async function openFile(path: string): Promise<boolean> {
		await startup.restore();
		const file = await imports.read(path);
		if (!file) return false;
		showPane("canvas");
		const before = editor.getState().picture;
		await openWithWayBack(() => documents.openPicture(file, file.name));
		return editor.getState().picture?.id !== before?.id;
	}

	/** An empty canvas shows the document of the edit; any other stays as it is. */
	async function openForReuse({ documentId, inputs }: TaskRecord): Promise<readonly string[]> {
		const isEmpty = editor.getState().picture === null;
		if (isEmpty && inputs.target !== undefined && documentId !== undefined) await documents.openStored(documentId);
		return editor.getState().references.map(({ image }) => image);
	}

	const results = createResultActions({
		editor,
		library,
		runner,
		route: currentRoute,
		openOutput: (task, index) => taskActions.editOnCanvas(task, index),
		placeAsLayer: (task, index) => taskActions.placeAsLayer(task, index),
		useAsReference: ({ id }, index) => taskActions.useAsReference([id], index),
		openStored: (id) => openWithWayBack(() => documents.openStored(id)),
		onTaskMissing: () => notify({ tone: "error", text: translate("app.requestDeleted") }),
		onNoRoute: () => notify({ tone: "error", text: translate("prompt.disabled.gateway") }),
		onProblem: report,
		nameBranch: (name) => translate("documents.branchOf", { name }),
	});
	const taskActions: TaskActions = createTaskActions({
		...{ library, runner, showResult, showCandidate, placeAsLayer, addReferences, report, openForReuse },
		repeatTask: results.repeatTask,
	});
	runner.onFinished((task) => {
		void library.markChange().catch(() => {});
		const { picture } = editor.getState();
		const isAwaited = isGeneration(task) ? isListedGeneration(task.id) : picture?.id === task.documentId;
		const showResults = (): void =>
			void showAllResults(task)
				.catch(report)
				.finally(() => markShown(task.id));
		if (!isAwaited || task.outputs.length === 0) markShown(task.id);
		const label = remedyLabel(task, translate);
		const remedy = label === undefined ? undefined : { label, run: () => taskActions.remedy(task) };
		if (!isPaneVisible("canvas") && !isPaneVisible("tasks")) notifyByHost(task);
		notifyTaskEnded(task, { isAwaited, isPaneVisible, showPane, showResults, remedy });
	});

	library.watchDamagedRecords(({ tasks, documents: pictures }) => {
		const count = tasks + pictures;
		if (count > 0)
			notify({ tone: "error", text: translate("library.damaged", { count }), about: "damage", isLasting: true });
	});

	return {
		editor,
		library,
		runner,
		documents,
		taskActions,
		files: withPromptDrops(imports.source, () => areReferencesOnCanvas(editor), addReferences),
		results,
		handleLink: createLinkHandler({
			editor,
			library,
			documents,
			openFile,
			showResult,
			restore: startup.restore,
			report,
		}),
		addReferences,
		openFile: (path) => openFile(path).catch(report),
		savePicture: () => savePicture(editor, library),
		async retrySaving() {
			await library.open().catch(() => {});
			// Side by side: paid results do not wait for a document that cannot be saved.
			await Promise.all([documents.flush(), startup.retryUnsavedResults()]);
		},
		onSent: dismissLinkNotice,
		report,
		start: startup.start,
	};
}

/** Without the backend, or where the host refuses, the notice in the panel remains. */
function notifyByHost(task: TaskRecord): void {
	const { settings, hasBackend } = useGatewayStatus.getState();
	const shown = settings.notify_when_hidden && hasBackend ? toHostNotification(task) : null;
	if (shown) void backend.notify(shown.title, shown.message, shown.isFailure).catch(() => {});
}

const isQuotaExceeded = (error: unknown): boolean => error instanceof LibraryError && error.code === "quota";
