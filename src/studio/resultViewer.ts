// Puts task outputs on the canvas: into the document they were made for, or into a new one. Opens documents on the way, and
// then offers the way back to the previous one.
import type { Editor, EditorState, SavedDocument, SavedEdit } from "../../editor/index";
import type { Documents } from "../documents/documents";
import { translate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { notify } from "../notices/notices";
import { shortenPrompt } from "../notices/taskNotices";
import { addGeneration, isListedGeneration } from "../results/generations";
import { isGeneration } from "./withGenerations";

export interface ResultViewerPorts {
	readonly editor: Pick<Editor, "getState" | "showResult" | "showGenerated" | "placeLayer">;
	readonly library: Pick<Library<SavedDocument>, "getImage">;
	readonly documents: Pick<Documents, "openStored" | "openPicture" | "flush">;
	readonly report: (error: unknown) => void;
}

export interface ResultViewer {
	/** `isNewDocument`: opens the output as a picture of its own, whatever document it was made for. */
	showResult(task: TaskRecord, index: number, isNewDocument?: boolean): Promise<void>;
	/** Shows every output of an edit as a candidate on its picture; those of a generation on the result strip, if they are not. */
	showAllResults(task: TaskRecord): Promise<void>;
	/** Shows an output where it belongs: an edit's on its picture, a generation's on the result strip. Opens no new document. */
	showCandidate(task: TaskRecord, index: number): Promise<void>;
	/** Puts an output on the open picture as a layer: an edit's of this picture where it belongs, any other in view. */
	placeAsLayer(task: TaskRecord, index: number): Promise<void>;
	/** Opens a document as `open` does and, if it replaced another one, offers to go back. */
	openWithWayBack<T>(open: () => Promise<T>): Promise<T>;
}

export function createResultViewer({ editor, library, documents, report }: ResultViewerPorts): ResultViewer {
	/** Tells the user when the answer has nothing in common with the picture. */
	async function addCandidate({ inputs }: TaskRecord, id: string, blob: Blob): Promise<void> {
		const { drift } = await editor.showResult(id, blob, inputs.edit as SavedEdit | undefined);
		if (drift?.isMaskIgnored) notify({ tone: "info", text: translate("app.maskIgnored") });
	}

	async function showResult(task: TaskRecord, index: number, isNewDocument = false): Promise<void> {
		const output = task.outputs.find((one) => one.index === index) ?? task.outputs[0];
		const image = output ? await library.getImage(output.image) : undefined;
		if (!output || !image) {
			notify({ tone: "error", text: translate("tasks.pictureMissing") });
			return;
		}
		const before = editor.getState().picture;
		const isSameDocument = !isNewDocument && before !== null && before.id === task.documentId;
		const isReopened =
			!isNewDocument &&
			!isSameDocument &&
			task.documentId !== undefined &&
			(await documents.openStored(task.documentId));
		// The user opened or closed a document meanwhile.
		if (isReopened && editor.getState().picture?.id !== task.documentId) return;
		if (isSameDocument || isReopened) await addCandidate(task, `${task.id}-${output.index}`, image.blob);
		else await documents.openPicture(image.blob, nameOf(task));
		await documents.flush();
		if (!isSameDocument) offerWayBack(before);
	}

	async function placeAsLayer(task: TaskRecord, index: number): Promise<void> {
		const output = task.outputs.find((one) => one.index === index) ?? task.outputs[0];
		const image = output ? await library.getImage(output.image) : undefined;
		if (!output || !image) {
			notify({ tone: "error", text: translate("tasks.pictureMissing") });
			return;
		}
		const edit = task.inputs.edit as SavedEdit | undefined;
		const isOwn = edit !== undefined && editor.getState().picture?.id === task.documentId;
		const answer = isOwn ? { edit, result: `${task.id}-${output.index}` } : {};
		if (isGeneration(task)) editor.showGenerated(null);
		// The prompt would be the layer's name in exported files.
		await editor.placeLayer(image.blob, translate("tasks.layerName"), answer);
	}

	/** Does nothing when the canvas was empty before, or shows the same document. */
	function offerWayBack(before: EditorState["picture"]): void {
		const after = editor.getState().picture;
		if (!before || !after || before.id === after.id) return;
		notify({
			tone: "info",
			text: translate("app.opened", { name: after.name }),
			action: {
				label: translate("app.backTo", { name: before.name }),
				run: () => void documents.openStored(before.id).catch(report),
			},
		});
	}

	return {
		showResult,
		placeAsLayer,
		async showAllResults(task) {
			if (isGeneration(task)) {
				if (isListedGeneration(task.id)) return;
				addGeneration(task.id);
				editor.showGenerated(`${task.id}-${task.outputs[0]?.index ?? 0}`);
				return;
			}
			// One that cannot be shown must not hold back the others.
			for (const { index } of task.outputs) await showResult(task, index).catch(report);
		},
		async showCandidate(task, index) {
			if (!isGeneration(task)) return showResult(task, index);
			addGeneration(task.id);
			editor.showGenerated(`${task.id}-${index}`);
		},
		async openWithWayBack(open) {
			const before = editor.getState().picture;
			const opened = await open();
			offerWayBack(before);
			return opened;
		},
	};
}

const nameOf = (task: TaskRecord): string => shortenPrompt(task.prompt.split("\n")[0] ?? "") || translate("app.result");
