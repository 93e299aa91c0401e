// Creates a database of an earlier version with its records, for tests of the migrations.
import { DATABASE_NAME } from "./database";

type KeyPath = string | readonly string[];

interface DatabaseFixture {
	readonly version: number;
	readonly stores: readonly {
		readonly name: string;
		readonly keyPath: KeyPath;
		readonly indices: readonly KeyPath[];
		/** Multi-entry indices, over each item of a list. */
		readonly multiple?: readonly string[];
		readonly records: readonly unknown[];
	}[];
}

const asPath = (path: KeyPath): string | string[] => (typeof path === "string" ? path : [...path]);
const nameOf = (path: KeyPath): string => (typeof path === "string" ? path : `[${path.join("+")}]`);

export function createFixtureDatabase({ version, stores }: DatabaseFixture): Promise<void> {
	return new Promise((done, failed) => {
		const opening = indexedDB.open(DATABASE_NAME, version);
		opening.onerror = () => failed(opening.error);
		opening.onupgradeneeded = () => {
			for (const { name, keyPath, indices, multiple = [], records } of stores) {
				const store = opening.result.createObjectStore(name, { keyPath: asPath(keyPath) });
				for (const index of indices) store.createIndex(nameOf(index), asPath(index));
				for (const index of multiple) store.createIndex(index, index, { multiEntry: true });
				for (const record of records) store.put(record);
			}
		};
		opening.onsuccess = () => {
			opening.result.close();
			done();
		};
	});
}
