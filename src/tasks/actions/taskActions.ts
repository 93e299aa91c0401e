// What can be done with tasks, carried out: on the canvas, in the prompt bar, in the library, at the gateway. What came of
// it is said in a notice, with a way back where there is one.
import { copyPicture } from "../../export/clipboard";
import { saveOutputs } from "../../export/saveOutputs";
import { openInWindow } from "../../host/windows";
import { translate } from "../../i18n/locale";
import type { TaskRecord } from "../../library/records";
import { pictureRoute } from "../../navigation/links";
import { focusPrompt } from "../../navigation/panes";
import { goTo } from "../../navigation/route";
import { notify } from "../../notices/notices";
import { shorten } from "../../notices/taskNotices";
import { keepPrompt } from "../../prompt/promptState";
import type { Studio } from "../../studio/studio";
import type { TaskDeeds } from "../taskActions";
import { bringIn } from "./fetchCloudOutputs";
import { removeTasks } from "./removeTasks";
import { retryTask } from "./retryTask";

/** `onCanvas`: the canvas is to be seen now. */
export function makeTaskDeeds(studio: Studio, onCanvas: () => void): TaskDeeds {
	const { library, runner, report } = studio;
	const attempt = (work: Promise<unknown>): void => void work.catch(report);
	const toCanvas = (): void => {
		goTo({ kind: "canvas" });
		onCanvas();
	};

	async function asReferences(ids: readonly string[], index?: number): Promise<void> {
		const tasks = await Promise.all(ids.map((id) => library.getTask(id)));
		const pictures = tasks.flatMap((task) => {
			const output = task && outputOf(task, index);
			return output ? [{ image: output.image, name: shorten(task.prompt) }] : [];
		});
		if (pictures.length === 0) return notify({ tone: "info", text: translate("tasks.noPictures") });
		toCanvas();
		studio.putAlong(pictures);
	}

	function reuse(task: TaskRecord): void {
		const undo = keepPrompt();
		studio.reuse(task);
		toCanvas();
		focusPrompt();
		notify({
			tone: "info",
			text: translate("tasks.reused"),
			about: "reused",
			action: { label: translate("tasks.undo"), run: undo },
		});
	}

	return {
		show(task, index = 0) {
			toCanvas();
			attempt(studio.showResult(task, index));
		},
		editOnCanvas(task, index = 0) {
			toCanvas();
			attempt(studio.showResult(task, index, true));
		},
		openWindow: ({ id }, index = 0) => attempt(openInWindow(`result:${id}/${index}`, pictureRoute(id, index))),
		detail: ({ id }) => goTo({ kind: "task", id }),
		reuse,
		copy(task, index) {
			const output = outputOf(task, index);
			if (!output) return;
			const picture = library.getImage(output.image).then((image) => image?.blob);
			copyPicture(picture).then(
				() => notify({ tone: "success", text: translate("tasks.copied") }),
				() => notify({ tone: "error", text: translate("tasks.copyRefused") }),
			);
		},
		cancel: ({ id }) => attempt(runner.cancel(id)),
		retry: ({ id }) => attempt(retryTask(id, { library, runner, onProblem: report })),
		bringIn: ({ id }) => attempt(bringIn(id, runner)),
		setFavourite: (ids, isFavourite) => attempt(library.setFavourites(ids, isFavourite)),
		useAsReference: (ids, index) => attempt(asReferences(ids, index)),
		save: (ids, index) => attempt(saveOutputs(ids, index, library)),
		remove: (ids) => attempt(removeTasks(ids, { library, onProblem: report })),
	};
}

const outputOf = ({ outputs }: TaskRecord, index?: number) =>
	outputs.find((output) => output.index === index) ?? outputs[0];
