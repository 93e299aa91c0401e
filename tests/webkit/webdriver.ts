// A minimal W3C WebDriver client for WebKitWebDriver.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { findWebKit } from "../../scripts/webkit";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
	const address = server.address();
	await new Promise((closed) => server.close(closed));
	if (!address || typeof address === "string") throw new Error("no port");
	return address.port;
}

/** Polls until the result is truthy, because the driver and the page have no event to wait for. */
export async function until<T>(
	what: string,
	ask: () => Promise<T | undefined | false | null>,
	seconds = 60,
): Promise<T> {
	const deadline = Date.now() + seconds * 1000;
	let last: unknown;
	while (Date.now() < deadline) {
		try {
			const answer = await ask();
			if (answer) return answer;
		} catch (error) {
			last = error;
		}
		await new Promise((next) => setTimeout(next, 100));
	}
	throw new Error(`waited ${seconds} s for ${what}${last ? `: ${last}` : ""}`);
}

export interface Browser {
	goto(url: string): Promise<void>;
	reload(): Promise<void>;
	/** Runs a script in the page; it can use only its arguments. */
	evaluate<T>(script: string, ...args: unknown[]): Promise<T>;
	find(selector: string): Promise<string>;
	/** Types into an element; for a file input, the path of a file. */
	type(element: string, text: string): Promise<void>;
	click(element: string): Promise<void>;
	/** A mouse drag through the browser's own input, in CSS pixels of the page. */
	drag(points: [x: number, y: number][]): Promise<void>;
	/** Holds a key down until the returned function is called. */
	hold(key: string): Promise<() => Promise<void>>;
	/** Moves the mouse to a point of the page, in CSS pixels. */
	hover(at: [x: number, y: number]): Promise<void>;
	/** Presses the keys in order and releases them in reverse order, on the focused element. */
	press(...keys: string[]): Promise<void>;
	/** Turns the wheel at a point of the page, in CSS pixels. */
	wheel(at: [x: number, y: number], deltaY: number): Promise<void>;
	screenshot(): Promise<Buffer>;
	close(): Promise<void>;
}

async function started(child: ChildProcess, name: string): Promise<void> {
	await new Promise<void>((ready, failed) => {
		child.once("spawn", ready);
		child.once("error", (error) => failed(new Error(`${name} did not start: ${error.message}`)));
	});
}

export async function startWebKit(): Promise<Browser> {
	const found = findWebKit();
	if (!found) throw new Error("WebKitGTK's driver was not found (Debian: apt-get install webkit2gtk-driver xvfb)");
	const port = await freePort();
	const display = `:${90 + (process.pid % 900)}`;
	const xvfb = spawn(found.xvfb, [display, "-screen", "0", "1280x900x24", "-nolisten", "tcp"], { stdio: "ignore" });
	await started(xvfb, "Xvfb");
	const driver = spawn(found.driver, [`--port=${port}`, "--host=127.0.0.1"], {
		stdio: "ignore",
		env: {
			...process.env,
			DISPLAY: display,
			// WebKit's sandbox does not work as root, and all pages are the project's own.
			WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
			WEBKIT_DISABLE_COMPOSITING_MODE: "1",
			LIBGL_ALWAYS_SOFTWARE: "1",
		},
	});
	await started(driver, "WebKitWebDriver");

	async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const init: RequestInit = { method, headers: { "content-type": "application/json" } };
		if (body !== undefined) init.body = JSON.stringify(body);
		const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
		const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
		if (!response.ok) throw new Error(`${method} ${path}: ${value?.error} ${value?.message ?? ""}`);
		return value;
	}

	await until("WebKitWebDriver", async () => (await call<{ ready: boolean }>("GET", "/status")).ready);
	const { sessionId } = await call<{ sessionId: string }>("POST", "/session", {
		capabilities: {
			alwaysMatch: {
				"webkitgtk:browserOptions": { binary: found.browser, args: ["--automation"] },
			},
		},
	});
	const at = `/session/${sessionId}`;
	return {
		goto: (url) => call("POST", `${at}/url`, { url }),
		reload: () => call("POST", `${at}/refresh`, {}),
		evaluate: (script, ...args) => call("POST", `${at}/execute/sync`, { script, args }),
		find: async (selector) => {
			const element = await call<Record<string, string>>("POST", `${at}/element`, {
				using: "css selector",
				value: selector,
			});
			return element[ELEMENT] as string;
		},
		type: (element, text) => call("POST", `${at}/element/${element}/value`, { text }),
		click: (element) => call("POST", `${at}/element/${element}/click`, {}),
		drag: async (points) => {
			const [first, ...rest] = points;
			if (!first) return;
			const move = ([x, y]: [number, number]) => ({
				type: "pointerMove",
				duration: 16,
				x: Math.round(x),
				y: Math.round(y),
			});
			await call("POST", `${at}/actions`, {
				actions: [
					{
						type: "pointer",
						id: "mouse",
						parameters: { pointerType: "mouse" },
						actions: [
							move(first),
							{ type: "pointerDown", button: 0 },
							...rest.map(move),
							{ type: "pointerUp", button: 0 },
						],
					},
				],
			});
		},
		hover: ([x, y]) =>
			call("POST", `${at}/actions`, {
				actions: [
					{
						type: "pointer",
						id: "mouse",
						parameters: { pointerType: "mouse" },
						actions: [{ type: "pointerMove", duration: 0, x, y }],
					},
				],
			}),
		hold: async (value) => {
			const act = (type: "keyDown" | "keyUp") =>
				call<void>("POST", `${at}/actions`, { actions: [{ type: "key", id: "keyboard", actions: [{ type, value }] }] });
			await act("keyDown");
			return () => act("keyUp");
		},
		press: (...keys) =>
			call("POST", `${at}/actions`, {
				actions: [
					{
						type: "key",
						id: "keyboard",
						actions: [
							...keys.map((value) => ({ type: "keyDown", value })),
							...[...keys].reverse().map((value) => ({ type: "keyUp", value })),
						],
					},
				],
			}),
		wheel: ([x, y], deltaY) =>
			call("POST", `${at}/actions`, {
				actions: [
					{
						type: "wheel",
						id: "wheel",
						actions: [{ type: "scroll", x, y, deltaX: 0, deltaY, duration: 0, origin: "viewport" }],
					},
				],
			}),
		screenshot: async () => Buffer.from(await call<string>("GET", `${at}/screenshot`), "base64"),
		close: async () => {
			await call("DELETE", at).catch(() => undefined);
			driver.kill();
			xvfb.kill();
		},
	};
}
