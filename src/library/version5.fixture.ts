// A database of version 5 as users have it. Frozen: never updated with the code. Version 5 adds the bin: deleted tasks in a
// table of their own, and the time of a document's deletion.
import { FROZEN, VERSION_4 } from "./version3.fixture";

const sha = (byte: string): string => byte.repeat(32);

const image = {
	sha256: sha("c1"),
	bytes: 3,
	contentType: "image/png",
	width: 4,
	height: 4,
	createdAt: 1_763_600_000_000,
	blob: new Uint8Array([1, 2, 3]).buffer,
};

/** The image of the task in the bin is named by nothing else. */
export const FROZEN_BIN = {
	task: {
		...FROZEN.tasks[0],
		id: "task-deleted",
		inputs: { references: [] },
		outputs: [{ index: 0, image: sha("c1"), contentType: "image/png", width: 4, height: 4 }],
		changedAt: 1_763_900_004_000,
		images: [sha("c1")],
	},
	deletedAt: 1_763_900_009_000,
	image: sha("c1"),
	document: "doc-deleted",
};

const deletedDocument = {
	id: FROZEN_BIN.document,
	updatedAt: 1_763_900_005_000,
	stamp: "stamp-5",
	next: 1,
	facts: { version: 1, id: FROZEN_BIN.document, name: "gone.png", width: 8, height: 8 },
	images: [sha("a6")],
	bytes: 0,
	deletedAt: FROZEN_BIN.deletedAt,
};

export const VERSION_5 = {
	version: 50,
	stores: [
		...VERSION_4.stores.map((store) => {
			if (store.name === "documents")
				return { ...store, indices: ["updatedAt", "deletedAt"], records: [...store.records, deletedDocument] };
			return store.name === "images" ? { ...store, records: [...store.records, image] } : store;
		}),
		{
			name: "deletedTasks",
			keyPath: "id",
			indices: ["deletedAt"],
			multiple: ["images"],
			records: [{ ...FROZEN_BIN.task, deletedAt: FROZEN_BIN.deletedAt, stars: ["task-deleted"] }],
		},
	],
};
