// The shipped plugin's history into the library, once: task by task, so that a reload in the middle goes on where it
// was, and nothing comes twice. What cannot be read is counted and left where it lies. Knows no user interface.

import { readImageHeader } from "../../editor/index";
import { decodeBase64 } from "../bytes/base64";
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
	/** For pictures that were kept as addresses. */
	readonly download: (url: string) => Promise<Blob>;
	readonly onProgress?: (done: number, total: number) => void;
}

export interface ImportedHistory {
	readonly tasks: number;
	readonly unreadable: number;
	/** Pictures that were named and are no longer to be had. */
	readonly missing: number;
}

interface Progress {
	readonly isOver: boolean;
	/** Names of records that are dealt with. */
	readonly handled: readonly string[];
	/** Of the tasks that they were: the same one may lie in both places. */
	readonly ids: readonly string[];
	readonly unreadable: number;
	readonly missing: number;
	/** Names of records of which an address gave no picture: the network may be there at another start. */
	readonly again?: readonly string[];
	readonly tries?: number;
}

/** Starts that look for such a picture. */
const MOST_TRIES = 10;
const META = "upgrade.history";
const LOST = "former_picture";
const ADDRESS = /^https?:/i;
const NOTHING: Progress = { isOver: false, handled: [], ids: [], unreadable: 0, missing: 0 };

/** undefined: there was nothing, or it was over before. Rejects when the library cannot take more; asked again, it goes on. */
export async function importHistory(ports: HistoryPorts): Promise<ImportedHistory | undefined> {
	const { library, open, onProgress } = ports;
	let progress = ((await library.getMeta(META)) as Progress | undefined) ?? NOTHING;
	const { again = [], tries = 0 } = progress;
	if (progress.isOver && again.length === 0) return undefined;
	const { records, close } = await open();
	try {
		if (progress.isOver) {
			const left: string[] = [];
			for (const { name, read } of records.filter((one) => again.includes(one.name))) {
				const former = parsePreviousTask(await read().catch(unlessGone));
				if (former && (await complete(former, ports)) > 0) left.push(name);
			}
			await library.putMeta(META, {
				...NOTHING,
				isOver: true,
				again: tries < MOST_TRIES ? left : [],
				tries: tries + 1,
			});
			return undefined;
		}
		const handled = new Set(progress.handled);
		for (const { name, read } of records) {
			if (handled.has(name)) continue;
			onProgress?.(handled.size, records.length);
			const former = parsePreviousTask(await read().catch(unlessGone));
			const missing = former ? await take(former, ports) : 0;
			handled.add(name);
			const { ids, unreadable, again = [] } = progress;
			const isAddress = former?.outputs.flat().some((place) => ADDRESS.test(place));
			progress = {
				isOver: false,
				handled: [...handled],
				ids: former ? [...new Set(ids).add(former.id)] : ids,
				unreadable: unreadable + (former ? 0 : 1),
				missing: progress.missing + missing,
				again: missing > 0 && isAddress ? [...again, name] : again,
			};
			await library.putMeta(META, progress);
		}
		const { ids, unreadable, missing } = progress;
		await library.putMeta(META, { ...NOTHING, isOver: true, again: progress.again });
		return records.length > 0 ? { tasks: ids.length, unreadable, missing } : undefined;
	} finally {
		close();
	}
}

/** A record that cannot be read is passed over; of a database that was closed in the middle the rest is left for later. */
function unlessGone(error: unknown): undefined {
	const { name } = error instanceof Error ? error : { name: "" };
	if (name === "InvalidStateError" || name === "AbortError") throw error;
}

/** What was not to be had at an earlier start; how many still are not. A task that was deleted since stays so. */
async function complete(former: PreviousTask, { library, download }: HistoryPorts): Promise<number> {
	const id = `former-${former.id}`;
	let missing = 0;
	for (const { index, error } of (await library.getTask(id))?.failures ?? []) {
		if (error?.code !== LOST) continue;
		const picture = await firstPicture(former.outputs[index] ?? [], download);
		if (!picture) {
			missing++;
			continue;
		}
		const output = { index, ...picture.header, image: await library.putImage(picture.blob) };
		await library.changeTask(id, ({ failures = [], ...now }) => {
			const left = failures.filter((one) => one.index !== index);
			const outputs = [...now.outputs, output].sort((a, b) => a.index - b.index);
			return { ...now, outputs, ...(left.length > 0 ? { failures: left } : {}) };
		});
	}
	return missing;
}

/** How many of its pictures are lost. */
async function take(former: PreviousTask, { library, download }: HistoryPorts): Promise<number> {
	const id = `former-${former.id}`;
	// It came before the page closed and the note of it was written; what was done with it since stays.
	if (await library.getTask(id)) return 0;
	let missing = 0;
	const keep = async (places: readonly string[]) => {
		const picture = await firstPicture(places, download);
		if (!picture) missing++;
		return picture && { ...picture.header, image: await library.putImage(picture.blob) };
	};
	const { revisedPrompt } = former;
	const outputs: TaskOutput[] = [];
	const failures: { index: number; error: TaskError }[] = [];
	for (const [index, places] of former.outputs.entries()) {
		const kept = await keep(places);
		if (kept) outputs.push({ index, ...kept, ...(revisedPrompt ? { revisedPrompt } : {}) });
		else failures.push({ index, error: { code: LOST, message: "not where the earlier version had it" } });
	}
	const inputs: { target?: string; references: string[]; editMask?: string } = { references: [] };
	for (const { picture, editMask } of former.references) {
		const kept = await keep([picture]);
		const mask = kept && editMask && inputs.target === undefined ? await keep([editMask]) : undefined;
		if (kept && mask) Object.assign(inputs, { target: kept.image, editMask: mask.image });
		else if (kept) inputs.references.push(kept.image);
	}
	const task = toTask(id, former, inputs, outputs);
	await library.addTask(failures.length > 0 ? { ...task, failures } : task);
	if (former.isFavourite) await library.setFavourites([id], true);
	return missing;
}

function toTask(id: string, former: PreviousTask, inputs: TaskInputs, outputs: readonly TaskOutput[]): TaskRecord {
	const { createdAt, elapsedMs, status, prompt, params } = former;
	const error = status === "done" ? undefined : { code: status === "failed" ? "former" : "interrupted" };
	const message = redactText(former.error ?? "", prompt) || "the earlier version kept no reason";
	return {
		id,
		createdAt,
		startedAt: createdAt,
		status,
		operation: former.references.length > 0 ? "edit" : "generate",
		prompt,
		params,
		gateway: former.isManaged ? "managed" : "custom",
		requestId: `hfis-${id}`,
		inputs,
		outputs,
		...(error ? { error: { ...error, message } } : {}),
		...(elapsedMs === undefined ? {} : { elapsedMs }),
	};
}

async function firstPicture(places: readonly string[], download: HistoryPorts["download"]) {
	for (const place of places) {
		const bytes = await bytesAt(place, download).catch(() => undefined);
		const header = bytes && readImageHeader(bytes);
		if (!bytes || !header) continue;
		const { contentType, width, height } = header;
		return { blob: new Blob([bytes], { type: contentType }), header: { contentType, width, height } };
	}
	return undefined;
}

async function bytesAt(place: string, download: HistoryPorts["download"]) {
	if (ADDRESS.test(place)) return new Uint8Array(await (await download(place)).arrayBuffer());
	// A data URL that was given its prefix twice is still one picture.
	return decodeBase64(place.slice(place.lastIndexOf(",") + 1));
}
