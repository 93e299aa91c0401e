// The main paths of the studio in WebKitGTK, one after the other in one session: prompt pins, an object as a reference, the library
// of tasks and documents, and the settings. State is read from the page, its database and the provider's record.
import { decode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PICTURE, picturePng } from "../e2e/testPicture";
import { named, type StudioSession, startStudioSession } from "./studioSession";
import { until } from "./webdriver";

const PROMPT = "a planted prompt about a red harbour crane";
const CONTROL = "\uE009";
const SHIFT = "\uE008";
const ENTER = "\uE007";
const LEFT = "\uE012";
const OBJECT = { name: "object.png", width: 240, height: PICTURE.height };

let studio: StudioSession;

beforeAll(async () => {
	studio = await startStudioSession();
	await studio.browser.goto(studio.origin);
	await studio.waitFor("the panel", `document.querySelector(".hfis .hfis-editor")`);
	await studio.connect();
	await studio.openPicture(PICTURE.name, picturePng());
});

afterAll(() => studio?.stop());

const edits = () => studio.provider.requests.filter(({ path }) => path === "/v1/images/edits");
const CARDS = `document.querySelectorAll(".hfis [role=article], .hfis article")`;
const hasCards = (count: number) => studio.waitFor(`${count} cards`, `${CARDS}.length === ${count}`);
const hasResults = (count: number) =>
	studio.waitFor(`${count} results`, `document.querySelector(".hfis-editor")?.dataset.results === "${count}"`);

/** Values of the stored documents, newest first: an expression of `head`. */
const stored = <T>(expression: string) =>
	studio.browser.evaluate<T[]>(
		`return new Promise((got) => {
			const opening = indexedDB.open("image-studio");
			opening.onerror = () => got([]);
			opening.onsuccess = () => {
				const heads = opening.result.transaction("heads").objectStore("heads").getAll();
				heads.onsuccess = () => {
					opening.result.close();
					got(heads.result.map(({ head }) => ${expression} ?? null));
				};
			};
		})`,
	);

describe("the studio's main paths in WebKitGTK", () => {
	it("sends prompt pins numbered with their positions, and masks a disc for each", async () => {
		const { browser, click, waitFor } = studio;
		for (const [x, words] of [
			[0.4, "make this red"],
			[0.6, "a lamp here"],
		] as const) {
			await click(".hfis [data-action='tool.pin']", "");
			await studio.drag([x, 0.5]);
			await waitFor("the pin's field", `document.activeElement.matches(".hfis-overlays-note-words")`);
			await browser.type(await browser.find("[data-active=true] .hfis-overlays-note-words"), words);
			await browser.press(ENTER);
			await waitFor("the canvas to have the focus", `document.activeElement.matches(".hfis-viewport")`);
		}
		await browser.press(CONTROL, SHIFT, "P");
		const dialog = `document.querySelector(".hfis dialog[open]")`;
		await waitFor("the request preview", `${dialog}?.textContent.includes("a lamp here")`);
		await click(".hfis dialog[open] button", "Send");
		await hasResults(1);
		const [sent] = edits();
		expect(sent?.fields.prompt?.[0]).toMatch(
			/^Make these changes to the first image, [^\n]+\n1\. \([^)]+\) make this red\n2\. \([^)]+\) a lamp here$/,
		);
		const mask = decode(sent?.files[1]?.bytes ?? new Uint8Array());
		const halves = new Set<number>();
		for (let at = 3; at < mask.data.length; at += 4)
			if (mask.data[at] === 0) halves.add(Math.floor((((at - 3) / 4) % mask.width) / (mask.width / 2)));
		expect([...halves].sort()).toEqual([0, 1]);
	});

	it("moves an object by keys, and sends it as a reference, unchanged", async () => {
		const { browser, click, typeInto, waitFor } = studio;
		await studio.choose(".hfis-prompt input[type=file]", OBJECT.name, picturePng(OBJECT.width, OBJECT.height));
		const left = () => stored<number | null>("head.references?.[0]?.place.left");
		const [start] = await until("the stored object", async () => {
			const places = await left();
			return places[0] === null ? null : places;
		});
		await click(".hfis [data-action='tool.place']", "");
		await browser.evaluate(`document.querySelector(".hfis-viewport").focus()`);
		for (let step = 0; step < 3; step++) await browser.press(SHIFT, LEFT);
		await until("the object to be moved", async () => (await left())[0] === (start ?? 0) - 30);

		await typeInto(".hfis-prompt textarea", PROMPT);
		await waitFor("the prompt", `document.querySelector(".hfis-prompt textarea").value === ${JSON.stringify(PROMPT)}`);
		await click(".hfis .hfis-prompt-send", "");
		await hasResults(2);
		await hasCards(2);
		const files = edits()[1]?.files ?? [];
		expect(files).toHaveLength(3);
		const sizes = files.map(({ bytes }) => decode(bytes)).map(({ width, height }) => [width, height]);
		expect(sizes).toContainEqual([OBJECT.width, OBJECT.height]);
		const isObject = ({ bytes }: { bytes: Uint8Array }) =>
			Buffer.from(bytes).equals(picturePng(OBJECT.width, OBJECT.height));
		expect(files.filter(isObject)).toHaveLength(1);
	});

	it("finds a task, deletes it and restores it", async () => {
		const { browser, click, typeInto } = studio;
		await typeInto(".hfis-find input[type=search]", "planted");
		await hasCards(1);
		await browser.evaluate(
			`const find = document.querySelector(".hfis-find input[type=search]");
			Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(find, "");
			find.dispatchEvent(new Event("input", { bubbles: true }));`,
		);
		await hasCards(2);
		await click(".hfis [role=article] button, .hfis article button", "More");
		await click(".hfis [role=menuitem]", "Delete");
		await hasCards(1);
		await click(".hfis-notices button", "Undo");
		await hasCards(2);
	});

	it("keeps two documents, and opens the first again with pins, object and results", async () => {
		const { browser, click, waitFor } = studio;
		await until("both results to be stored", async () => (await stored<number>("head.results.length")).includes(2));
		await studio.openPicture("second.png", picturePng(64, 80));
		await hasResults(0);
		await click(".hfis .hfis-documents-button", "");
		await waitFor("both documents", `document.querySelectorAll(".hfis-documents li").length === 2`);
		await browser.evaluate(`document.querySelectorAll(".hfis-documents li")[1].querySelector("button").click()`);
		await hasResults(2);
		await browser.evaluate(`document.querySelector(".hfis-viewport").focus()`);
		await browser.press(CONTROL, SHIFT, "P");
		const preview = `document.querySelector(".hfis dialog[open]")?.textContent`;
		await waitFor("both pins", `/1\\. .*make this red[^]*2\\. .*a lamp here/.test(${preview})`);
		await click(".hfis dialog[open] button", "Close");
		await waitFor("no dialog", `!document.querySelector(".hfis dialog[open]")`);
		await browser.reload();
		await hasResults(2);
		await hasCards(2);
		expect(await stored<number>("head.references?.length")).toContain(1);
	});

	it("changes theme and language at once, and keeps them after a reload", async () => {
		const { browser, click, waitFor } = studio;
		const attribute = (name: string, value: string) =>
			waitFor(`${name} ${value}`, `document.querySelector(".hfis").getAttribute("${name}") === "${value}"`);
		const radio = async (label: string) => {
			const input = `${named(".hfis dialog[open] label", label)}?.querySelector("input")`;
			await waitFor(`the option ${label}`, input);
			await browser.evaluate(`(${input}).click()`);
		};
		await click(".hfis button", "Settings");
		await click(".hfis dialog[open] [role=tab]", "Appearance");
		await radio("Light");
		await attribute("data-hfis-theme", "light");
		await radio("中文");
		await attribute("lang", "zh");
		await browser.reload();
		await waitFor("the panel", `document.querySelector(".hfis")`);
		await attribute("lang", "zh");
		await attribute("data-hfis-theme", "light");
		await click(".hfis dialog[open] button", "重置本页");
		await attribute("lang", "en");
	});
});
