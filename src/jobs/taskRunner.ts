// Drives tasks: submit → progress → pictures into the library → acknowledge. Lives as long as the page, not as long as
// the panel, and writes to the library itself. Knows no user interface.
import type { CustomGateway } from "../gateway/custom";
import type { ManagedGateway } from "../gateway/managed";
import type { GatewayHandlers, GatewayRequest, InputPicture, Outcome, Stage } from "../gateway/types";
import type { Backend } from "../host/backend";
import { StudioError, toStudioError } from "../host/errors";
import type { Log } from "../host/log";
import type { GatewayMode } from "../host/pluginSettings";
import type { Library } from "../library/library";
import { LibraryError } from "../library/libraryError";
import type { TaskError, TaskEstimate, TaskInputs, TaskOutput, TaskParams, TaskRecord } from "../library/records";
import { createCloudRecovery } from "./cloudRecovery";
import { type ApiMode, errorFields, outcomeFields, taskFields } from "./logFields";
import { isPartialRetry, missingIndices, outputIndexFor } from "./missingOutputs";
import type { TaskLock } from "./taskLock";
import type { TaskProgress } from "./taskProgress";
import { createUnsavedOutcomes } from "./unsavedOutcomes";

/** A task as asked for: everything but what the runner adds. Pictures are in the library already. */
export interface TaskDraft {
	readonly operation: "generate" | "edit";
	readonly prompt: string;
	readonly sentPrompt?: string;
	readonly group?: string;
	readonly params: TaskParams;
	readonly estimate?: TaskEstimate;
	readonly route: Route;
	readonly documentId?: string;
	readonly inputs: TaskInputs;
}

export type Route =
	/** `profileId` absent: the profile in use, if it has this address. */
	{ readonly kind: "custom"; readonly baseUrl: string; readonly profileId?: string } | { readonly kind: "managed" };

export interface TaskRunnerPorts {
	readonly library: Pick<
		Library,
		"addTask" | "getTask" | "changeTask" | "tasksWithStatus" | "tasksWithImages" | "putImage" | "getImage"
	>;
	readonly gateways: { readonly custom: CustomGateway; readonly managed: ManagedGateway };
	readonly backend: Pick<Backend, "acknowledge" | "cancel" | "list">;
	readonly log: Log;
	readonly lockTask: TaskLock;
	/** `apiMode` is that of the profile; absent: of the one in use. */
	readonly settings: (profileId?: string) => {
		readonly mode: GatewayMode;
		readonly isBase64Wanted: boolean;
		readonly apiMode?: ApiMode;
	};
	readonly onStage: (taskId: string, stage: Stage | undefined) => void;
	/** What can be seen of it while it runs. */
	readonly onProgress: (taskId: string, change: (live: TaskProgress) => TaskProgress) => void;
	/** An outcome could not be written down (undefined: it could). */
	readonly onSaveProblem: (taskId: string, code: string | undefined) => void;
	/** A task found the backend gone; said once the task is settled, so that recover() may take it up again. */
	readonly onBackendLost: () => void;
	readonly newId: () => string;
	readonly now: () => number;
}

export interface TaskRunner {
	/** Resolves with the task's id once it is stored; the work goes on. */
	start(draft: TaskDraft): Promise<string>;
	/**
	 * The same again, by the route given: of several pictures only those that are missing. A result that waits in the
	 * backend is fetched instead of asked for twice.
	 */
	retry(taskId: string, route: Route): Promise<void>;
	/** Custom: stops the request. Managed: stops waiting; a late result is still kept. */
	cancel(taskId: string): Promise<void>;
	/** At mount and when the backend is back: brings in what finished unseen, follows what runs, marks what was cut off. */
	recover(): Promise<void>;
	/**
	 * Managed, interrupted: stores what the account has saved of it meanwhile. Resolves with whether there was anything;
	 * it may still come, so asking again makes sense.
	 */
	recoverFromCloud(taskId: string): Promise<boolean>;
	onFinished(listener: (task: TaskRecord) => void): () => void;
}

type Follow = (handlers: GatewayHandlers, signal: AbortSignal) => Promise<Outcome>;

type WaitingJob = Awaited<ReturnType<Backend["list"]>>[number];

/** A task that this window drives until it lets go. */
interface Taken {
	readonly task: TaskRecord;
	readonly abort: AbortController;
	readonly letGo: () => void;
}

export function createTaskRunner(ports: TaskRunnerPorts): TaskRunner {
	const { library, gateways, backend, log } = ports;
	const running = new Map<string, AbortController>();
	const listeners = new Set<(task: TaskRecord) => void>();
	const held = createUnsavedOutcomes();
	const lost = createCloudRecovery({ library, managed: gateways.managed });

	const describe = (task: TaskRecord) => {
		const { mode, apiMode } = ports.settings(task.profileId);
		return taskFields(task, mode, apiMode);
	};

	/** Undefined where another window has the task, or `ready` finds nothing to do; only then is it changed by none. */
	async function take(id: string, ready: () => Promise<TaskRecord | undefined>): Promise<Taken | undefined> {
		if (running.has(id)) return undefined;
		const abort = new AbortController();
		// Before the claim is there: a recovery that starts meanwhile must not take the task for left alone.
		running.set(id, abort);
		let release: (() => void) | undefined;
		let task: TaskRecord | undefined;
		const letGo = (): void => {
			running.delete(id);
			release?.();
		};
		try {
			release = await ports.lockTask(id);
			task = release && (await ready());
		} finally {
			if (!task) letGo();
		}
		return task && { task, abort, letGo };
	}

	async function drive({ task, abort, letGo }: Taken, follow: Follow): Promise<void> {
		let hasEnded = false;
		let isBackendLost = false;
		let jobId = task.jobId;
		let assets: number | undefined;
		ports.onSaveProblem(task.id, undefined);
		ports.onStage(task.id, "sending");
		/** The backend keeps what it has until it was written down; the cloud keeps nothing. */
		const write = <T>(work: () => Promise<T>): Promise<T> =>
			task.gateway === "managed" ? held.save(work, (code) => ports.onSaveProblem(task.id, code)) : work();
		const change = (to: (now: TaskRecord) => TaskRecord) => write(() => library.changeTask(task.id, to));
		const verb = task.jobId ? "resumed" : "started";
		log.info(`Image Studio generation ${verb}`, describe(task));
		const handlers: GatewayHandlers = {
			onStage: (stage) => {
				if (!isStoppedWaiting(task, abort)) ports.onStage(task.id, stage);
				ports.onProgress(task.id, ({ retry: _, ...live }) => live);
			},
			onJob: async (id) => {
				jobId = id;
				await change((now) => ({ ...now, jobId: id }));
			},
			onPicture: async ({ blob, ...picture }) => {
				const image = await write(() => library.putImage(blob));
				const index = outputIndexFor(task, picture.index);
				const output: TaskOutput = { ...picture, index, image, contentType: blob.type };
				await change((now) => ({ ...now, outputs: withOutput(now.outputs, output) }));
				ports.onProgress(task.id, (live) => withPreview(live, index, undefined));
			},
			onPartial: ({ index, blob }) => ports.onProgress(task.id, (live) => withPreview(live, index, blob)),
			onRetry: ({ afterMs, reason }) =>
				ports.onProgress(task.id, (live) => ({ ...live, retry: { at: ports.now() + afterMs, reason } })),
			onPictureFailed: () => ports.onProgress(task.id, (live) => ({ ...live, failedCount: live.failedCount + 1 })),
			onEnded: () => {
				hasEnded = true;
			},
		};
		try {
			const finished = await follow(handlers, abort.signal).then(
				(outcome) => {
					assets = outcome.assets;
					return change((now) => succeeded(now, outcome));
				},
				(error: unknown) => {
					// The library itself failed: the outcome stays with the backend.
					if (error instanceof LibraryError) throw error;
					const told = toStudioError(error).toRecord();
					isBackendLost = told.code === "backend_unavailable";
					const cause = isBackendLost && jobId ? lostSight(told) : told;
					return change((now) => failed(now, cause, ports.now()));
				},
			);
			// Of a task that is not there to be written to, the backend keeps what came.
			if (finished && hasEnded && jobId) await backend.acknowledge(jobId).catch(() => {});
			if (finished) report(finished, assets);
		} catch (error) {
			const code = error instanceof LibraryError ? error.code : "internal";
			ports.onSaveProblem(task.id, code);
			log.error("Image Studio generation failed", { ...describe(task), error: code });
		} finally {
			ports.onStage(task.id, undefined);
			letGo();
		}
		if (isBackendLost) ports.onBackendLost();
	}

	function report(task: TaskRecord, assets: number | undefined): void {
		const fields = { ...describe(task), ...outcomeFields(task, assets) };
		if (task.status === "done") log.info("Image Studio generation succeeded", fields);
		else if (task.error) {
			const write = task.status === "cancelled" ? log.warn : log.error;
			write("Image Studio generation failed", {
				...fields,
				...errorFields(task.error, task.sentPrompt ?? task.prompt),
			});
		}
		for (const listener of listeners) listener(task);
	}

	/** A new request, or, for a task that has a job, what comes of that. */
	async function go(taken: Taken | undefined): Promise<void> {
		if (!taken) return;
		const { task } = taken;
		const { jobId } = task;
		await drive(taken, async (handlers, signal) =>
			jobId
				? gateways.custom.resume(jobId, handlers, signal)
				: gateways[task.gateway].run(await toRequest(task), handlers, signal),
		);
	}

	/** To be taken up from the backend; undefined: nothing of it is missing here. */
	async function readyFor(job: WaitingJob): Promise<TaskRecord | undefined> {
		const task = await library.getTask(job.task_id);
		if (!task) return undefined;
		const isFormer = task.requestId !== job.request_id && job.state !== "running" && job.received === 0;
		if (isFormer || isWrittenDown(task, job)) {
			await backend.acknowledge(job.job_id).catch(() => {});
			return undefined;
		}
		// Settled by another window since the jobs were listed: then the backend knows no more of it.
		const isGone = async () => (await backend.list()).every((one) => one.job_id !== job.job_id);
		if (task.status !== "running" && (await isGone())) return undefined;
		// What is written down already needs no room.
		if (task.status === "running" && task.jobId === job.job_id) return task;
		return library.changeTask(task.id, (now) => ({ ...again(now), jobId: job.job_id }));
	}

	/** What a retry fetches instead of paying again; its page may not have lived to hear the job's name. */
	async function waitingFor(task: TaskRecord): Promise<WaitingJob | undefined> {
		if (task.gateway !== "custom") return undefined;
		const jobs = await backend.list().catch((error: unknown) => {
			// A backend that cannot say whether the result is there is no reason to pay for it again.
			if (task.jobId) throw error;
			return [];
		});
		return jobs.find(
			(job) => job.task_id === task.id && (job.state === "running" || job.received > 0) && !isWrittenDown(task, job),
		);
	}

	/** The card can then offer to bring them in. */
	async function tellFound(task: TaskRecord): Promise<void> {
		const found = await lost.countUnclaimed(task);
		if (found === 0) return;
		await library.changeTask(task.id, (now) =>
			now.status === "interrupted" && now.error
				? { ...now, error: { ...now.error, details: { ...now.error.details, found } } }
				: now,
		);
	}

	async function toRequest(task: TaskRecord): Promise<GatewayRequest> {
		const { target, references, markup, editMask, allowEverything } = task.inputs;
		const images = await Promise.all(
			[...(target ? [target] : []), ...references, ...(markup ? [markup] : [])].map((id, at) =>
				load(id, `image-${at + 1}`),
			),
		);
		return {
			requestId: task.requestId,
			taskId: task.id,
			operation: task.operation,
			prompt: task.sentPrompt ?? task.prompt,
			params: task.params,
			...(isPartialRetry(task) ? onlyMissing(task) : {}),
			images,
			...(editMask ? { editMask: await load(editMask, "mask") } : {}),
			...(allowEverything ? { allowEverything } : {}),
			...(task.baseUrl ? { baseUrl: task.baseUrl } : {}),
			...(task.profileId ? { profileId: task.profileId } : {}),
			...(ports.settings().isBase64Wanted ? { isBase64Wanted: true } : {}),
		};
	}

	async function load(sha256: string, name: string): Promise<InputPicture> {
		const image = await library.getImage(sha256);
		if (!image)
			throw new StudioError({ code: "blob_missing", message: "a picture of this task is not in the library" });
		return { sha256, blob: image.blob, fileName: `${name}.${image.contentType.split("/")[1] ?? "png"}` };
	}

	return {
		async start({ route, ...draft }) {
			const id = ports.newId();
			const at = ports.now();
			const task: TaskRecord = {
				...draft,
				id,
				createdAt: at,
				startedAt: at,
				status: "running",
				...toStoredRoute(route),
				requestId: `hfis-${ports.newId()}`,
				outputs: [],
			};
			void go(
				await take(id, async () => {
					await library.addTask(task);
					return task;
				}),
			);
			return id;
		},
		async retry(taskId, route) {
			held.retryAll();
			const taken = await take(taskId, async () => {
				const before = await library.getTask(taskId);
				if (!before) return undefined;
				const startedAt = ports.now();
				const job = await waitingFor(before);
				return library.changeTask(taskId, (now) =>
					job
						? { ...again(now), startedAt, jobId: job.job_id }
						: { ...withoutJob(again(now)), startedAt, ...toStoredRoute(route), requestId: `hfis-${ports.newId()}` },
				);
			});
			void go(taken);
		},
		async cancel(taskId) {
			const isHere = running.has(taskId);
			running.get(taskId)?.abort();
			const task = await library.getTask(taskId);
			if (task?.gateway === "custom" && task.status === "running" && task.jobId && !isHere) {
				// Another window drives it and will hear of it; what nobody drives is followed to its end here.
				await backend.cancel(task.jobId).catch(() => false);
				void go(
					await take(taskId, async () => (await library.tasksWithStatus("running")).find(({ id }) => id === taskId)),
				);
			}
			if (task?.gateway !== "managed") return;
			await library.changeTask(taskId, (now) =>
				failed(now, { code: "cancelled", message: "stopped waiting" }, ports.now()),
			);
			ports.onStage(taskId, undefined);
		},
		async recover() {
			held.retryAll();
			const jobs = await backend.list().catch(() => undefined);
			const followed = new Set<string>();
			for (const job of jobs ?? []) {
				followed.add(job.task_id);
				const taken = await take(job.task_id, () => readyFor(job)).catch((error: unknown) => {
					if (!(error instanceof LibraryError)) throw error;
					// It keeps none of the others back.
					ports.onSaveProblem(job.task_id, error.code);
					return undefined;
				});
				void go(taken);
			}
			for (const task of await library.tasksWithStatus("running")) {
				if (running.has(task.id) || followed.has(task.id)) continue;
				// Nobody could say what became of it: left as it is until the backend answers.
				if (task.gateway === "custom" && !jobs) continue;
				const release = await ports.lockTask(task.id);
				// Another window drives it.
				if (!release) continue;
				const error = task.gateway === "custom" && !task.jobId ? NEVER_SENT : PAGE_CLOSED;
				await library.changeTask(task.id, (now) => failed(now, error, ports.now())).finally(release);
				// The cloud may be slow, or not be there: nothing waits for its word.
				if (task.gateway === "managed") void tellFound(task).catch(() => {});
			}
		},
		async recoverFromCloud(taskId) {
			if (running.has(taskId)) return false;
			const task = await lost.importUnclaimed(taskId);
			if (task) report(task, task.outputs.length);
			return task !== undefined;
		},
		onFinished(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

/** The library has all that came of the job, and only the backend was not told. */
const isWrittenDown = (task: TaskRecord, job: WaitingJob): boolean =>
	task.status === "done" && !task.error && task.jobId === job.job_id;

const isStoppedWaiting = (task: TaskRecord, abort: AbortController): boolean =>
	task.gateway === "managed" && abort.signal.aborted;

function toStoredRoute(route: Route): Pick<TaskRecord, "gateway" | "baseUrl" | "profileId"> {
	if (route.kind === "managed") return { gateway: "managed" };
	const { baseUrl, profileId } = route;
	return { gateway: "custom", baseUrl, ...(profileId ? { profileId } : {}) };
}

/** The task running again: pictures that came stay, what was only true of its last attempt is gone. */
function again(task: TaskRecord): TaskRecord {
	const { error: _, failures: __, elapsedMs: ___, providerRequestId: ____, ...kept } = task;
	return { ...kept, status: "running" };
}

function withoutJob({ jobId: _, baseUrl: __, profileId: ___, ...kept }: TaskRecord): TaskRecord {
	return kept;
}

/** An endpoint is told which of them; the managed gateway is asked for so many. */
function onlyMissing(task: TaskRecord): Pick<GatewayRequest, "params" | "onlyIndices"> {
	const onlyIndices = missingIndices(task);
	return task.gateway === "custom"
		? { params: task.params, onlyIndices }
		: { params: { ...task.params, n: onlyIndices.length } };
}

function withPreview(live: TaskProgress, index: number, blob: Blob | undefined): TaskProgress {
	const previews = new Map(live.previews);
	if (blob) previews.set(index, blob);
	else previews.delete(index);
	return { ...live, previews };
}

function withOutput(outputs: readonly TaskOutput[], output: TaskOutput): TaskOutput[] {
	return [...outputs.filter((one) => one.index !== output.index), output].sort((a, b) => a.index - b.index);
}

function succeeded({ error: _, failures: __, difference: ___, ...task }: TaskRecord, outcome: Outcome): TaskRecord {
	const { actual, usage, providerRequestId, elapsedMs, children = [] } = outcome;
	const failures = children
		.filter(({ state }) => state !== "done")
		.map(({ index, error }) => (error ? { index, error } : { index }));
	// Of a retry for some, how many came is only said of those.
	const difference = (outcome.difference ?? []).filter(
		({ field }) => field !== "count" || task.outputs.length < task.params.n,
	);
	return {
		...task,
		status: "done",
		actual,
		elapsedMs,
		...(usage ? { usage: sum(task.usage, usage) } : {}),
		...(providerRequestId ? { providerRequestId } : {}),
		...(failures.length > 0 ? { failures } : {}),
		...(difference.length > 0 ? { difference } : {}),
	};
}

/** What all attempts together have used. */
function sum(
	before: TaskRecord["usage"] = {},
	now: NonNullable<TaskRecord["usage"]>,
): NonNullable<TaskRecord["usage"]> {
	const added = Object.entries(now).map(([name, count]) => [name, count + (before[name] ?? 0)]);
	return { ...before, ...Object.fromEntries(added) };
}

const PAGE_CLOSED: TaskError = { code: "interrupted", message: "the page closed before an answer came" };

/** The backend names every job it was given by its task, whether or not the page learnt of the job. */
const NEVER_SENT: TaskError = {
	code: "interrupted",
	message: "the page closed before the request was handed over",
	details: { sent: false },
};

/** The backend went away under a job: the request was sent, and how it ended is not known. */
const lostSight = (error: TaskError): TaskError => ({
	code: "interrupted",
	message: error.message,
	details: { ...error.details, sent: true },
});

/** Pictures that came before a failure count: such a task is done, and says what is missing. */
function failed(task: TaskRecord, error: TaskError, now: number): TaskRecord {
	// Settled meanwhile, by "stop waiting" or by another window: a late failure adds nothing.
	if (task.status !== "running") return task;
	const { code } = error;
	const ended = code === "cancelled" || code === "interrupted" ? code : task.outputs.length > 0 ? "done" : "failed";
	return {
		...task,
		status: ended,
		error,
		// When it ended is not known then.
		...(code === "interrupted" ? {} : { elapsedMs: now - task.startedAt }),
		...(error.provider_request_id ? { providerRequestId: error.provider_request_id } : {}),
	};
}
