// A database of version 1 as users have it. Frozen: it is never updated with the code. (Dexie multiplies versions by
// ten.)

const tile = (byte: number): Uint8Array<ArrayBuffer> => new Uint8Array(65_536).fill(byte);
const [before, after, other] = [tile(40), tile(200), tile(128)];
const path = ["masks", 0, "coverage", "tiles", 3];

const documents = [
	{
		id: "doc-1",
		updatedAt: 1_763_700_000_000,
		saved: {
			version: 1,
			id: "doc-1",
			name: "harbour.png",
			width: 600,
			height: 300,
			base: "ab".repeat(32),
			masks: [
				{
					id: "mask-1",
					name: "",
					colour: "#ff4d6d",
					visible: true,
					tiles: [
						{ x: 0, y: 0, coverage: 255 },
						{ x: 0, y: 1, coverage: after },
						{ x: 2, y: 1, coverage: other },
					],
				},
			],
			results: [{ id: "result-1", image: "cd".repeat(32), visible: true }],
			references: [],
			activeMask: "mask-1",
			frame: null,
			history: {
				tree: 1,
				past: [
					{
						patches: [{ op: "replace", path, value: after }],
						inverse: [{ op: "replace", path, value: before }],
						undoBytes: 65_736,
						redoBytes: 65_736,
					},
				],
				future: [
					{
						patches: [{ op: "replace", path: ["frame"], value: { left: 0, top: 0, right: 8, bottom: 8 } }],
						inverse: [{ op: "replace", path: ["frame"], value: null }],
						undoBytes: 208,
						redoBytes: 248,
					},
				],
			},
		},
	},
	{
		// Saved before documents had a history.
		id: "doc-2",
		updatedAt: 1_763_600_000_000,
		saved: {
			version: 1,
			id: "doc-2",
			name: "empty.jpg",
			width: 8,
			height: 8,
			base: "ef".repeat(32),
			masks: [{ id: "mask-1", name: "", colour: "#ff4d6d", visible: true, tiles: [] }],
			results: [],
		},
	},
];

const task = {
	id: "task-1",
	createdAt: 1_763_700_000_000,
	startedAt: 1_763_700_000_000,
	status: "done",
	operation: "generate",
	prompt: "a fox",
	params: { model: "gpt-image-2", size: "1024x1024", n: 1 },
	gateway: "custom",
	requestId: "hfis-1",
	documentId: "doc-1",
	inputs: { references: [] },
	outputs: [],
};

const image = {
	sha256: "ab".repeat(32),
	bytes: 3,
	contentType: "image/png",
	width: 600,
	height: 300,
	createdAt: 1_763_700_000_000,
	blob: new Uint8Array([1, 2, 3]).buffer,
};

export const VERSION_1 = {
	version: 10,
	documents,
	stores: [
		{ name: "tasks", keyPath: "id", indices: ["createdAt", "status"], records: [task] },
		{ name: "images", keyPath: "sha256", indices: ["createdAt"], records: [image] },
		{ name: "thumbnails", keyPath: "sha256", indices: [], records: [] },
		{ name: "documents", keyPath: "id", indices: ["updatedAt"], records: documents },
		{ name: "meta", keyPath: "key", indices: [], records: [{ key: "currentDocument", value: "doc-1" }] },
	],
} as const;
