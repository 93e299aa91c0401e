// Records as the previous plugin wrote them, complete, partial and broken, for tests.
import { createCanvas } from "@napi-rs/canvas";

export function paintPng(colour: string, width = 6, height = 4): Buffer {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.fillStyle = colour;
	context.fillRect(0, 0, width, height);
	return canvas.toBuffer("image/png");
}

export const dataUrl = (picture: Buffer, type = "image/png"): string =>
	`data:${type};base64,${picture.toString("base64")}`;

const PARAMS = {
	model: "gpt-image-1",
	size: "1024x1024",
	quality: "high",
	count: 2,
	format: "png",
	moderation: "auto",
};

export const previousTask = (id: string, createdAt: number, more: Record<string, unknown> = {}) => ({
	id,
	prompt: `former prompt ${id}`,
	params: { ...PARAMS, compression: null },
	references: [],
	outputs: [dataUrl(paintPng("red"))],
	assets: [],
	revisedPrompt: null,
	outputSizes: ["6x4"],
	status: "done",
	error: null,
	favorite: false,
	selected: false,
	createdAt,
	finishedAt: createdAt + 9000,
	...more,
});

/** Readable records of every kind, complete and damaged. */
export const PREVIOUS_TASKS = [
	previousTask("plain", 1000, { favorite: true, revisedPrompt: "a former prompt, revised" }),
	previousTask("twice", 2000, {
		outputs: [`data:image/png;base64,${dataUrl(paintPng("blue"))}`, dataUrl(paintPng("green"))],
	}),
	previousTask("edit", 3000, {
		references: [
			{ id: "r1", name: "b.png", contentType: "image/png", dataUrl: dataUrl(paintPng("white")) },
			{
				id: "r2",
				name: "a.png",
				contentType: "image/png",
				dataUrl: dataUrl(paintPng("gray")),
				maskDataUrl: dataUrl(paintPng("black")),
			},
		],
	}),
	previousTask("cloud", 4000, {
		outputs: [],
		assets: [{ id: "a", public_url: "https://cloud.example/there.png", content_type: "image/png", size_bytes: 1 }],
	}),
	previousTask("gone", 5000, { outputs: ["https://cdn.example/expired.png", dataUrl(paintPng("red"))] }),
	previousTask("failed", 6000, {
		status: "error",
		outputs: [],
		error: "HTTP 400: bad size for key sk-former-secret-123456",
	}),
	previousTask("cut", 7000, { status: "running", outputs: [], finishedAt: null }),
	previousTask("half", 8000, { params: null, references: "none", assets: undefined, outputs: ["no picture", 7, null] }),
] as const;

/** Records that are no tasks. */
export const BROKEN_RECORDS = [
	{ id: "no-prompt", outputs: [], createdAt: 1 },
	{ id: "no-outputs", prompt: "x", createdAt: 1 },
	{ id: "no-time", prompt: "x", outputs: [], createdAt: "yesterday" },
] as const;

/** Creates the database as the previous plugin did. */
export function plantPreviousDatabase(records: readonly object[], version = 1): Promise<void> {
	return new Promise((planted, failed) => {
		const opening = indexedDB.open("haloforge-image-studio", version);
		opening.onupgradeneeded = () => {
			const store = opening.result.createObjectStore("tasks", { keyPath: "id" });
			store.createIndex("createdAt", "createdAt");
		};
		opening.onerror = () => failed(opening.error);
		opening.onsuccess = () => {
			const transaction = opening.result.transaction("tasks", "readwrite");
			for (const record of records) transaction.objectStore("tasks").put(record);
			transaction.onerror = () => failed(transaction.error);
			transaction.oncomplete = () => {
				opening.result.close();
				planted();
			};
		};
	});
}
