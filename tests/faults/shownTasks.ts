// The tasks that the grid has shown as done, and whether the library still has them with their pictures.
import type { Page } from "@playwright/test";
import type { Problem } from "./faultKind";

export interface StoredTask {
	readonly prompt: string;
	readonly status: string;
	/** Outputs whose stored bytes have the SHA-256 that names them. */
	readonly intact: number;
	readonly outputs: number;
}

/** Prompts of the cards that show a finished task with its picture. */
export const shownAsDone = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll('article.hfis-card-done[aria-busy="false"]')]
			.filter((card) => (card.querySelector("img")?.naturalWidth ?? 0) > 0)
			.map((card) => card.getAttribute("aria-label") ?? ""),
	);

/** Reads tasks and images from the library's database and hashes the images. */
export const storedTasks = (page: Page): Promise<StoredTask[]> =>
	page.evaluate(async () => {
		const database = await new Promise<IDBDatabase | undefined>((opened) => {
			const opening = indexedDB.open("image-studio");
			// The studio has not created it yet, and would refuse one that is not its own.
			opening.onupgradeneeded = () => opening.transaction?.abort();
			opening.onsuccess = () => opened(opening.result);
			opening.onerror = () => opened(undefined);
		});
		if (!database) return [];
		const read = <T>(store: string, run: (store: IDBObjectStore) => IDBRequest): Promise<T> =>
			new Promise((got, failed) => {
				const request = run(database.transaction(store).objectStore(store));
				request.onsuccess = () => got(request.result as T);
				request.onerror = () => failed(request.error);
			});
		type Task = { prompt: string; status: string; outputs: { image: string }[] };
		const isIntact = async (sha256: string): Promise<boolean> => {
			const image = await read<{ blob: Blob | ArrayBuffer } | undefined>("images", (images) => images.get(sha256));
			if (!image) return false;
			const digest = await crypto.subtle.digest("SHA-256", await new Response(image.blob).arrayBuffer());
			return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
		};
		try {
			const tasks = await read<Task[]>("tasks", (store) => store.getAll());
			const stored: { prompt: string; status: string; intact: number; outputs: number }[] = [];
			for (const { prompt, status, outputs } of tasks) {
				let intact = 0;
				for (const { image } of outputs) if (await isIntact(image)) intact++;
				stored.push({ prompt, status, intact, outputs: outputs.length });
			}
			return stored;
		} finally {
			database.close();
		}
	});

/** The shown tasks that are missing or incomplete; `isSettled` is false while a task is still running. */
export function compareTasks(shown: ReadonlySet<string>, stored: readonly StoredTask[]) {
	const problems: Problem[] = [];
	for (const prompt of shown) {
		const task = stored.find((one) => one.prompt === prompt);
		if (!task) problems.push({ kind: "lost", text: `the task "${prompt}" is gone` });
		else if (task.status !== "done" || task.outputs === 0 || task.intact < task.outputs) {
			const text = `"${prompt}" is ${task.status} with ${task.intact} of ${task.outputs} pictures`;
			problems.push({ kind: "lost", text });
		}
	}
	return { problems, isSettled: stored.every(({ status }) => status !== "running") };
}
