// Tasks of a version 2 database as users have it. Frozen: never updated with the code. (Dexie multiplies versions by
// ten.)

const sha = (byte: string): string => byte.repeat(32);

const tasks = [
	{
		id: "task-edit",
		createdAt: 1_763_800_000_000,
		startedAt: 1_763_800_000_100,
		status: "done",
		operation: "edit",
		prompt: "a red door",
		params: { model: "gpt-image-2", size: "1024x1024", quality: "high", n: 2 },
		gateway: "custom",
		baseUrl: "https://api.example.com/v1",
		requestId: "hfis-edit",
		jobId: "job-1",
		documentId: "doc-1",
		inputs: {
			target: sha("a1"),
			references: [sha("a2")],
			editMask: sha("a3"),
			edit: { plan: { source: { left: 0, top: 0, right: 8, bottom: 8 } }, coverage: sha("a4") },
		},
		outputs: [
			{
				index: 0,
				image: sha("a5"),
				contentType: "image/png",
				width: 1024,
				height: 1024,
				revisedPrompt: "A crimson door",
			},
		],
		failures: [{ index: 1, error: { code: "moderation", message: "refused" } }],
		difference: [{ field: "count", requested: "2", actual: "1" }],
		usage: { total_tokens: 1200 },
		elapsedMs: 5000,
	},
	{
		id: "task-plain",
		createdAt: 1_763_700_000_000,
		startedAt: 1_763_700_000_000,
		status: "failed",
		operation: "generate",
		prompt: "size of a fox",
		params: { model: "dall-e-3", size: "auto", n: 1 },
		gateway: "managed",
		requestId: "hfis-plain",
		inputs: { references: [] },
		outputs: [],
		error: { code: "provider_failed", message: "500" },
	},
];

const image = (name: string) => ({
	sha256: sha(name),
	bytes: 3,
	contentType: "image/png",
	width: 4,
	height: 4,
	createdAt: 1_763_600_000_000,
	blob: new Uint8Array([1, 2, 3]).buffer,
});

export const VERSION_2 = {
	version: 20,
	tasks,
	stores: [
		{ name: "tasks", keyPath: "id", indices: ["createdAt", "status"], records: tasks },
		{
			name: "images",
			keyPath: "sha256",
			indices: ["createdAt", ["sha256", "bytes"]],
			records: ["a1", "a2", "a3", "a4", "a5", "b1"].map(image),
		},
		{ name: "thumbnails", keyPath: "sha256", indices: [], records: [] },
		{ name: "documents", keyPath: "id", indices: ["updatedAt"], multiple: ["images"], records: [] },
		{ name: "heads", keyPath: "id", indices: [], records: [] },
		{ name: "parts", keyPath: ["document", "id"], indices: [], records: [] },
		{ name: "chunks", keyPath: ["document", "id"], indices: [], records: [] },
		{ name: "meta", keyPath: "key", indices: [], records: [] },
	],
} as const;
