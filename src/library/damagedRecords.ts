// Records that cannot be read, or of which nothing can be made: passed over, counted, and left where they are.
import type { Table } from "dexie";
import type { StudioDatabase } from "./database";
import { type DocumentRecord, TASK_STATUSES, type TaskRow } from "./records";

export interface DamagedRecordCount {
	readonly tasks: number;
	readonly documents: number;
}

export interface DamagedRecords {
	readonly taskIds: ReadonlySet<string>;
	/** Only those that are sound. `ids`: in the same order, without those that are gone. */
	readonly readIntactTasks: (ids: readonly string[]) => Promise<TaskRow[]>;
	readonly isIntact: (id: string, row: unknown) => row is TaskRow;
	/** Tasks that no index by time lists. */
	readonly setUnindexedTasks: (tasks: number) => void;
	readonly setDocuments: (count: number) => void;
	/** At once, where there are any, and whenever there are more or fewer. */
	readonly watch: (onDamage: (count: DamagedRecordCount) => void) => () => void;
}

export function createDamagedRecords(db: StudioDatabase): DamagedRecords {
	const taskIds = new Set<string>();
	const watchers = new Set<(count: DamagedRecordCount) => void>();
	let unindexedTasks = 0;
	let documents = 0;
	let isTelling = false;
	const count = (): DamagedRecordCount => ({ tasks: taskIds.size + unindexedTasks, documents });
	/** Later: it is found out in the middle of reading. */
	function changed(): void {
		if (isTelling) return;
		isTelling = true;
		setTimeout(() => {
			isTelling = false;
			for (const watcher of watchers) watcher(count());
		});
	}
	function isIntact(id: string, row: unknown): row is TaskRow {
		const isFine = isTask(row);
		if (isFine ? taskIds.delete(id) : !taskIds.has(id)) {
			if (!isFine) taskIds.add(id);
			changed();
		}
		return isFine;
	}
	return {
		taskIds,
		isIntact,
		async readIntactTasks(ids) {
			const rows: unknown[] = await readAll(db.tasks, ids);
			return rows.filter((row, at): row is TaskRow => row !== undefined && isIntact(ids[at] as string, row));
		},
		setUnindexedTasks(now) {
			if (now !== unindexedTasks) changed();
			unindexedTasks = now;
		},
		setDocuments(now) {
			if (now !== documents) changed();
			documents = now;
		},
		watch(onDamage) {
			watchers.add(onDamage);
			changed();
			return () => watchers.delete(onDamage);
		},
	};
}

/** In the same order. null: the browser itself cannot read it, which hides none of the others. */
export async function readAll<T>(table: Table<T, string>, ids: readonly string[]): Promise<(T | null | undefined)[]> {
	async function readOne(id: string): Promise<T | null | undefined> {
		try {
			return await table.get(id);
		} catch (error) {
			if (!table.db.isOpen()) throw error;
			return null;
		}
	}
	return table.bulkGet([...ids]).catch(() => Promise.all(ids.map(readOne)));
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const areTexts = (...values: unknown[]): boolean => values.every((value) => typeof value === "string");
const isTime = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const isList = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
	Array.isArray(value) && value.every(isItem);
const isText = (value: unknown): boolean => typeof value === "string";

/** Whether it has what every use of a task relies upon. */
function isTask(row: unknown): row is TaskRow {
	if (!isFields(row)) return false;
	const { params, inputs, outputs, failures = [], difference = [], error } = row;
	return (
		areTexts(row.id, row.prompt, row.requestId, row.gateway, row.operation) &&
		isTime(row.createdAt) &&
		isTime(row.startedAt) &&
		(TASK_STATUSES as readonly unknown[]).includes(row.status) &&
		isFields(params) &&
		isText(params.model) &&
		isTime(params.n) &&
		isFields(inputs) &&
		isList(inputs.references, isText) &&
		isList(outputs, (one) => isFields(one) && isTime(one.index) && isText(one.image)) &&
		[failures, difference].every((list) => isList(list, isFields)) &&
		(error === undefined || (isFields(error) && isText(error.code)))
	);
}

export function isDocumentRow(row: unknown): row is DocumentRecord {
	if (!isFields(row)) return false;
	const { id, updatedAt, stamp, facts, images, bytes, next } = row;
	return areTexts(id, stamp) && [updatedAt, bytes, next].every(isTime) && isFields(facts) && isList(images, isText);
}
