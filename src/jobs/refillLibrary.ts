// Fills a library that the browser has lost or set back with what the backend has: a copy of the records, and the finished
// results that were acknowledged in the last days. Adds only; what the library has stays as it is.
import { sha256Hex } from "../bytes/sha256";
import type { Backend } from "../host/backend";
import type { KeptResult } from "../host/contract";
import type { Library } from "../library/library";
import type { LibraryRecords } from "../library/recordCopy";
import type { TaskOutput, TaskRecord } from "../library/records";
import { toTaskOutput } from "./taskOutput";
import { withOutput } from "./taskTransitions";

export interface RefillPorts {
	readonly library: Pick<
		Library,
		| "getTask"
		| "isTaskDeleted"
		| "addTask"
		| "changeTask"
		| "getImage"
		| "putImage"
		| "readRecords"
		| "addMissingRecords"
	>;
	readonly backend: Pick<Backend, "keptResults" | "libraryCopies" | "getBlob" | "putBlob" | "saveLibraryCopy">;
	/** Shown as prompt and model of a task whose record is in no copy. */
	readonly lostPrompt: string;
	readonly lostModel: string;
}

/** The number of tasks and pictures that were added or completed. */
export interface Refill {
	readonly tasks: number;
	readonly images: number;
}

/** Rejects if the backend does not answer. */
export async function refillLibrary(ports: RefillPorts): Promise<Refill> {
	const results = await ports.backend.keptResults();
	const refilled = new Set(await addCopiedRecords(ports));
	let images = 0;
	for (const result of results) {
		const outputs = await addMissingOutputs(result, ports);
		images += outputs;
		if (outputs > 0) refilled.add(result.task_id);
	}
	return { tasks: refilled.size, images };
}

const CONTENT_TYPE = "application/json";

/** An unreadable copy is skipped: an older one may be sound. */
async function addCopiedRecords({ library, backend }: RefillPorts): Promise<readonly string[]> {
	for (const { sha256 } of await backend.libraryCopies()) {
		const records = await backend
			.getBlob(sha256, CONTENT_TYPE)
			.then(async (blob) => JSON.parse(await blob.text()) as LibraryRecords)
			.catch(() => undefined);
		if (records && Array.isArray(records.tasks) && Array.isArray(records.favourites)) {
			return library.addMissingRecords(records);
		}
	}
	return [];
}

/** Resolves with the number of pictures that were added. */
async function addMissingOutputs(result: KeptResult, ports: RefillPorts): Promise<number> {
	const { library, backend } = ports;
	if (await library.isTaskDeleted(result.task_id)) return 0;
	const task = await library.getTask(result.task_id);
	const missing: TaskOutput[] = [];
	for (const event of result.events) {
		if (event.type !== "image") continue;
		const { index, image } = event;
		const isNamed = task?.outputs.some((output) => output.image === image.sha256) === true;
		if (isNamed && (await library.getImage(image.sha256))) continue;
		const blob = await backend.getBlob(image.sha256, image.content_type).catch(() => undefined);
		// The backend has lost this one; the others are still wanted.
		if (!blob) continue;
		await library.putImage(blob);
		const { sha256, width, height } = image;
		missing.push(await toTaskOutput({ index, image: sha256, width, height }, blob));
	}
	if (missing.length === 0) return 0;
	if (!task) await library.addTask(toTask(result, ports));
	await library.changeTask(result.task_id, (now) => {
		const { error: _, ...filled } = missing.reduce(withOutput, now);
		return { ...filled, status: "done" };
	});
	return missing.length;
}

function toTask(result: KeptResult, { lostPrompt, lostModel }: RefillPorts): TaskRecord {
	const done = result.events.find((event) => event.type === "done");
	const outcome = done?.type === "done" ? done.outcome : undefined;
	return {
		id: result.task_id,
		createdAt: result.created_ms,
		startedAt: result.created_ms,
		status: "done",
		operation: result.operation,
		prompt: lostPrompt,
		params: { model: lostModel, n: outcome?.requested ?? 1 },
		gateway: "custom",
		requestId: result.request_id,
		inputs: { references: [] },
		outputs: [],
		...(outcome ? { actual: { ...outcome.actual }, elapsedMs: outcome.elapsed_ms } : {}),
		...(outcome?.usage ? { usage: { ...outcome.usage } } : {}),
		...(outcome?.provider_request_id ? { providerRequestId: outcome.provider_request_id } : {}),
	};
}

/** Keeps a copy of the library's records, without pictures, in the backend. */
export async function saveLibraryCopy({ library, backend }: Pick<RefillPorts, "library" | "backend">): Promise<void> {
	const { tasks, favourites } = await library.readRecords();
	// In pieces: one text of all tasks could be a hundred megabytes long.
	const parts = tasks.map((task, index) => `${index > 0 ? "," : ""}\n${JSON.stringify(task)}`);
	const blob = new Blob(['{"tasks":[', ...parts, `],\n"favourites":${JSON.stringify(favourites)}}\n`], {
		type: CONTENT_TYPE,
	});
	const sha256 = await sha256Hex(new Uint8Array(await blob.arrayBuffer()));
	await backend.putBlob(sha256, blob);
	await backend.saveLibraryCopy(sha256);
}
