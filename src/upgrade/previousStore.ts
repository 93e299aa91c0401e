// Where the shipped plugin kept its history: a database, or, where it had none, the page's storage. Both are only read.

const DATABASE = "haloforge-image-studio";
const STORE = "tasks";
const TASKS_KEY = "hfis.tasks.v1";

/** One record, read when its turn comes: with its pictures it may be as large as the memory allows. */
export interface PreviousRecord {
	/** The same at every start. */
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
	const records = (await answer(tasks().getAllKeys())).map((key) => ({
		name: `record ${JSON.stringify(key)}`,
		read: async () => answer(tasks().get(key)),
	}));
	return { records: [...records, ...stored], close: () => database.close() };
}

function storedTasks(text: string | null): readonly unknown[] {
	if (!text) return [];
	try {
		const tasks: unknown = JSON.parse(text);
		return Array.isArray(tasks) ? tasks : [tasks];
	} catch {
		// What is no JSON is one record that nobody can read.
		return [undefined];
	}
}

/** In whatever version it is; undefined where there is none, and none is made. */
async function openExisting(): Promise<IDBDatabase | undefined> {
	const known = await indexedDB.databases?.();
	if (known && !known.some(({ name }) => name === DATABASE)) return undefined;
	let isNew = false;
	const opening = indexedDB.open(DATABASE);
	opening.onupgradeneeded = () => {
		isNew = true;
		opening.transaction?.abort();
	};
	const database = await answer(opening).catch((error: unknown) => {
		if (isNew) return undefined;
		throw error;
	});
	if (!database) return undefined;
	// Whoever wants to change it, an earlier version that runs again, is not kept waiting.
	database.onversionchange = () => database.close();
	if (database.objectStoreNames.contains(STORE)) return database;
	database.close();
	return undefined;
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}
