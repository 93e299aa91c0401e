// The studio in one session of WebKitGTK, with devhost and fake provider, and what its tests do: find, click, type, open, connect.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Provider, startProvider } from "../../dev/provider/server";
import { startDevhost, startStudioPage } from "../e2e/servers";
import { type Browser, startWebKit, until } from "./webdriver";

const KEY = "sk-planted-7f3a91c0d25e4b68";

export interface StudioSession {
	readonly browser: Browser;
	readonly provider: Provider;
	readonly origin: string;
	/** Polls a JavaScript expression of the page until it is truthy. */
	waitFor(what: string, expression: string): Promise<unknown>;
	/** Clicks the first enabled element whose accessible name or text contains the text, once there is one. */
	click(selector: string, text: string): Promise<void>;
	/** Retries until the field accepts text: on a busy machine it can exist before it is enabled. */
	typeInto(selector: string, text: string): Promise<unknown>;
	/** Chooses a file in a file input. */
	choose(selector: string, name: string, bytes: Uint8Array): Promise<void>;
	/** Opens a picture on the canvas. */
	openPicture(name: string, bytes: Uint8Array): Promise<void>;
	/** Enters the fake provider as the endpoint. */
	connect(): Promise<void>;
	/** Drags on the canvas, in shares of its width and height. */
	drag(...points: readonly (readonly [x: number, y: number])[]): Promise<void>;
	stop(): Promise<void>;
}

/** A JavaScript expression for the element whose accessible name or text contains the text. */
export const named = (selector: string, text: string) =>
	`[...document.querySelectorAll(${JSON.stringify(selector)})].find((element) =>
		(element.getAttribute("aria-label") ?? element.textContent ?? "").includes(${JSON.stringify(text)}))`;

export async function startStudioSession(): Promise<StudioSession> {
	const folder = mkdtempSync(join(tmpdir(), "webkit-"));
	const provider = await startProvider({ key: KEY });
	const page = await startStudioPage();
	const devhost = await startDevhost(page.origin);
	// WebDriver has no init scripts, so the page reads the devhost's address from its own server, as under `npm start`.
	process.env.DEVHOST_URL = devhost.url;
	process.env.DEVHOST_TOKEN = devhost.token;
	const browser = await startWebKit();

	const waitFor = (what: string, expression: string) =>
		until(what, () => browser.evaluate<boolean>(`return Boolean(${expression})`));

	const typeInto = (selector: string, text: string) =>
		until(`${selector} to take text`, async () => {
			await browser.type(await browser.find(selector), text);
			return true;
		});

	async function click(selector: string, text: string): Promise<void> {
		await until(`${text} to click`, () =>
			browser.evaluate<boolean>(
				`const found = ${named(selector, text)}; if (!found || found.disabled) return false; found.click(); return true;`,
			),
		);
	}

	async function choose(selector: string, name: string, bytes: Uint8Array): Promise<void> {
		const file = join(folder, name);
		writeFileSync(file, bytes);
		await typeInto(selector, file);
	}

	return {
		browser,
		provider,
		origin: page.origin,
		waitFor,
		click,
		typeInto,
		choose,
		async openPicture(name, bytes) {
			await choose(".hfis-editor input[type=file]", name, bytes);
			await waitFor("the picture", `document.querySelector(".hfis").textContent.includes(${JSON.stringify(name)})`);
		},
		async connect() {
			await click(".hfis button", "Settings");
			await waitFor("the settings", `document.querySelector(".hfis dialog[open]")`);
			await typeInto(".hfis dialog input[name=base_url]", provider.url);
			await typeInto(".hfis dialog input[type=password]", KEY);
			await click(".hfis dialog button", "Save");
			await waitFor(
				"the key to be set",
				`document.querySelector(".hfis dialog")?.textContent.includes("A key is set")`,
			);
			await click(".hfis dialog button", "Close");
		},
		async drag(...points) {
			// A bar that appears or disappears changes the layout in the next frame.
			const box = await browser.evaluate<{ x: number; y: number; width: number; height: number }>(
				`const canvas = document.querySelector(".hfis-editor canvas");
				return new Promise((got) => {
					let last = "";
					const look = () => {
						const { x, y, width, height } = canvas.getBoundingClientRect();
						const now = [x, y, width, height].join();
						if (now === last && width > 0) got({ x, y, width, height });
						else requestAnimationFrame(look);
						last = now;
					};
					look();
				});`,
			);
			await browser.drag(points.map(([x, y]) => [box.x + box.width * x, box.y + box.height * y]));
		},
		async stop() {
			await browser.close();
			await devhost.stop();
			await page.close();
			await provider.close();
			for (const one of [folder, devhost.dataDir]) rmSync(one, { recursive: true, force: true });
		},
	};
}
