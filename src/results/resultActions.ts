// The studio's side of the results on the canvas: describes the request behind a result, repeats it, branches a new
// document off an earlier state, and opens a result in the lightbox.
import type { Editor, ResultRequest, ResultSource, SavedDocument } from "../../editor/index";
import type { TaskDraft, TaskRoute } from "../jobs/taskDraft";
import type { TaskRunner } from "../jobs/taskRunner";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { openLightbox } from "../lightbox/lightboxState";
import { dismissGenerated } from "./generations";

export interface ResultPorts {
	readonly editor: Pick<Editor, "branch">;
	readonly library: Pick<Library<SavedDocument>, "getTask" | "putDocument">;
	readonly runner: Pick<TaskRunner, "start">;
	/** The current gateway; null: none is usable. */
	readonly route: () => TaskRoute | null;
	/** Saves the open document and opens this stored one instead. */
	readonly openStored: (id: string) => Promise<unknown>;
	/** Opens this output as a document of its own. */
	readonly openOutput: (task: TaskRecord, index: number) => void;
	/** Puts this output on the canvas as a layer. */
	readonly placeAsLayer: (task: TaskRecord, index: number) => void;
	/** Adds this output to the reference pictures. */
	readonly useAsReference: (task: TaskRecord, index: number) => void;
	/** Called when the task of a result has been deleted. */
	readonly onTaskMissing: () => void;
	/** Called when no gateway is usable. */
	readonly onNoRoute: () => void;
	readonly onProblem: (error: unknown) => void;
	readonly nameBranch: (name: string) => string;
}

export interface ResultActions extends ResultSource {
	/** Sends the request of a task again, for as many pictures. */
	repeatTask(task: TaskRecord): void;
}

export function createResultActions(ports: ResultPorts): ResultActions {
	const { editor, library, runner } = ports;
	const taskOf = (result: string) => library.getTask(taskIdOf(result));

	async function repeat(task: TaskRecord, kind: ResultRequest, prompt?: string): Promise<void> {
		const route = ports.route();
		if (route === null) return ports.onNoRoute();
		await runner.start(repeatDraft(task, route, kind, prompt));
	}

	async function request(result: string, kind: ResultRequest, prompt?: string): Promise<void> {
		if (kind === "dismiss") return dismissGenerated(result);
		const task = await taskOf(result);
		if (task === undefined) return ports.onTaskMissing();
		const index = Number(result.slice(task.id.length + 1));
		if (kind === "open") return ports.openOutput(task, index);
		if (kind === "layer") return ports.placeAsLayer(task, index);
		if (kind === "reference") return ports.useAsReference(task, index);
		if (kind === "look") {
			const at = task.outputs.findIndex(({ index }) => result === `${task.id}-${index}`);
			return openLightbox(task.id, Math.max(0, at));
		}
		await repeat(task, kind, prompt);
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
			return { prompt: task.prompt, editablePrompt: replacedText(task), detail, at: task.createdAt, canRepeat: true };
		},
		repeatTask: (task) => void repeat(task, "reproduce").catch(ports.onProblem),
		request: (result, kind, prompt) => void request(result, kind, prompt).catch(ports.onProblem),
		branch: (id) => void branch(id).catch(ports.onProblem),
	};
}

/** The id of a result is the task's id, a dash and the output's index in the answer. */
function taskIdOf(result: string): string {
	return result.slice(0, Math.max(0, result.lastIndexOf("-")));
}

/** The prompt as written or, if mentions in it were spelled out, as sent. */
function replacedText({ prompt, sentPrompt = prompt }: TaskRecord): string {
	return sentPrompt.includes(prompt) ? prompt : sentPrompt;
}

/** A draft with the task's picture and mask, sent through the current gateway. */
function repeatDraft(task: TaskRecord, route: TaskRoute, kind: ResultRequest, newPrompt?: string): TaskDraft {
	const { operation, prompt, sentPrompt, params, inputs, documentId } = task;
	// Instructions that were added to the prompt are kept.
	const sent = newPrompt === undefined ? sentPrompt : sentPrompt?.replace(replacedText(task), () => newPrompt);
	return {
		operation,
		prompt: newPrompt ?? prompt,
		...(sent === undefined || sent === newPrompt ? {} : { sentPrompt: sent }),
		route,
		params: kind === "more" ? { ...params, n: 1 } : params,
		...(documentId === undefined ? {} : { documentId }),
		inputs,
	};
}
