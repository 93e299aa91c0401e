import type { CDPSession, Page } from "@playwright/test";
import { decode, encode } from "fast-png";
import type { Editor } from "../../editor";
import type { Camera } from "../../editor/state/camera";
import type { BarePage } from "./barePage";

declare const editor: Editor & { readonly camera: Camera };

export type At = readonly [x: number, y: number];

export interface HandOptions {
	readonly width?: number;
	readonly height?: number;
	readonly ratio?: number;
	/** Of the picture that is opened. */
	readonly picture?: { readonly width: number; readonly height: number; readonly data?: Uint8Array };
}

export class Hand {
	readonly complaints: string[] = [];
	/** Seconds, as the protocol counts them. */
	readonly began = Date.now() / 1000;

	private constructor(
		readonly page: Page,
		readonly cdp: CDPSession,
		readonly picture: { readonly width: number; readonly height: number },
	) {
		page.on("pageerror", ({ message }) => this.complaints.push(message));
		page.on("console", (message) => {
			if (["error", "warning"].includes(message.type())) this.complaints.push(message.text());
		});
	}

	static async on({ browser, url }: BarePage, options: HandOptions = {}): Promise<Hand> {
		const { width = 900, height = 640, ratio = 1, picture = { width: 400, height: 300 } } = options;
		const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: ratio, hasTouch: true });
		const hand = new Hand(page, await page.context().newCDPSession(page), picture);
		await page.goto(url);
		await page.waitForFunction(() => "editor" in window);
		const data = picture.data ?? greySamples(picture.width, picture.height);
		const buffer = Buffer.from(encode({ width: picture.width, height: picture.height, data, channels: 4, depth: 8 }));
		await page.setInputFiles("input[type=file]", { name: "picture.png", mimeType: "image/png", buffer });
		await page.waitForFunction(() => editor.getState().picture !== null);
		await pictureDrawn(page);
		return hand;
	}

	/** As on another screen, or after the browser's own zoom. */
	async setRatio(deviceScaleFactor: number): Promise<void> {
		const { width, height } = this.page.viewportSize() ?? { width: 900, height: 640 };
		const metrics = { width, height, deviceScaleFactor, mobile: false };
		await this.cdp.send("Emulation.setDeviceMetricsOverride", metrics);
		await this.page.waitForFunction((ratio) => window.devicePixelRatio === ratio, deviceScaleFactor);
		await this.drawn();
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

	frame() {
		return this.page.evaluate(() => editor.save()?.frame ?? null);
	}

	camera() {
		return this.page.evaluate(() => ({ ...editor.camera }));
	}

	/** What was asked for has been drawn. */
	drawn(): Promise<void> {
		return this.page.evaluate(
			() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
		);
	}

	/** The canvas on the page. */
	async canvas() {
		const box = await this.page.locator(".hfis-viewport").boundingBox();
		if (box === null) throw new Error("no canvas");
		return box;
	}

	/** Where a point of the picture is on the page. */
	async at([x, y]: At): Promise<At> {
		const box = await this.canvas();
		const { zoom, left, top } = await this.camera();
		return [box.x + left + x * zoom, box.y + top + y * zoom];
	}

	/** What point of the picture is there. */
	async pictureAt([x, y]: At): Promise<At> {
		const box = await this.canvas();
		const { zoom, left, top } = await this.camera();
		return [(x - box.x - left) / zoom, (y - box.y - top) / zoom];
	}

	// Mouse and pen, in picture pixels

	async stroke(points: readonly At[], { button = "left" as "left" | "right" | "middle", steps = 8 } = {}) {
		const [first, ...rest] = await this.all(points);
		if (first === undefined) return;
		await this.page.mouse.move(...first);
		await this.page.mouse.down({ button });
		for (const point of rest) await this.page.mouse.move(...point, { steps });
		await this.page.mouse.up({ button });
	}

	all(points: readonly At[]): Promise<At[]> {
		return Promise.all(points.map((point) => this.at(point)));
	}

	/** `buttons` 2: with the barrel's button. */
	async pen(type: "mousePressed" | "mouseMoved" | "mouseReleased", [x, y]: At, force = 0, button = "left") {
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

	async penStroke(points: readonly At[], force: number, button = "left"): Promise<void> {
		const [first, ...rest] = await this.all(points);
		if (first === undefined) return;
		await this.pen("mousePressed", first, force, button);
		for (const point of rest) await this.pen("mouseMoved", point, force, button);
		await this.pen("mouseReleased", rest.at(-1) ?? first, 0, button);
	}

	// Fingers, in CSS pixels of the page

	/** All fingers that are on the glass from now on. */
	async fingers(
		points: Readonly<Record<number, At>>,
		type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel" = "touchMove",
		seconds?: number,
	) {
		const touchPoints = Object.entries(points).map(([id, [x, y]]) => ({ id: Number(id), x, y }));
		const at = seconds === undefined ? {} : { timestamp: this.began + seconds };
		await this.cdp.send("Input.dispatchTouchEvent", { type, touchPoints, ...at });
	}

	/** A digit so many seconds from when this hand began: how fast this machine is does not matter. */
	async keyAt(digit: string, seconds: number): Promise<void> {
		const key = { key: digit, code: `Digit${digit}`, timestamp: this.began + seconds };
		await this.cdp.send("Input.dispatchKeyEvent", { type: "keyDown", text: digit, ...key });
		await this.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
	}

	async fingerStroke(points: readonly At[]): Promise<void> {
		const [first, ...rest] = await this.all(points);
		if (first === undefined) return;
		await this.fingers({ 0: first }, "touchStart");
		for (const point of rest) await this.fingers({ 0: point });
		await this.fingers({}, "touchEnd");
	}

	async wheel([x, y]: At, deltaX: number, deltaY: number, modifiers = 0): Promise<void> {
		await this.cdp.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX, deltaY, modifiers });
		await this.drawn();
	}

	// What comes of it

	async mask() {
		const bytes = await this.page.evaluate(async () => Array.from((await editor.exportMask()).png));
		const { width, height, data } = decode(Uint8Array.from(bytes), { checkCrc: true });
		return {
			bytes: Buffer.from(bytes),
			width,
			height,
			/** 255: edited. */
			edited: (x: number, y: number) => 255 - (data[(y * width + x) * 4 + 3] ?? 255),
			/** How many of a column's pixels are edited at all. */
			column: (x: number) => {
				let count = 0;
				for (let y = 0; y < height; y++) if ((data[(y * width + x) * 4 + 3] ?? 255) < 128) count++;
				return count;
			},
		};
	}

	/** The screen in device pixels. */
	async screen() {
		await this.drawn();
		const { data } = await this.cdp.send("Page.captureScreenshot", { format: "png" });
		const shot = decode(Buffer.from(data, "base64"));
		const pixel = (x: number, y: number): number[] =>
			Array.from(shot.data.slice((y * shot.width + x) * shot.channels, (y * shot.width + x) * shot.channels + 3));
		return { width: shot.width, height: shot.height, pixel };
	}
}

/** Its canvases are there, and what a frame had no time for is drawn too. */
export async function pictureDrawn(page: Page): Promise<void> {
	await page.waitForSelector(".hfis-viewport canvas");
	await page.evaluate(async () => {
		for (let frame = 0; frame < 12; frame++) await new Promise((done) => requestAnimationFrame(done));
	});
}

/** Mid grey: light and dark lines over it are both told from it. */
export function greySamples(width: number, height: number): Uint8Array {
	const data = new Uint8Array(width * height * 4).fill(128);
	for (let i = 3; i < data.length; i += 4) data[i] = 255;
	return data;
}
