// The browser's databases as Dexie is given them: what is newer than this code, or not ours at all, is not opened, for
// Dexie would add what it misses there and take away what it does not know.

/** Dexie multiplies its versions by this. */
const STEP = 10;
/** In every version of ours. */
const ALWAYS_THERE = ["tasks", "images", "thumbnails", "documents", "meta"];

export const FOREIGN_DATABASE = "ForeignDatabase";

export function createGuardedIndexedDb() {
	return {
		/** Dexie asks without a version for what is newer, and for one between two for what is not as it was declared. */
		open(name: string, version?: number): IDBOpenDBRequest {
			if (version === undefined || version % STEP !== 0) throw foreign();
			const request = indexedDB.open(name, version);
			request.addEventListener("upgradeneeded", (event) => {
				const isOurs = event.oldVersion % STEP === 0 && ALWAYS_THERE.every((store) => has(request.result, store));
				if (event.oldVersion === 0 || isOurs) return;
				event.stopImmediatePropagation();
				// What the opening fails with; by itself it would say that it was aborted.
				Object.defineProperty(request, "error", { get: foreign, set() {} });
				request.transaction?.abort();
			});
			return request;
		},
		deleteDatabase: (name: string) => indexedDB.deleteDatabase(name),
		// Where there is none, Dexie keeps a list of its own.
		...(indexedDB.databases ? { databases: () => indexedDB.databases() } : {}),
	};
}

const has = (database: IDBDatabase, store: string): boolean => database.objectStoreNames.contains(store);

const foreign = (): Error =>
	Object.assign(new Error("this database is of another version or of another program"), { name: FOREIGN_DATABASE });
