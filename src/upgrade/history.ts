// Imports the previous plugin's history into the library, once. Works task by task, so that it continues after a reload
// and imports nothing twice. Unreadable records are counted and left in place. Knows no user interface.

import { decodeBase64 } from "../bytes/base64";
import { readFirstIntact } from "../gateway/receivedImage";
import { redactText } from "../gateway/redact";
import type { Library } from "../library/library";
import type { TaskError, TaskInputs, TaskOutput, TaskRecord } from "../library/records";
import type { PreviousHistory } from "./previousStore";
import { type PreviousTask, parsePreviousTask } from "./previousTask";

export interface HistoryPorts {
	readonly library: Pick<
		Library,
		"addTask" | "getTask" | "changeTask" | "putImage" | "setFavourites" | "getMeta" | "putMeta"
	>;
	readonly open: () => Promise<PreviousHistory>;
	/** For images that were stored as URLs. */
	readonly download: (url: string) => Promise<Blob>;
	readonly onProgress?: (done: number, total: number) => void;
}

export interface ImportedHistory {
	readonly tasks: number;
	readonly unreadable: number;
	/** Images that were named and could not be found. */
	readonly missing: number;
}

/** Stored in the library; its fields must not be renamed. */
interface Progress {
	readonly isOver: boolean;
	/** Names of the records that have been processed. */
	readonly handled: readonly string[];
	/** Ids of the imported tasks; the same task may be in both stores. */
	readonly ids: readonly string[];
	readonly unreadable: number;
	readonly missing: number;
	/** Names of records with a URL that could not be downloaded; the network may be available at a later start. */
	readonly again?: readonly string[];
	readonly tries?: number;
}

/** Number of starts at which such images are downloaded again. */
const MAX_TRIES = 10;
const META = "upgrade.history";
const MISSING_IMAGE = "former_picture";
const URL_PATTERN = /^https?:/i;
const INITIAL: Progress = { isOver: false, handled: [], ids: [], unreadable: 0, missing: 0 };

/**
 * Undefined: there was no history, or it has been imported before. Rejects if the library is full; a further call
 * continues.
 */
export async function importHistory(ports: HistoryPorts): Promise<ImportedHistory | undefined> {
	const { library, open, onProgress } = ports;
	let progress = ((await library.getMeta(META)) as Progress | undefined) ?? INITIAL;
	const { again = [], tries = 0 } = progress;
	if (progress.isOver && again.length === 0) return undefined;
	const { records, close } = await open();
	try {
		if (progress.isOver) {
			const left: string[] = [];
			for (const { name, read } of records.filter((one) => again.includes(one.name))) {
				const previous = parsePreviousTask(await read().catch(unlessClosed));
				if (previous && (await downloadMissing(previous, ports)) > 0) left.push(name);
			}
			await library.putMeta(META, {
				...INITIAL,
				isOver: true,
				again: tries < MAX_TRIES ? left : [],
				tries: tries + 1,
			});
			return undefined;
		}
		const handled = new Set(progress.handled);
		for (const { name, read } of records) {
			if (handled.has(name)) continue;
			onProgress?.(handled.size, records.length);
			const previous = parsePreviousTask(await read().catch(unlessClosed));
			const missing = previous ? await importTask(previous, ports) : 0;
			handled.add(name);
			const { ids, unreadable, again = [] } = progress;
			const hasUrl = previous?.outputs.flat().some((source) => URL_PATTERN.test(source));
			progress = {
				isOver: false,
				handled: [...handled],
				ids: previous ? [...new Set(ids).add(previous.id)] : ids,
				unreadable: unreadable + (previous ? 0 : 1),
				missing: progress.missing + missing,
				again: missing > 0 && hasUrl ? [...again, name] : again,
			};
			await library.putMeta(META, progress);
		}
		const { ids, unreadable, missing } = progress;
		await library.putMeta(META, { ...INITIAL, isOver: true, again: progress.again });
		return records.length > 0 ? { tasks: ids.length, unreadable, missing } : undefined;
	} finally {
		close();
	}
}

/** An unreadable record is skipped; if the database was closed meanwhile, the rest is left for a later start. */
function unlessClosed(error: unknown): undefined {
	const { name } = error instanceof Error ? error : { name: "" };
	if (name === "InvalidStateError" || name === "AbortError") throw error;
}

/** Downloads images that were missing at an earlier start; returns how many still are. A deleted task stays deleted. */
async function downloadMissing(previous: PreviousTask, { library, download }: HistoryPorts): Promise<number> {
	const id = `former-${previous.id}`;
	let missing = 0;
	for (const { index, error } of (await library.getTask(id))?.failures ?? []) {
		if (error?.code !== MISSING_IMAGE) continue;
		const picture = await readImage(previous.outputs[index] ?? [], download);
		if (!picture) {
			missing++;
			continue;
		}
		const { blob, ...facts } = picture;
		const output = { index, ...facts, image: await library.putImage(blob) };
		await library.changeTask(id, ({ failures = [], ...now }) => {
			const left = failures.filter((one) => one.index !== index);
			const outputs = [...now.outputs, output].sort((a, b) => a.index - b.index);
			return { ...now, outputs, ...(left.length > 0 ? { failures: left } : {}) };
		});
	}
	return missing;
}

/** Imports one task and returns the number of missing images. */
async function importTask(previous: PreviousTask, { library, download }: HistoryPorts): Promise<number> {
	const id = `former-${previous.id}`;
	// Imported before the page closed and the progress was stored; later changes to the task are stored.
	if (await library.getTask(id)) return 0;
	let missing = 0;
	const store = async (sources: readonly string[]) => {
		const picture = await readImage(sources, download);
		if (!picture) {
			missing++;
			return undefined;
		}
		const { blob, ...facts } = picture;
		return { ...facts, image: await library.putImage(blob) };
	};
	const { revisedPrompt } = previous;
	const outputs: TaskOutput[] = [];
	const failures: { index: number; error: TaskError }[] = [];
	for (const [index, sources] of previous.outputs.entries()) {
		const stored = await store(sources);
		if (stored) outputs.push({ index, ...stored, ...(revisedPrompt ? { revisedPrompt } : {}) });
		else failures.push({ index, error: { code: MISSING_IMAGE, message: "not where the earlier version had it" } });
	}
	const inputs: { target?: string; references: string[]; editMask?: string } = { references: [] };
	for (const { picture, editMask } of previous.references) {
		const stored = await store([picture]);
		const mask = stored && editMask && inputs.target === undefined ? await store([editMask]) : undefined;
		if (stored && mask) Object.assign(inputs, { target: stored.image, editMask: mask.image });
		else if (stored) inputs.references.push(stored.image);
	}
	const task = toTask(id, previous, inputs, outputs);
	await library.addTask(failures.length > 0 ? { ...task, failures } : task);
	if (previous.isFavourite) await library.setFavourites([id], true);
	return missing;
}

function toTask(id: string, previous: PreviousTask, inputs: TaskInputs, outputs: readonly TaskOutput[]): TaskRecord {
	const { createdAt, elapsedMs, status, prompt, params } = previous;
	const error = status === "done" ? undefined : { code: status === "failed" ? "former" : "interrupted" };
	const message = redactText(previous.error ?? "", prompt) || "the earlier version stored no reason";
	return {
		id,
		createdAt,
		startedAt: createdAt,
		status,
		operation: previous.references.length > 0 ? "edit" : "generate",
		prompt,
		params,
		gateway: previous.isManaged ? "managed" : "custom",
		requestId: `hfis-${id}`,
		inputs,
		outputs,
		...(error ? { error: { ...error, message } } : {}),
		...(elapsedMs === undefined ? {} : { elapsedMs }),
	};
}

/** An image that was stored in several places; undefined if it can be read from none. */
function readImage(sources: readonly string[], download: HistoryPorts["download"]) {
	return readFirstIntact(sources, (source) => readSource(source, download)).catch(() => undefined);
}

async function readSource(source: string, download: HistoryPorts["download"]) {
	if (URL_PATTERN.test(source)) return new Uint8Array(await (await download(source)).arrayBuffer());
	// Some records have a data URL with its prefix twice.
	return decodeBase64(source.slice(source.lastIndexOf(",") + 1)) ?? new Uint8Array();
}
