// Writes tasks with pictures into the studio's library without sending requests: a masked edit with two outputs,
// generated pictures, an edit of one of those, and a failed task. Newest first.
import type { Page } from "@playwright/test";
import { expect, panel } from "./studio";

export const SEEDED_PROMPTS = {
	edit: "a red lighthouse on the cliff, evening light",
	pair: "two boats in the fog",
	failed: "a storm at sea",
	onward: "one boat, and a gull above it",
} as const;

/** The size of all pictures but one. */
export const SEEDED_SIZE = { width: 600, height: 400 };

export async function seedTasks(page: Page) {
	await expect(panel(page).locator(".hfis-editor")).toBeVisible();
	await page.evaluate(
		async ([made, size]) => {
			const database = await new Promise<IDBDatabase>((opened, failed) => {
				const request = indexedDB.open("image-studio");
				request.onsuccess = () => opened(request.result);
				request.onerror = () => failed(request.error);
			});
			const stored: object[] = [];
			/** Draws squares of 20 pixels whose colour encodes their position. */
			async function picture(hue: number, { width, height } = size): Promise<string> {
				const canvas = Object.assign(document.createElement("canvas"), { width, height });
				const context = canvas.getContext("2d");
				if (!context) throw new Error("no canvas");
				for (let y = 0; y < height; y += 20)
					for (let x = 0; x < width; x += 20) {
						context.fillStyle = `hsl(${hue + x / 20} ${40 + y / 10}% ${30 + ((x + y) % 40)}%)`;
						context.fillRect(x, y, 20, 20);
					}
				return storePicture(canvas);
			}
			/** Draws a mask with alpha 0 (edit) in an ellipse. */
			async function mask(): Promise<string> {
				const canvas = Object.assign(document.createElement("canvas"), size);
				const context = canvas.getContext("2d");
				if (!context) throw new Error("no canvas");
				context.fillRect(0, 0, size.width, size.height);
				context.globalCompositeOperation = "destination-out";
				context.ellipse(size.width / 2, size.height / 2, 120, 90, 0, 0, 7);
				context.fill();
				return storePicture(canvas);
			}
			async function storePicture(canvas: HTMLCanvasElement): Promise<string> {
				const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
				if (!blob) throw new Error("no picture");
				const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
				const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
				const { width, height } = canvas;
				stored.push({ sha256, blob, bytes: blob.size, contentType: "image/png", width, height, createdAt: Date.now() });
				return sha256;
			}
			const output = (index: number, image: string, revisedPrompt?: string, of = size) => ({
				index,
				image,
				contentType: "image/png",
				...of,
				...(revisedPrompt ? { revisedPrompt } : {}),
			});
			const [target, reference, first, second, boat, boats, gull] = await Promise.all(
				[200, 90, 10, 340, 180, 220, 60].map((hue) => picture(hue)),
			);
			const small = await picture(120, { width: 300, height: 300 });
			const editMask = await mask();
			const at = Date.now() - 3_600_000;
			const tasks = [
				{
					prompt: made.edit,
					operation: "edit",
					inputs: { target, references: [reference], editMask },
					outputs: [
						output(0, first ?? "", "a tall red lighthouse on the cliff, warm evening light"),
						output(1, second ?? "", "a white lighthouse on the cliff, evening light"),
					],
					params: { model: "gpt-image-2", size: "1536x1024", quality: "high", n: 2, outputFormat: "webp" },
					difference: [{ field: "quality", requested: "high", actual: "medium" }],
					usage: { total_tokens: 4500, input_tokens: 500, output_tokens: 4000 },
					providerRequestId: "req_7f21",
				},
				{
					prompt: made.onward,
					operation: "edit",
					inputs: { target: boat, references: [] },
					// The revised prompt shares no word with the prompt.
					outputs: [output(0, gull ?? "", "Ein Schiff unter Wolken")],
				},
				{
					prompt: made.failed,
					outputs: [],
					status: "failed",
					error: {
						code: "rate_limited",
						message: "429 from the provider",
						provider_message: "Slow down.",
						details: { status: 429 },
					},
				},
				{
					prompt: made.pair,
					outputs: [
						output(0, boat ?? ""),
						output(1, boats ?? ""),
						output(2, small, undefined, { width: 300, height: 300 }),
					],
				},
			].map((task, i) => ({
				id: `made-${i}`,
				createdAt: at - i * 60_000,
				startedAt: at - i * 60_000,
				changedAt: at,
				status: "done",
				operation: "generate",
				params: { model: "gpt-image-2", size: "auto", n: Math.max(1, task.outputs.length) },
				gateway: "custom",
				baseUrl: "https://images.example.com/v1",
				requestId: `hfis-made-${i}`,
				inputs: { references: [] },
				elapsedMs: 21_400,
				...task,
			}));
			const transaction = database.transaction(["tasks", "images"], "readwrite");
			for (const image of stored) transaction.objectStore("images").put(image);
			for (const task of tasks) {
				const {
					target: changed,
					references,
					editMask: painted,
				} = task.inputs as { target?: string; references: string[]; editMask?: string };
				const images = [changed, painted, ...(references ?? []), ...task.outputs.map(({ image }) => image)];
				transaction.objectStore("tasks").put({ ...task, images: images.filter(Boolean) });
			}
			await new Promise((done) => {
				transaction.oncomplete = done;
			});
			database.close();
		},
		[SEEDED_PROMPTS, SEEDED_SIZE] as const,
	);
	await page.reload();
	await expect(panel(page).getByRole("article", { name: SEEDED_PROMPTS.edit })).toBeVisible();
}
