// Smoke test in WebKitGTK, the engine of HaloForge on Linux and, as WKWebView, on macOS: a masked edit with real input.
import { decode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PICTURE, picturePng, pictureSamples } from "../e2e/testPicture";
import { named, type StudioSession, startStudioSession } from "./studioSession";
import { until } from "./webdriver";

const PROMPT = "a planted prompt about a red harbour crane";

let studio: StudioSession;

beforeAll(async () => {
	studio = await startStudioSession();
});

afterAll(() => studio?.stop());

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

describe("the studio in WebKitGTK", () => {
	it("opens a picture, paints, sends the edit and shows the result", async () => {
		const { browser, provider, click, typeInto, waitFor } = studio;
		await browser.goto(studio.origin);
		await waitFor("the panel", `document.querySelector(".hfis .hfis-editor")`);
		await studio.connect();
		await studio.openPicture(PICTURE.name, picturePng());
		await studio.drag([0.45, 0.5], [0.48, 0.5], [0.52, 0.5], [0.55, 0.5]);
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
		const { browser, click, waitFor } = studio;
		await click(".hfis button", "Export as…");
		const format = (name: string) => `(${named(".hfis dialog[open] label", name)}).querySelector("input")`;
		await waitFor("JPEG to be offered", `!${format("JPEG")}.disabled`);
		expect(await browser.evaluate<boolean>(`return ${format("WebP")}.disabled`)).toBe(true);
		await click(".hfis dialog[open] button", "Close");
		await waitFor("the dialog to go", `!document.querySelector(".hfis dialog[open]")`);
	});

	it("undoes and redoes the stroke, and keeps the result that has arrived", async () => {
		const { click, waitFor } = studio;
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
		const { browser, waitFor } = studio;
		await until("the result to be stored", () => browser.evaluate<boolean>(IS_RESULT_STORED));
		await browser.reload();
		await waitFor("the card", `document.querySelector(".hfis [role=article] img, .hfis article img")`);
		await waitFor("the result on the canvas", `document.querySelector(".hfis-editor")?.dataset.results === "1"`);
	});
});
