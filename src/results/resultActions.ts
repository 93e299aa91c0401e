// What the studio knows of the results on the canvas and does about them: whose words brought them, the same request once
// more, a document of its own from an earlier state, a look at it in full.
import type { Editor, ResultRequest, ResultSource, SavedDocument } from "../../editor/index";
import type { TaskDraft, TaskRoute } from "../jobs/taskDraft";
import type { TaskRunner } from "../jobs/taskRunner";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { openLightbox } from "../lightbox/state";

export interface ResultPorts {
	readonly editor: Pick<Editor, "branch">;
	readonly library: Pick<Library<SavedDocument>, "getTask" | "putDocument">;
	readonly runner: Pick<TaskRunner, "start">;
	/** Where requests go now; null: nowhere. */
	readonly route: () => TaskRoute | null;
	/** What the document shown now is saved as, then shows this stored one instead. */
	readonly openStored: (id: string) => Promise<unknown>;
	/** The request of a result has been deleted. */
	readonly onTaskMissing: () => void;
	/** Nothing is connected. */
	readonly onNoRoute: () => void;
	readonly onProblem: (error: unknown) => void;
	readonly nameBranch: (name: string) => string;
}

export function createResultActions(ports: ResultPorts): ResultSource {
	const { editor, library, runner } = ports;
	const taskOf = (result: string) => library.getTask(taskIdOf(result));

	async function ask(result: string, wish: ResultRequest, words?: string): Promise<void> {
		const task = await taskOf(result);
		if (task === undefined) return ports.onTaskMissing();
		if (wish === "look") {
			const at = task.outputs.findIndex(({ index }) => result === `${task.id}-${index}`);
			return openLightbox(task.id, Math.max(0, at));
		}
		const route = ports.route();
		if (route === null) return ports.onNoRoute();
		await runner.start(repeatDraft(task, route, wish, words));
	}

	async function branch(id: string | null): Promise<void> {
		const branched = editor.branch(id);
		if (branched === null) return;
		await library.putDocument(branched.id, { ...branched, name: ports.nameBranch(branched.name) });
		await ports.openStored(branched.id);
	}

	return {
		async describe(result) {
			const task = await taskOf(result);
			if (task === undefined) return undefined;
			const { model, size, quality } = task.params;
			const detail = [model, size?.replace("x", " × "), quality].filter(Boolean).join(" · ");
			return { prompt: task.prompt, replaced: replacedText(task), detail, at: task.createdAt, canRepeat: true };
		},
		request: (result, wish, words) => void ask(result, wish, words).catch(ports.onProblem),
		branch: (id) => void branch(id).catch(ports.onProblem),
	};
}

/** A result is named by its task and its place in the answer. */
function taskIdOf(result: string): string {
	return result.slice(0, Math.max(0, result.lastIndexOf("-")));
}

/** What was written; where mentions in it were spelled out, what went out. */
function replacedText({ prompt, sentPrompt = prompt }: TaskRecord): string {
	return sentPrompt.includes(prompt) ? prompt : sentPrompt;
}

/** The very picture and mask that went out then, by today's route. */
function repeatDraft(task: TaskRecord, route: TaskRoute, wish: ResultRequest, words?: string): TaskDraft {
	const { operation, prompt, sentPrompt, params, inputs, documentId } = task;
	// What was added to the words stays added.
	const sent = words === undefined ? sentPrompt : sentPrompt?.replace(replacedText(task), () => words);
	return {
		operation,
		prompt: words ?? prompt,
		...(sent === undefined || sent === words ? {} : { sentPrompt: sent }),
		route,
		params: wish === "more" ? { ...params, n: 1 } : params,
		...(documentId === undefined ? {} : { documentId }),
		inputs,
	};
}
