// Opens the built plugin in a host page with a library of a given number of tasks, each with a picture.
import { createCanvas } from "@napi-rs/canvas";
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, requireChromium } from "../../../scripts/browsers";
import { type BareHost, startBareHost } from "../../e2e/bareHost";
import { buildBundle } from "../buildPlugin";

/** Number of pictures that the tasks share, because the size of pictures is not measured. */
const PICTURES = 40;

export interface Studio {
	readonly page: Page;
	readonly cdp: CDPSession;
	readonly host: BareHost;
}

let browser: Promise<Browser> | undefined;
let bundle: Promise<{ js: string; css: string }> | undefined;
const studios: Studio[] = [];

export async function openStudio(taskCount: number): Promise<Studio> {
	const executablePath = requireChromium();
	bundle ??= buildBundle();
	browser ??= chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, "--enable-precise-memory-info"] });
	// Each library has its own host, and so its own origin.
	const host = await startBareHost({ react: "19.2", bundle: await bundle });
	const page = await (await browser).newPage({ viewport: { width: 1280, height: 800 } });
	const studio = { page, host, cdp: await page.context().newCDPSession(page) };
	studios.push(studio);
	await seed(page, host, taskCount);
	return studio;
}

/** Fills the library of a context. */
export async function seedStudio(context: BrowserContext, host: BareHost, taskCount: number): Promise<void> {
	const page = await context.newPage();
	await seed(page, host, taskCount);
	// Makes the thumbnails of the first tasks, which are then stored.
	await page.reload();
	await page.locator(".hfis-tasks-scroll img").first().waitFor();
	await page.close();
}

async function seed(page: Page, host: BareHost, taskCount: number): Promise<void> {
	await page.goto(host.url);
	await page.getByText("Results appear here").waitFor();
	await page.evaluate(seedLibrary, { taskCount, pictures: benchPictures() });
}

export async function closeStudios(): Promise<void> {
	for (const { page, host } of studios.splice(0)) {
		await page.close();
		await host.close();
	}
	await (await browser)?.close();
	browser = undefined;
}

/** The pictures of the tasks: PNG in base64. */
export const benchPictures = (): string[] => Array.from({ length: PICTURES }, (_, i) => picture(i));

function picture(number: number): string {
	const canvas = createCanvas(256, 256);
	const context = canvas.getContext("2d");
	context.fillStyle = `hsl(${number * 9} 60% 50%)`;
	context.fillRect(0, 0, 256, 256);
	context.fillStyle = "#fff";
	context.fillRect(number * 5, 40, 60, 60);
	return canvas.toBuffer("image/png").toString("base64");
}

/** Writes tasks in the library's format. Runs in the page. */
async function seedLibrary({ taskCount, pictures }: { taskCount: number; pictures: string[] }): Promise<void> {
	const database = await new Promise<IDBDatabase>((opened, failed) => {
		const request = indexedDB.open("image-studio");
		request.onsuccess = () => opened(request.result);
		request.onerror = () => failed(request.error);
	});
	const hex = (bytes: ArrayBuffer) =>
		[...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	const images: { sha256: string; blob: Blob }[] = [];
	for (const b64 of pictures) {
		const bytes = Uint8Array.from(atob(b64), (letter) => letter.charCodeAt(0));
		const sha256 = hex(await crypto.subtle.digest("SHA-256", bytes));
		images.push({ sha256, blob: new Blob([bytes], { type: "image/png" }) });
	}
	const words = "harbour crane fox snow door lamp river stone glass tower cloud field engine violet copper".split(" ");
	const transaction = database.transaction(["tasks", "images"], "readwrite");
	for (const { sha256, blob } of images) {
		const facts = { bytes: blob.size, contentType: "image/png", width: 256, height: 256, createdAt: 1 };
		transaction.objectStore("images").put({ sha256, blob, ...facts });
	}
	for (let i = 0; i < taskCount; i++) {
		const text = Array.from({ length: 30 }, (_, k) => words[(i * 7 + k * k) % words.length]).join(" ");
		const { sha256 } = images[i % images.length] as (typeof images)[number];
		const createdAt = 1_763_000_000_000 - i * 60_000;
		transaction.objectStore("tasks").put({
			id: `task-${i}`,
			createdAt,
			startedAt: createdAt,
			changedAt: createdAt,
			images: [sha256],
			status: "done",
			operation: "generate",
			prompt: `${text} number${i}`,
			params: { model: "gpt-image-2", size: "1024x1024", quality: "high", n: 1 },
			gateway: "managed",
			requestId: `hfis-${i}`,
			inputs: { references: [] },
			outputs: [{ index: 0, image: sha256, contentType: "image/png", width: 256, height: 256, revisedPrompt: text }],
			elapsedMs: 12_000,
		});
	}
	await new Promise((done, failed) => {
		transaction.oncomplete = done;
		transaction.onerror = () => failed(transaction.error);
	});
	database.close();
}
