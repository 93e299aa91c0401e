// Reads the previous plugin's history from its database or, for older versions, from localStorage. Changes neither.

const DATABASE = "haloforge-image-studio";
const STORE = "tasks";
const TASKS_KEY = "hfis.tasks.v1";

/** A record is read when it is needed, because its images may fill the memory. */
export interface PreviousRecord {
	/** Identical at every start. */
	readonly name: string;
	read(): Promise<unknown>;
}

export interface PreviousHistory {
	readonly records: readonly PreviousRecord[];
	close(): void;
}

export async function openPreviousHistory(readStorage: (key: string) => string | null): Promise<PreviousHistory> {
	const stored = storedTasks(readStorage(TASKS_KEY)).map((task, at) => ({
		name: `stored ${at}`,
		read: async () => task,
	}));
	const database = await openExisting();
	if (!database) return { records: stored, close: () => {} };
	const tasks = () => database.transaction(STORE, "readonly").objectStore(STORE);
	const records = (await toPromise(tasks().getAllKeys())).map((key) => ({
		name: `record ${JSON.stringify(key)}`,
		read: async () => toPromise(tasks().get(key)),
	}));
	return { records: [...records, ...stored], close: () => database.close() };
}

function storedTasks(text: string | null): readonly unknown[] {
	if (!text) return [];
	try {
		const tasks: unknown = JSON.parse(text);
		return Array.isArray(tasks) ? tasks : [tasks];
	} catch {
		// Invalid JSON counts as one unreadable record.
		return [undefined];
	}
}

/** Opens the database in its current version; undefined if there is none. Does not create it. */
async function openExisting(): Promise<IDBDatabase | undefined> {
	const known = await indexedDB.databases?.();
	if (known && !known.some(({ name }) => name === DATABASE)) return undefined;
	let isNew = false;
	const opening = indexedDB.open(DATABASE);
	opening.onupgradeneeded = () => {
		isNew = true;
		opening.transaction?.abort();
	};
	const database = await toPromise(opening).catch((error: unknown) => {
		if (isNew) return undefined;
		throw error;
	});
	if (!database) return undefined;
	// Do not block another page that upgrades or deletes it, such as the previous plugin.
	database.onversionchange = () => database.close();
	if (database.objectStoreNames.contains(STORE)) return database;
	database.close();
	return undefined;
}

function toPromise<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}
