// Implements the task actions: on the canvas, in the prompt bar, in the library and at the gateway. Every outcome is
// reported in a notice, with an undo where there is one.

import { purgeTasks } from "../../bin/purgeTasks";
import { copyPicture } from "../../export/clipboard";
import { saveOutputs } from "../../export/saveOutputs";
import { useGatewayStatus } from "../../gateway/status";
import { openInWindow } from "../../host/windows";
import { translate } from "../../i18n/locale";
import type { TaskRunner } from "../../jobs/taskRunner";
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";
import { showPane } from "../../navigation/panelVisibility";
import { focusPrompt } from "../../navigation/panes";
import { goTo, pictureRoute } from "../../navigation/route";
import { showPrompt } from "../../navigation/showPrompt";
import { notify } from "../../notices/notices";
import { shortenPrompt } from "../../notices/taskNotices";
import { capturePrompt } from "../../prompt/promptState";
import type { ReferenceSource } from "../../prompt/references/requestImages";
import type { TaskActions } from "../taskActions";
import { applyRemedy } from "./applyRemedy";
import { fetchCloudOutputs } from "./fetchCloudOutputs";
import { type RemovePorts, removeTasks } from "./removeTasks";
import { type RetryPorts, retryTask } from "./retryTask";
import { reusePrompt } from "./reusePrompt";
import { setFavourites } from "./setFavourites";

export interface TaskActionPorts {
	readonly library: RemovePorts["library"] &
		Parameters<typeof saveOutputs>[2] &
		Parameters<typeof setFavourites>[1] &
		Pick<Library, "getTask" | "getImage" | "purgeTasks">;
	readonly runner: RetryPorts["runner"] & Pick<TaskRunner, "recoverFromCloud" | "cancel">;
	/** Puts an output on the canvas: into the document it was made for, or, `isNewDocument`, into one of its own. */
	readonly showResult: (task: TaskRecord, index: number, isNewDocument?: boolean) => Promise<void>;
	/** Shows an output where it belongs, without opening a new document. */
	readonly showCandidate: (task: TaskRecord, index: number) => Promise<void>;
	/** Puts an output on the canvas as a layer of the open document. */
	readonly placeAsLayer: (task: TaskRecord, index: number) => Promise<void>;
	readonly addReferences: (pictures: readonly ReferenceSource[]) => void;
	/** Sends the request of a task again. */
	readonly repeatTask: (task: TaskRecord) => void;
	/** Makes the document of an edit the one on the canvas, if the canvas is empty; resolves with the images on the canvas. */
	readonly openForReuse: (task: TaskRecord) => Promise<readonly string[]>;
	readonly report: (error: unknown) => void;
}

export function createTaskActions(ports: TaskActionPorts): TaskActions {
	const { library, runner, report, showResult, showCandidate, placeAsLayer } = ports;
	const attempt = (work: Promise<unknown>): void => void work.catch(report);
	const showCanvas = (): void => showPane("canvas");

	async function addReferences(ids: readonly string[], index?: number): Promise<void> {
		const tasks = await Promise.all(ids.map((id) => library.getTask(id)));
		const pictures = tasks.flatMap((task) => {
			const output = task && findOutput(task, index);
			return output ? [{ image: output.image, name: shortenPrompt(task.prompt) }] : [];
		});
		if (pictures.length === 0) return notify({ tone: "info", text: translate("tasks.noPictures") });
		showPrompt();
		ports.addReferences(pictures);
	}

	return {
		show(task, index = 0) {
			showCanvas();
			attempt(showCandidate(task, index));
		},
		editOnCanvas(task, index = 0) {
			showCanvas();
			attempt(showResult(task, index, true));
		},
		placeAsLayer(task, index = 0) {
			showCanvas();
			attempt(placeAsLayer(task, index));
		},
		openWindow: ({ id }, index = 0) => attempt(openInWindow(`result:${id}/${index}`, pictureRoute(id, index))),
		again: ports.repeatTask,
		openDetail: ({ id }) => goTo({ kind: "task", id }),
		reusePrompt(task) {
			const undo = capturePrompt();
			const reuse = async (): Promise<void> => {
				const onCanvas = await ports.openForReuse(task).catch(() => []);
				reusePrompt(task, onCanvas);
				showPrompt();
				focusPrompt();
				notify({
					tone: "info",
					text: translate("tasks.reused"),
					about: "reused",
					action: { label: translate("app.undo"), run: undo },
				});
			};
			attempt(reuse());
		},
		copy(task, index) {
			const output = findOutput(task, index);
			if (!output) return;
			const picture = library.getImage(output.image).then((image) => image?.blob);
			copyPicture(picture).then(
				() => notify({ tone: "success", text: translate("tasks.copied") }),
				() => notify({ tone: "error", text: translate("tasks.copyRefused") }),
			);
		},
		cancel: ({ id }) => attempt(runner.cancel(id)),
		retry: ({ id }) => attempt(retryTask(id, { library, runner, onProblem: report })),
		remedy: (task) => attempt(applyRemedy(task, { library, runner, onProblem: report })),
		fetchCloudOutputs: ({ id }) => attempt(fetchCloudOutputs(id, runner)),
		setFavourite: (ids, isFavourite, index) => attempt(setFavourites({ ids, index, isFavourite }, library)),
		useAsReference: (ids, index) => attempt(addReferences(ids, index)),
		save: (ids, index) => attempt(saveOutputs(ids, index, library, useGatewayStatus.getState().settings)),
		remove: (ids) =>
			attempt(removeTasks(ids, { library, purgeTasks: (all) => purgeTasks(all, library), onProblem: report })),
	};
}

/** The output with this index in the provider's answer, or the first one. */
const findOutput = ({ outputs }: TaskRecord, index?: number) =>
	outputs.find((output) => output.index === index) ?? outputs[0];
