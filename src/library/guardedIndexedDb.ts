// The browser's IndexedDB as Dexie is given it. It refuses to open a database of a newer version or of another program,
// because Dexie would add missing stores to it and remove unknown ones.

/** Dexie multiplies its version numbers by this. */
const DEXIE_VERSION_FACTOR = 10;
/** Stores that exist in every version of our database. */
const REQUIRED_STORES = ["tasks", "images", "thumbnails", "documents", "meta"];

export const FOREIGN_DATABASE = "ForeignDatabase";

/** `onDiscarded`: the browser has deleted the database because it was damaged, and creates it anew. */
export function createGuardedIndexedDb(onDiscarded: () => void = () => {}) {
	return {
		/**
		 * Dexie passes no version for a newer database, and an in-between version for a schema that differs from the
		 * declared one.
		 */
		open(name: string, version?: number): IDBOpenDBRequest {
			if (version === undefined || version % DEXIE_VERSION_FACTOR !== 0) throw foreign();
			const request = indexedDB.open(name, version);
			request.addEventListener("upgradeneeded", (event) => {
				// Chromium's addition to the event: "none" or "total".
				if ((event as { dataLoss?: unknown }).dataLoss === "total") onDiscarded();
				const isOurs =
					event.oldVersion % DEXIE_VERSION_FACTOR === 0 &&
					REQUIRED_STORES.every((store) => hasStore(request.result, store));
				if (event.oldVersion === 0 || isOurs) return;
				event.stopImmediatePropagation();
				// Makes the request fail with our error; the browser would report an AbortError.
				Object.defineProperty(request, "error", { get: foreign, set() {} });
				request.transaction?.abort();
			});
			return request;
		},
		deleteDatabase: (name: string) => indexedDB.deleteDatabase(name),
		// Without it Dexie keeps a list of database names itself.
		...(indexedDB.databases ? { databases: () => indexedDB.databases() } : {}),
	};
}

const hasStore = (database: IDBDatabase, store: string): boolean => database.objectStoreNames.contains(store);

const foreign = (): Error =>
	Object.assign(new Error("this database is of another version or of another program"), { name: FOREIGN_DATABASE });
