// Damaged records: rows that the browser cannot read, or that lack required fields. They are skipped, counted and left
// in the database.
import type { Table } from "dexie";
import type { StudioDatabase } from "./database";
import { type DocumentRecord, TASK_STATUSES, type TaskRow } from "./records";

export interface DamagedRecordCount {
	readonly tasks: number;
	readonly documents: number;
}

export interface DamagedRecords {
	/** Ids of the damaged tasks found so far. */
	readonly taskIds: ReadonlySet<string>;
	/** The intact ones of these tasks, in the same order; deleted ones are left out. */
	readonly readIntactTasks: (ids: readonly string[]) => Promise<TaskRow[]>;
	/** Also records the result in `taskIds`. */
	readonly isIntact: (id: string, row: unknown) => row is TaskRow;
	/** The number of tasks that are missing from the index by time. */
	readonly setUnindexedTasks: (count: number) => void;
	readonly setDocuments: (count: number) => void;
	/** Reports the count now and after each change. Returns a function that stops watching. */
	readonly watch: (onCount: (count: DamagedRecordCount) => void) => () => void;
}

export function createDamagedRecords(db: StudioDatabase): DamagedRecords {
	const taskIds = new Set<string>();
	const watchers = new Set<(count: DamagedRecordCount) => void>();
	let unindexedTasks = 0;
	let documents = 0;
	let isNotificationPending = false;
	const count = (): DamagedRecordCount => ({ tasks: taskIds.size + unindexedTasks, documents });
	/** Deferred, because damage is found while a query is running. */
	function notify(): void {
		if (isNotificationPending) return;
		isNotificationPending = true;
		setTimeout(() => {
			isNotificationPending = false;
			for (const watcher of watchers) watcher(count());
		});
	}
	function isIntact(id: string, row: unknown): row is TaskRow {
		const isValid = isTaskRow(row);
		if (isValid ? taskIds.delete(id) : !taskIds.has(id)) {
			if (!isValid) taskIds.add(id);
			notify();
		}
		return isValid;
	}
	return {
		taskIds,
		isIntact,
		async readIntactTasks(ids) {
			const rows: unknown[] = await readAll(db.tasks, ids);
			return rows.filter((row, at): row is TaskRow => row !== undefined && isIntact(ids[at] as string, row));
		},
		setUnindexedTasks(now) {
			if (now !== unindexedTasks) notify();
			unindexedTasks = now;
		},
		setDocuments(now) {
			if (now !== documents) notify();
			documents = now;
		},
		watch(onCount) {
			watchers.add(onCount);
			notify();
			return () => watchers.delete(onCount);
		},
	};
}

/** Rows in the order of `ids`: null for one that the browser cannot read, which does not hide the others. */
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
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const areStrings = (...values: unknown[]): boolean => values.every((value) => typeof value === "string");
const isNumber = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const isListOf = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
	Array.isArray(value) && value.every(isItem);
const isString = (value: unknown): boolean => typeof value === "string";

/** Checks the fields that all users of a task rely on. */
export function isTaskRow(row: unknown): row is TaskRow {
	if (!isObject(row)) return false;
	const { params, inputs, outputs, failures = [], difference = [], error } = row;
	return (
		areStrings(row.id, row.prompt, row.requestId, row.gateway, row.operation) &&
		isNumber(row.createdAt) &&
		isNumber(row.startedAt) &&
		(TASK_STATUSES as readonly unknown[]).includes(row.status) &&
		isObject(params) &&
		isString(params.model) &&
		isNumber(params.n) &&
		isObject(inputs) &&
		isListOf(inputs.references, isString) &&
		isListOf(outputs, (one) => isObject(one) && isNumber(one.index) && isString(one.image)) &&
		[failures, difference].every((list) => isListOf(list, isObject)) &&
		(error === undefined || (isObject(error) && isString(error.code)))
	);
}

export function isDocumentRow(row: unknown): row is DocumentRecord {
	if (!isObject(row)) return false;
	const { id, updatedAt, stamp, facts, images, bytes, next } = row;
	return (
		areStrings(id, stamp) && [updatedAt, bytes, next].every(isNumber) && isObject(facts) && isListOf(images, isString)
	);
}
