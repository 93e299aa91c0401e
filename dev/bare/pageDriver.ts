// Opens the bare page in Chromium and drives it: mouse, pen, touch, wheel and keys through the browser's own input
// protocol.
import type { CDPSession, Page } from "@playwright/test";
import { decode, encode } from "fast-png";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { EditOptions, PreparedEdit } from "../../editor";
import type { EditorSession } from "../../editor/session/editorSession";
import { toImage, toView } from "../../editor/state/camera";
import { type BarePage, type BarePageOptions, openBarePage } from "./barePage";

declare const editor: EditorSession;

declare global {
	interface Window {
		red: { readonly answer: Blob; readonly edit: PreparedEdit["edit"] };
	}
}

export type Point = readonly [x: number, y: number];

export interface PageOptions {
	readonly width?: number;
	readonly height?: number;
	readonly ratio?: number;
	/** A script that runs before the page's own. */
	readonly init?: string;
	/** The picture that is opened. */
	readonly picture?: { readonly width: number; readonly height: number; readonly data?: Uint8Array };
}

export interface StrokeOptions {
	readonly button?: "left" | "right" | "middle";
	/** Moves from one point to the next. */
	readonly steps?: number;
	/** Keys that are pressed after the button and released after it. */
	readonly held?: readonly string[];
}

/**
 * Connects the tests of a file to the browser. Returns a function that opens a page; after the test the page must have
 * logged no error. The next test loads the same page again, which takes half of the time of a new one, unless this test
 * failed or changed what a load does not reset.
 */
export function setUpPages(from?: BarePageOptions): (options?: PageOptions) => Promise<PageDriver> {
	let bare: BarePage;
	let driver: PageDriver;
	let kept: PageDriver | null = null;

	beforeAll(async () => {
		bare = await openBarePage(from);
	});

	afterAll(() => bare?.close());

	afterEach(async ({ task }) => {
		kept = task.result?.state !== "fail" && driver.isReusable ? driver : null;
		if (kept === null) await driver.close();
		expect(driver.consoleErrors).toEqual([]);
	});

	return async (options) => {
		if (kept !== null && !isKeptFor(options)) await kept.close();
		driver = await PageDriver.open(bare, options, isKeptFor(options) ? kept : null);
		return driver;
	};
}

/** A new page is needed for another device pixel ratio, and for a script that runs before the page's own. */
const isKeptFor = ({ init, ratio = 1 }: PageOptions = {}) => init === undefined && ratio === 1;

export class PageDriver {
	readonly consoleErrors: string[] = [];
	/** In seconds since the epoch, as the protocol counts time. */
	readonly startedAt = Date.now() / 1000;
	/** Loading the page again resets everything. */
	isReusable: boolean;

	private constructor(
		readonly page: Page,
		readonly cdp: CDPSession,
		readonly picture: { readonly width: number; readonly height: number },
		options: PageOptions,
	) {
		this.isReusable = isKeptFor(options);
		page.on("pageerror", ({ message }) => this.consoleErrors.push(message));
		page.on("console", (message) => {
			if (["error", "warning"].includes(message.type())) this.consoleErrors.push(message.text());
		});
	}

	/** Opens a new page, or loads the page of another driver again. */
	static async open(
		{ browser, url }: BarePage,
		options: PageOptions = {},
		kept: PageDriver | null = null,
	): Promise<PageDriver> {
		const { width = 900, height = 640, ratio = 1, picture = { width: 400, height: 300 } } = options;
		const page =
			(await kept?.reset({ width, height })) ??
			(await browser.newPage({ viewport: { width, height }, deviceScaleFactor: ratio, hasTouch: true }));
		const cdp = kept?.cdp ?? (await page.context().newCDPSession(page));
		const driver = new PageDriver(page, cdp, picture, options);
		if (options.init !== undefined) await page.addInitScript(options.init);
		await page.goto(url);
		await page.waitForFunction(() => "editor" in window);
		const data = picture.data ?? greySamples(picture.width, picture.height);
		const buffer = Buffer.from(encode({ width: picture.width, height: picture.height, data, channels: 4, depth: 8 }));
		await page.setInputFiles("input[type=file]", { name: "picture.png", mimeType: "image/png", buffer });
		await page.waitForFunction(() => editor.getState().picture !== null);
		await waitForPictureDrawn(page);
		return driver;
	}

	/** Returns the page with nothing left of the test before it; the pointer is outside. */
	private async reset(viewport: { width: number; height: number }): Promise<Page> {
		const { page } = this;
		for (const event of ["pageerror", "console"] as const) page.removeAllListeners(event);
		await page.goto("about:blank");
		await page.mouse.move(-1, -1);
		await page.emulateMedia({ colorScheme: null, reducedMotion: null, forcedColors: null });
		await page.setViewportSize(viewport);
		return page;
	}

	/** Changes the device pixel ratio, as another screen or the browser's zoom does. */
	async setRatio(deviceScaleFactor: number): Promise<void> {
		this.isReusable = false;
		const { width, height } = this.page.viewportSize() ?? { width: 900, height: 640 };
		const metrics = { width, height, deviceScaleFactor, mobile: false };
		await this.cdp.send("Emulation.setDeviceMetricsOverride", metrics);
		await this.page.waitForFunction((ratio) => window.devicePixelRatio === ratio, deviceScaleFactor);
		await this.waitForFrames();
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}

	state() {
		return this.page.evaluate(() => editor.getState());
	}

	run(command: string): Promise<void> {
		return this.page.evaluate((command) => editor.run(command), command);
	}

	apply(effects: Parameters<EditorSession["apply"]>[0]): Promise<void> {
		return this.page.evaluate((effects) => editor.apply(effects), effects);
	}

	frame() {
		return this.page.evaluate(() => editor.save()?.frame ?? null);
	}

	camera() {
		return this.page.evaluate(() => ({ ...editor.camera }));
	}

	/** Waits two animation frames, in which pending changes are drawn. */
	waitForFrames(): Promise<void> {
		return this.page.evaluate(
			() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
		);
	}

	/** The box of the canvas on the page. */
	async canvas() {
		const box = await this.page.locator(".hfis-viewport").boundingBox();
		if (box === null) throw new Error("no canvas");
		return box;
	}

	/** Converts picture pixels to CSS pixels of the page. */
	async toPage([x, y]: Point): Promise<Point> {
		const box = await this.canvas();
		const at = toView(await this.camera(), { x, y });
		return [box.x + at.x, box.y + at.y];
	}

	/** Converts CSS pixels of the page to picture pixels. */
	async toPicture([x, y]: Point): Promise<Point> {
		const box = await this.canvas();
		const at = toImage(await this.camera(), { x: x - box.x, y: y - box.y });
		return [at.x, at.y];
	}

	// Mouse and pen, in picture pixels

	async stroke(points: readonly Point[], options?: StrokeOptions): Promise<void> {
		await this.strokeOnPage(await this.allToPage(points), options);
	}

	/**
	 * Its points are CSS pixels of the page. Waits for frames before, so that the press finds what is on the canvas, and
	 * after, so that the stroke's outcome is drawn.
	 */
	async strokeOnPage(
		[first, ...rest]: readonly Point[],
		{ button = "left", steps = 8, held = [] }: StrokeOptions = {},
	): Promise<void> {
		if (first === undefined) return;
		await this.waitForFrames();
		const { mouse, keyboard } = this.page;
		await mouse.move(...first);
		await mouse.down({ button });
		for (const key of held) await keyboard.down(key);
		for (const point of rest) await mouse.move(...point, { steps });
		await mouse.up({ button });
		for (const key of held) await keyboard.up(key);
		await this.waitForFrames();
	}

	drag(from: Point, to: Point, held: readonly string[] = []): Promise<void> {
		return this.stroke([from, to], { held });
	}

	click(at: Point): Promise<void> {
		return this.stroke([at]);
	}

	/** The canvas's cursor over a point of the picture. */
	async cursorAt(at: Point): Promise<string | undefined> {
		await this.page.mouse.move(...(await this.toPage(at)));
		await this.waitForFrames();
		return this.page.evaluate(() => document.querySelector<HTMLElement>(".hfis-viewport")?.style.cursor);
	}

	allToPage(points: readonly Point[]): Promise<Point[]> {
		return Promise.all(points.map((point) => this.toPage(point)));
	}

	/** `button` "right" is the barrel button. */
	async penEvent(type: "mousePressed" | "mouseMoved" | "mouseReleased", [x, y]: Point, force = 0, button = "left") {
		const isOver = type === "mouseReleased";
		const held = button === "right" ? 2 : 1;
		await this.cdp.send("Input.dispatchMouseEvent", {
			type,
			x,
			y,
			force,
			button: button as "left",
			buttons: isOver ? 0 : held,
			clickCount: type === "mouseMoved" ? 0 : 1,
			pointerType: "pen",
		});
	}

	async penStroke(points: readonly Point[], force: number, button = "left"): Promise<void> {
		const [first, ...rest] = await this.allToPage(points);
		if (first === undefined) return;
		await this.penEvent("mousePressed", first, force, button);
		for (const point of rest) await this.penEvent("mouseMoved", point, force, button);
		await this.penEvent("mouseReleased", rest.at(-1) ?? first, 0, button);
	}

	// Touch, in CSS pixels of the page

	/** Sends the touch points that are on the screen from now on. */
	async touch(
		points: Readonly<Record<number, Point>>,
		type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel" = "touchMove",
		seconds?: number,
	) {
		const touchPoints = Object.entries(points).map(([id, [x, y]]) => ({ id: Number(id), x, y }));
		const at = seconds === undefined ? {} : { timestamp: this.startedAt + seconds };
		await this.cdp.send("Input.dispatchTouchEvent", { type, touchPoints, ...at });
	}

	/** Presses a digit key with a timestamp relative to the start, so that the speed of the machine does not matter. */
	async pressDigitAt(digit: string, seconds: number): Promise<void> {
		const key = { key: digit, code: `Digit${digit}`, timestamp: this.startedAt + seconds };
		await this.cdp.send("Input.dispatchKeyEvent", { type: "keyDown", text: digit, ...key });
		await this.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
	}

	async touchStroke(points: readonly Point[]): Promise<void> {
		const [first, ...rest] = await this.allToPage(points);
		if (first === undefined) return;
		await this.waitForFrames();
		await this.touch({ 0: first }, "touchStart");
		for (const point of rest) await this.touch({ 0: point });
		await this.touch({}, "touchEnd");
	}

	async wheel([x, y]: Point, deltaX: number, deltaY: number, modifiers = 0): Promise<void> {
		await this.cdp.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX, deltaY, modifiers });
		await this.waitForFrames();
	}

	// Results

	/** Prepares an edit and leaves it with an answer that is all red in `window.red`. */
	async prepareRedAnswer(options: EditOptions): Promise<void> {
		await this.page.evaluate(async (options) => {
			const [prepared] = await editor.prepareEdits(options);
			if (prepared === undefined) throw new Error("nothing to send");
			const { width, height } = prepared.edit.plan.sent;
			const canvas = new OffscreenCanvas(width, height);
			const context = canvas.getContext("2d");
			if (context === null) throw new Error("no context");
			context.fillStyle = "#f00";
			context.fillRect(0, 0, width, height);
			window.red = { answer: await canvas.convertToBlob(), edit: prepared.edit };
		}, options);
	}

	/** Shows a result for the whole picture, all red. */
	async showRedResult(): Promise<void> {
		await this.prepareRedAnswer({
			rules: { kind: "flexible", multiple: 1, maxEdge: 4096, maxRatio: 8, minPixels: 1, maxPixels: 1e8 },
		});
		await this.page.evaluate(() => editor.showResult("task-0", window.red.answer, window.red.edit));
		const { width, height } = this.picture;
		const middle = async () => (await this.coloursAt([[width / 2, height / 2]]))[0];
		await expect.poll(middle).toEqual([255, 0, 0]);
	}

	async exportMask() {
		const bytes = await this.page.evaluate(async () => Array.from((await editor.exportMask()).png));
		const { width, height, data } = decode(Uint8Array.from(bytes), { checkCrc: true });
		return {
			bytes: Buffer.from(bytes),
			width,
			height,
			/** 255 means edited. */
			edited: (x: number, y: number) => 255 - (data[(y * width + x) * 4 + 3] ?? 255),
			/** The number of edited pixels in a column. */
			column: (x: number) => {
				let count = 0;
				for (let y = 0; y < height; y++) if ((data[(y * width + x) * 4 + 3] ?? 255) < 128) count++;
				return count;
			},
		};
	}

	/** A screenshot in device pixels. */
	async captureScreen() {
		await this.waitForFrames();
		const { data } = await this.cdp.send("Page.captureScreenshot", { format: "png" });
		const shot = decode(Buffer.from(data, "base64"));
		const pixel = (x: number, y: number): number[] =>
			Array.from(shot.data.slice((y * shot.width + x) * shot.channels, (y * shot.width + x) * shot.channels + 3));
		return { width: shot.width, height: shot.height, pixel };
	}

	/** The colours on screen of points of the picture, in a pane whose left edge is `dx` CSS pixels from the canvas's. */
	async coloursAt(points: readonly Point[], dx = 0): Promise<number[][]> {
		const { width, pixel } = await this.captureScreen();
		const places = await this.allToPage(points);
		const ratio = width / (this.page.viewportSize()?.width ?? width);
		return places.map(([x, y]) => pixel(Math.floor((x + dx) * ratio), Math.floor(y * ratio)));
	}

	/**
	 * Moves the mouse to a point of the page. Returns for each canvas, by its index among the viewport's, if anything is
	 * drawn on it within so many CSS pixels of the point, in the animation frame of that move. "ring": whether the brush's
	 * ring is centred there, within the radius.
	 */
	async isDrawnInFrameOfMove(to: Point, canvases: readonly (readonly [index: number | "ring", radius: number])[]) {
		await this.page.evaluate(
			([[x, y], canvases]) => {
				const all = [...document.querySelectorAll<HTMLCanvasElement>(".hfis-viewport canvas")];
				const isRingAt = (radius: number) => {
					const ring = document.querySelector(".hfis-viewport-ring svg")?.getBoundingClientRect();
					if (ring === undefined || ring.width === 0) return false;
					const [across, down] = [(ring.left + ring.right) / 2 - x, (ring.top + ring.bottom) / 2 - y];
					return Math.hypot(across, down) <= radius;
				};
				const isDrawn = ([index, radius]: readonly [number | "ring", number]) => {
					if (index === "ring") return isRingAt(radius);
					const canvas = all.at(index);
					const context = canvas?.getContext("2d");
					if (!canvas || !context) return false;
					const { left, top } = canvas.getBoundingClientRect();
					const { data } = context.getImageData(x - left - radius, y - top - radius, 2 * radius, 2 * radius);
					return data.some((value) => value > 0);
				};
				const frame = new Promise((done) => {
					// After the editor's own listener, so that the callback is the last of the frame. Chromium may send moves of
					// its own at the place before.
					document.querySelector<HTMLElement>(".hfis-viewport")?.addEventListener("pointermove", ({ clientX }) => {
						if (Math.abs(clientX - x) < 1) requestAnimationFrame(() => done(canvases.map(isDrawn)));
					});
				});
				Object.assign(window, { frameOfMove: frame });
			},
			[to, canvases] as const,
		);
		await this.page.mouse.move(...to);
		return this.page.evaluate(() => (window as unknown as { frameOfMove: Promise<boolean[]> }).frameOfMove);
	}
}

/** Waits until the canvases exist and deferred drawing is done. */
export async function waitForPictureDrawn(page: Page): Promise<void> {
	await page.waitForSelector(".hfis-viewport canvas");
	await page.evaluate(async () => {
		for (let frame = 0; frame < 12; frame++) await new Promise((done) => requestAnimationFrame(done));
	});
}

/** Mid grey, on which light and dark lines are both visible. */
export function greySamples(width: number, height: number): Uint8Array {
	const data = new Uint8Array(width * height * 4).fill(128);
	for (let i = 3; i < data.length; i += 4) data[i] = 255;
	return data;
}
