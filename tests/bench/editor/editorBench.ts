// One browser with the built bare page for all rows that measure the editor. Pages are reused, because opening a
// picture of 16 megapixels takes longer than most measurements.
import { type Browser, chromium } from "@playwright/test";
import { type PageServer, serveBuiltBarePage } from "../../../dev/bare/serve";
import { CHROMIUM_ARGS, requireChromium } from "../../../scripts/browsers";
import { benchPicture } from "./benchPicture";
import { LimitPage, type LimitSurface } from "./limitPage";
import { SOFT_TILE } from "./softTile";
import { circlePath, TracedPage } from "./tracedPage";

interface EditorBench {
	readonly server: PageServer;
	readonly browser: Browser;
	readonly pages: Map<string, Promise<BenchPage>>;
}

let bench: Promise<EditorBench> | null = null;

async function startBench(): Promise<EditorBench> {
	const executablePath = requireChromium();
	const server = await serveBuiltBarePage();
	const args = [...CHROMIUM_ARGS, "--enable-precise-memory-info"];
	return { server, browser: await chromium.launch({ executablePath, args }), pages: new Map() };
}

export async function openBenchPage(width: number, height: number): Promise<BenchPage> {
	bench ??= startBench();
	const { server, browser, pages } = await bench;
	const key = `${width}x${height}`;
	const known = pages.get(key);
	if (known !== undefined) return known;
	const page = BenchPage.open(browser, server.url, width, height);
	pages.set(key, page);
	return page;
}

/** Opens a page that no other row uses; its caller closes it. */
export async function openFreshBenchPage(width: number, height: number): Promise<BenchPage> {
	bench ??= startBench();
	const { server, browser } = await bench;
	return BenchPage.open(browser, server.url, width, height);
}

/** Opens the editor, or the reference page with Konva, without a picture; its caller closes it. */
export async function openBlankPage(path: "" | "limit/"): Promise<TracedPage> {
	bench ??= startBench();
	const { server, browser } = await bench;
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	await page.addInitScript(recordSurfaces);
	await page.goto(`${server.url}${path}`);
	await page.waitForFunction(path === "" ? "'editor' in window" : "'limit' in window");
	const middle = { x: 640, y: 400 };
	return new TracedPage(page, browser, await page.context().newCDPSession(page), middle);
}

/** Opens the reference page without the editor; each call opens a new one. */
export async function openLimitPage(surface: LimitSurface, width: number, height: number): Promise<LimitPage> {
	bench ??= startBench();
	const { server, browser } = await bench;
	return LimitPage.open(browser, server.url, surface, width, height);
}

export async function closeEditorBench(): Promise<void> {
	if (bench === null) return;
	const { server, browser } = await bench;
	bench = null;
	await browser.close();
	await server.close();
}

export class BenchPage extends TracedPage {
	static async open(browser: Browser, url: string, width: number, height: number): Promise<BenchPage> {
		const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
		await page.addInitScript(recordSurfaces);
		await page.goto(url);
		await page.waitForFunction(() => "editor" in window);
		const file = { name: "picture.png", mimeType: "image/png", buffer: benchPicture(width, height) };
		await page.setInputFiles("input[type=file]", file);
		await page.waitForFunction("editor.getState().picture !== null", null, { timeout: 120_000 });
		const box = await page.locator(".hfis-viewport").boundingBox();
		if (box === null) throw new Error("no viewport");
		const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
		return new BenchPage(page, browser, await page.context().newCDPSession(page), middle);
	}

	/** Fills the mask with soft values in every pixel, so that no tile is uniform. */
	async fillMaskSoftly(): Promise<void> {
		await this.evaluate(`(() => {
			const { picture, masks } = editor.document;
			const tiles = {};
			const count = Math.ceil(picture.width / 256) * Math.ceil(picture.height / 256);
			for (let key = 0; key < count; key++) {
				tiles[key] = ${SOFT_TILE};
			}
			editor.apply([{ type: "commands", commands: [{ type: "mask.setTiles", mask: masks[0].id, tiles }] }]);
		})()`);
	}

	/** Clears the mask and paints a typical one: an ellipse and three strokes. */
	async paintTypicalMask(): Promise<void> {
		await this.evaluate("editor.run('view.fit'), editor.run('mask.clear')");
		await this.evaluate("editor.run('tool.ellipse')");
		await this.stroke([
			{ x: -200, y: -200 },
			{ x: -60, y: -20 },
		]);
		for (const [size, y] of [
			[300, 60],
			[100, -100],
			[40, 200],
		] as const) {
			await this.brush(size);
			await this.stroke(circlePath(30, 14, 90).map((point) => ({ x: point.x * 2, y: point.y / 3 + y })));
		}
	}

	brush(size: number): Promise<void> {
		return this.evaluate(`editor.run("tool.brush"), editor.apply([{ type: "settings", tool: "brush",
			settings: { ...editor.getSnapshot().settings.brush, size: ${size}, hardness: 0.9, opacity: 1, flow: 1 } }])`);
	}

	/** Presses the key with Ctrl, and with Shift if `isShifted`. */
	async pressWithCtrl(key: string, isShifted = false): Promise<void> {
		const code = `Key${key.toUpperCase()}`;
		const modifiers = 2 + (isShifted ? 8 : 0);
		const virtual = { windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0), key, code, modifiers };
		await this.cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...virtual });
		await this.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...virtual });
	}

	/** Bytes of array buffers after a garbage collection; decoded pictures and tiles are array buffers. */
	async heldBytes(): Promise<number> {
		await this.cdp.send("HeapProfiler.collectGarbage");
		const usage = (await this.cdp.send("Runtime.getHeapUsage")) as { backingStorageSize?: number };
		if (usage.backingStorageSize === undefined)
			throw new Error("this browser does not report the size of array buffers");
		return usage.backingStorageSize;
	}
}

/** Records weak references to bitmaps and canvases in `window.surfaces`. Runs in the page before its scripts. */
function recordSurfaces(): void {
	const surfaces: WeakRef<ImageBitmap | HTMLCanvasElement>[] = [];
	Object.assign(window, { surfaces });
	const create = window.createImageBitmap as (...args: unknown[]) => Promise<ImageBitmap>;
	Object.assign(window, {
		createImageBitmap: async (...args: unknown[]) => {
			const bitmap = await create(...args);
			surfaces.push(new WeakRef(bitmap));
			return bitmap;
		},
	});
	const { createElement } = document;
	document.createElement = ((name: string, options?: ElementCreationOptions) => {
		const element = createElement.call(document, name, options);
		if (element instanceof HTMLCanvasElement) surfaces.push(new WeakRef(element));
		return element;
	}) as typeof document.createElement;
}
