// A page whose main thread is traced while strokes and keys are sent by the browser's input protocol.
import type { Browser, CDPSession, Page } from "@playwright/test";
import { type Task, type Trace, tracePage } from "./trace";

export interface Point {
	readonly x: number;
	readonly y: number;
}

export class TracedPage {
	constructor(
		readonly page: Page,
		readonly browser: Browser,
		readonly cdp: CDPSession,
		/** The point that strokes are relative to, in page coordinates. */
		readonly middle: Point,
	) {}

	evaluate<Result>(expression: string): Promise<Result> {
		return this.page.evaluate(expression) as Promise<Result>;
	}

	/**
	 * Points are relative to the viewport's centre. Chromium handles each move at the start of a frame: one move a frame.
	 */
	async stroke(moves: readonly Point[]): Promise<void> {
		const [first = { x: 0, y: 0 }] = moves;
		await this.sendMouse("mousePressed", first);
		for (const move of moves) await this.sendMouse("mouseMoved", move);
		await this.sendMouse("mouseReleased", moves.at(-1) ?? first);
	}

	async sendMouse(type: "mousePressed" | "mouseMoved" | "mouseReleased", { x, y }: Point): Promise<void> {
		const at = { x: this.middle.x + x, y: this.middle.y + y };
		await this.cdp.send("Input.dispatchMouseEvent", { type, ...at, button: "left", buttons: 1, clickCount: 1 });
	}

	waitForFrames(count: number): Promise<void> {
		return this.evaluate(`(async () => {
			for (let i = 0; i < ${count}; i++) await new Promise((done) => requestAnimationFrame(done));
		})()`);
	}

	/** Returns the main thread's tasks while `act` runs. */
	async trace(act: () => Promise<unknown>): Promise<readonly Task[]> {
		return (await this.traceAll(act)).tasks;
	}

	async traceAll(act: () => Promise<unknown>): Promise<Trace> {
		await this.page.bringToFront();
		return tracePage(this.browser, this.page, act);
	}
}

/** Returns `count` points on a circle at equal distances along it. */
export function circlePath(count: number, length: number, radius: number): Point[] {
	return Array.from({ length: count }, (_, i) => {
		const angle = (i * length) / radius;
		return { x: radius * Math.sin(angle), y: radius * Math.cos(angle) };
	});
}
