// Smoke test in WebKitGTK, the engine of HaloForge on Linux and, as WKWebView, on macOS: a masked edit with real input.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Provider, startProvider } from "../../dev/provider/server";
import { type Devhost, type StudioPage, startDevhost, startStudioPage } from "../e2e/servers";
import { PICTURE, picturePng, pictureSamples } from "../e2e/testPicture";
import { type Browser, startWebKit, until } from "./webdriver";

const KEY = "sk-planted-7f3a91c0d25e4b68";
const PROMPT = "a planted prompt about a red harbour crane";

let browser: Browser;
let page: StudioPage;
let devhost: Devhost;
let provider: Provider;
const folder = mkdtempSync(join(tmpdir(), "webkit-"));

beforeAll(async () => {
	provider = await startProvider({ key: KEY });
	page = await startStudioPage();
	devhost = await startDevhost(page.origin);
	// WebDriver has no init scripts, so the page reads the devhost's address from its own server, as under `npm start`.
	process.env.DEVHOST_URL = devhost.url;
	process.env.DEVHOST_TOKEN = devhost.token;
	browser = await startWebKit();
});

afterAll(async () => {
	await browser?.close();
	await devhost?.stop();
	await page?.close();
	await provider?.close();
	rmSync(folder, { recursive: true, force: true });
	if (devhost) rmSync(devhost.dataDir, { recursive: true, force: true });
});

/** A JavaScript expression for the element whose accessible name or text contains the text. */
const named = (selector: string, text: string) =>
	`[...document.querySelectorAll(${JSON.stringify(selector)})].find((element) =>
		(element.getAttribute("aria-label") ?? element.textContent ?? "").includes(${JSON.stringify(text)}))`;

async function click(selector: string, text: string) {
	await until(`${text} to click`, () =>
		browser.evaluate<boolean>(
			`const found = ${named(selector, text)}; if (!found || found.disabled) return false; found.click(); return true;`,
		),
	);
}

/** Retries until the field accepts text: on a busy machine it can exist before it is enabled. */
const typeInto = (selector: string, text: string) =>
	until(`${selector} to take text`, async () => {
		await browser.type(await browser.find(selector), text);
		return true;
	});

/** True if the stored document has one result. */
const IS_RESULT_STORED = `return new Promise((got) => {
	const opening = indexedDB.open("image-studio");
	opening.onerror = () => got(false);
	opening.onsuccess = () => {
		const heads = opening.result.transaction("heads").objectStore("heads").getAll();
		heads.onsuccess = () => {
			opening.result.close();
			got(heads.result[0]?.head.results.length === 1);
		};
	};
})`;

const waitFor = (what: string, expression: string) =>
	until(what, () => browser.evaluate<boolean>(`return Boolean(${expression})`));

describe("the studio in WebKitGTK", () => {
	it("opens a picture, paints, sends the edit and shows the result", async () => {
		await browser.goto(page.origin);
		await waitFor("the panel", `document.querySelector(".hfis .hfis-editor")`);

		await click(".hfis button", "Settings");
		await waitFor("the settings", `document.querySelector(".hfis dialog[open]")`);
		await typeInto(".hfis dialog input[name=base_url]", provider.url);
		await typeInto(".hfis dialog input[type=password]", KEY);
		await click(".hfis dialog button", "Save");
		await waitFor("the key to be set", `document.querySelector(".hfis dialog")?.textContent.includes("A key is set")`);
		await click(".hfis dialog button", "Close");

		const file = join(folder, PICTURE.name);
		writeFileSync(file, picturePng());
		await typeInto(".hfis-editor input[type=file]", file);
		await waitFor(
			"the picture",
			`document.querySelector(".hfis").textContent.includes(${JSON.stringify(PICTURE.name)})`,
		);

		const box = await browser.evaluate<{ x: number; y: number; width: number; height: number }>(
			`const box = document.querySelector(".hfis-editor canvas").getBoundingClientRect();
			return { x: box.x, y: box.y, width: box.width, height: box.height };`,
		);
		const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y];
		await browser.drag([at(0.45, 0.5), at(0.48, 0.5), at(0.52, 0.5), at(0.55, 0.5)]);
		await typeInto(".hfis textarea", PROMPT);
		await click(".hfis button", "Edit masked area");
		await waitFor("the card", `document.querySelector(".hfis [role=article] img, .hfis article img")`);
		await waitFor("the result on the canvas", `document.querySelector(".hfis-editor").dataset.results === "1"`);

		const edit = provider.requests.find((request) => request.path === "/v1/images/edits");
		expect(edit?.status).toBe(200);
		const [image, mask] = (edit?.files ?? []).map((part) => decode(part.bytes));
		expect(Buffer.from((image?.data ?? []) as Uint8Array).equals(Buffer.from(pictureSamples()))).toBe(true);
		expect([mask?.width, mask?.height]).toEqual([PICTURE.width, PICTURE.height]);
		const centre = ((PICTURE.height / 2) * PICTURE.width + PICTURE.width / 2) * 4;
		expect([...(mask?.data.slice(centre, centre + 4) ?? [])]).toEqual([255, 255, 255, 0]);
	});

	it("offers JPEG for export, but not WebP, which it cannot write", async () => {
		await click(".hfis button", "Export as…");
		const format = (name: string) => `(${named(".hfis dialog[open] label", name)}).querySelector("input")`;
		await waitFor("JPEG to be offered", `!${format("JPEG")}.disabled`);
		expect(await browser.evaluate<boolean>(`return ${format("WebP")}.disabled`)).toBe(true);
		await click(".hfis dialog[open] button", "Close");
		await waitFor("the dialog to go", `!document.querySelector(".hfis dialog[open]")`);
	});

	it("undoes and redoes the stroke, and keeps the result that has arrived", async () => {
		const hasResult = `document.querySelector(".hfis-editor").dataset.results === "1"`;
		const sends = (label: string) => `document.querySelector(".hfis-prompt-send").textContent.includes("${label}")`;
		await click(".hfis button", "Undo");
		await waitFor("no mask", sends("Edit image"));
		await waitFor("the result to be there", hasResult);
		await click(".hfis button", "Redo");
		await waitFor("the mask again", sends("Edit masked area"));
		await waitFor("the result to be there", hasResult);
	});

	it("keeps the task and the result after a reload", async () => {
		await until("the result to be stored", () => browser.evaluate<boolean>(IS_RESULT_STORED));
		await browser.reload();
		await waitFor("the card", `document.querySelector(".hfis [role=article] img, .hfis article img")`);
		await waitFor("the result on the canvas", `document.querySelector(".hfis-editor")?.dataset.results === "1"`);
	});
});
