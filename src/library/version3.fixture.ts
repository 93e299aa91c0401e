// Databases of versions 3 and 4 as users have them. Frozen: never updated with the code. (Dexie multiplies versions by
// ten.) Version 4 adds the size of thumbnails, and leases.

const sha = (byte: string): string => byte.repeat(32);
const tile = new Uint8Array(65_536).fill(200);

const tasks = [
	{
		id: "task-area",
		createdAt: 1_763_900_000_000,
		startedAt: 1_763_900_000_050,
		status: "done",
		operation: "edit",
		prompt: "a heron by the door",
		sentPrompt: "a heron by the door. Only in the marked area.",
		group: "group-1",
		params: { model: "gpt-image-2", size: "1024x1024", n: 1, outputFormat: "webp", outputCompression: 80 },
		estimate: { from: 0.04, to: 0.06, asOf: "2026-11" },
		gateway: "custom",
		baseUrl: "https://api.example.com/v1",
		profileId: "default",
		requestId: "hfis-area",
		jobId: "job-3",
		documentId: "doc-3",
		inputs: {
			target: sha("a1"),
			references: [sha("a2")],
			markup: sha("a3"),
			edit: { plan: { source: { left: 0, top: 0, right: 8, bottom: 8 } }, coverage: sha("a4") },
		},
		outputs: [{ index: 0, image: sha("a5"), contentType: "image/webp", width: 1024, height: 1024 }],
		actual: { size: "1024x1024" },
		usage: { total_tokens: 900 },
		elapsedMs: 4000,
		changedAt: 1_763_900_004_000,
		images: ["a1", "a2", "a3", "a4", "a5"].map(sha),
	},
];

const document = {
	id: "doc-3",
	updatedAt: 1_763_900_005_000,
	stamp: "stamp-3",
	next: 3,
	facts: { version: 1, id: "doc-3", name: "door.png", width: 8, height: 8 },
	images: [sha("a1"), sha("a6")],
	bytes: 65_536,
};
const step = { patches: [{ op: "replace", path: ["base"], value: sha("a1") }], inverse: [] };
const head = {
	version: 1,
	id: "doc-3",
	name: "door.png",
	width: 8,
	height: 8,
	base: sha("a6"),
	masks: [{ id: "mask-1", tiles: [{ x: 0, y: 0, coverage: { $bytes: 1 } }] }],
	history: { tree: 1, past: [{ $part: 2 }], future: [] },
};

const image = (name: string) => ({
	sha256: sha(name),
	bytes: 3,
	contentType: "image/png",
	width: 4,
	height: 4,
	createdAt: 1_763_600_000_000,
	blob: new Uint8Array([1, 2, 3]).buffer,
});
const small = new Uint8Array([4, 5]).buffer;

const common = [
	{ name: "tasks", keyPath: "id", indices: ["createdAt", "status", "changedAt"], multiple: ["images"], records: tasks },
	{ name: "favourites", keyPath: "id", indices: [], records: [{ id: "task-area" }] },
	{
		name: "images",
		keyPath: "sha256",
		indices: ["createdAt", ["sha256", "bytes"]],
		records: ["a1", "a2", "a3", "a4", "a5", "a6", "b1"].map(image),
	},
	{ name: "documents", keyPath: "id", indices: ["updatedAt"], multiple: ["images"], records: [document] },
	{ name: "heads", keyPath: "id", indices: [], records: [{ id: "doc-3", head }] },
	{ name: "parts", keyPath: ["document", "id"], indices: [], records: [{ document: "doc-3", id: 2, body: step }] },
	{ name: "chunks", keyPath: ["document", "id"], indices: [], records: [{ document: "doc-3", id: 1, bytes: tile }] },
	{ name: "meta", keyPath: "key", indices: [], records: [{ key: "currentDocument", value: "doc-3" }] },
] as const;

export const FROZEN = {
	tasks,
	document: {
		...head,
		masks: [{ id: "mask-1", tiles: [{ x: 0, y: 0, coverage: tile }] }],
		history: { tree: 1, past: [step], future: [] },
	},
	/** An image that no record names. */
	unused: sha("b1"),
	used: ["a1", "a2", "a3", "a4", "a5", "a6"].map(sha),
};

export const VERSION_3 = {
	version: 30,
	stores: [
		...common,
		{ name: "thumbnails", keyPath: "sha256", indices: [], records: [{ sha256: sha("a5"), blob: small }] },
	],
} as const;

export const VERSION_4 = {
	version: 40,
	stores: [
		...common,
		{
			name: "thumbnails",
			keyPath: "sha256",
			indices: [["sha256", "bytes"]],
			records: [{ sha256: sha("a5"), bytes: 2, blob: small }],
		},
		{ name: "leases", keyPath: "id", indices: [], records: [{ id: "ab", images: [sha("a6")], until: 1 }] },
	],
} as const;
