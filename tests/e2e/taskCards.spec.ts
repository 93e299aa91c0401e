// Task cards: the context menu by mouse, keyboard and touch; using a card's picture as a reference, on the canvas or in
// a file; selecting several cards; the number of columns.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { expect, KEY, PROMPT, panel, test } from "./studio";
import { cards, connectEndpoint } from "./userActions";

const pane = (page: Page) => panel(page).getByRole("complementary", { name: "Tasks" });
const menu = (page: Page) => pane(page).getByRole("menu");
const strip = (page: Page) => panel(page).getByRole("list", { name: "Attached images" });
const text = (page: Page) => panel(page).getByRole("textbox", { name: "Prompt" });

/** Generates pictures for the prompts in turn; the newest is the first card. */
async function generate(page: Page, ...prompts: string[]) {
	for (const [index, prompt] of prompts.entries()) {
		await text(page).fill(prompt);
		await panel(page).locator(".hfis-prompt-send").click();
		await expect(cards(page)).toHaveCount(index + 1);
		await expect(
			cards(page)
				.first()
				.getByRole("img", { name: `Result of: ${prompt}` }),
		).toBeVisible();
	}
}

/** The stored picture of the newest task with this prompt. */
const storedPicture = (page: Page, prompt: string) =>
	page.evaluate(async (words) => {
		const done = <T>(request: IDBRequest<T>) =>
			new Promise<T>((got, failed) => {
				request.onsuccess = () => got(request.result);
				request.onerror = () => failed(request.error);
			});
		const database = await done(indexedDB.open("image-studio"));
		const tasks = await done(database.transaction("tasks").objectStore("tasks").getAll());
		const { image } = tasks.find((task: { prompt: string }) => task.prompt === words).outputs[0];
		const { blob } = await done(database.transaction("images").objectStore("images").get(image));
		database.close();
		return [...new Uint8Array(await new Response(blob).arrayBuffer())];
	}, prompt);

async function downloaded(page: Page, press: () => Promise<void>) {
	const downloading = page.waitForEvent("download");
	await press();
	const download = await downloading;
	return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

test("opens the context menu by right click and key, deletes a task and restores it", async ({
	studio: page,
	provider,
}) => {
	await connectEndpoint(page, provider.url, KEY);
	await generate(page, PROMPT);
	await cards(page).first().click({ button: "right" });
	await expect(menu(page)).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(menu(page)).toHaveCount(0);

	const picture = cards(page)
		.first()
		.getByRole("button", { name: /^Show on canvas/ });
	await picture.focus();
	await page.keyboard.press("Shift+F10");
	await expect(menu(page).getByRole("menuitem").first()).toBeFocused();
	await page.keyboard.press("ArrowUp");
	await expect(menu(page).getByRole("menuitem", { name: "Delete" })).toBeFocused();
	await page.keyboard.press("Home");
	await page.keyboard.press("Escape");
	await expect(picture).toBeFocused();
	await page.keyboard.press("ContextMenu");
	await page.keyboard.type("add to");
	await page.keyboard.press("Enter");
	await expect(cards(page).first().getByRole("button", { name: "Remove from favourites" })).toBeVisible();
	await page.keyboard.press("ContextMenu");
	await page.keyboard.press("End");
	await page.keyboard.press("Enter");
	await expect(cards(page)).toHaveCount(0);
	await panel(page).getByRole("button", { name: "Undo", exact: true }).last().click();
	await expect(cards(page).first().getByRole("button", { name: "Remove from favourites" })).toBeVisible();
});

test("reuses a prompt, adds a picture as a reference by menu and drag, and opens it on the canvas", async ({
	studio: page,
	provider,
}) => {
	await connectEndpoint(page, provider.url, KEY);
	await generate(page, PROMPT, "a harbour");
	await text(page).fill("half written");
	const item = async (card: number, name: string) => {
		await cards(page).nth(card).getByRole("button", { name: "More" }).click();
		await menu(page).getByRole("menuitem", { name }).click();
	};
	await item(1, "Reuse prompt and settings");
	await expect(text(page)).toHaveValue(PROMPT);
	await expect(text(page), "the prompt has the focus").toBeFocused();
	await panel(page).getByRole("button", { name: "Undo", exact: true }).last().click();
	await expect(text(page), "the draft is restored").toHaveValue("half written");

	await item(0, "Use as reference image");
	await expect(strip(page).getByRole("listitem")).toHaveCount(1);
	const drag = async (card: number, to: string) => {
		await cards(page)
			.nth(card)
			.getByRole("button", { name: /^Show on canvas/ })
			.hover();
		await page.mouse.down();
		const box = await panel(page).locator(to).boundingBox();
		if (!box) throw new Error("nowhere to go");
		await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3, { steps: 5 });
	};
	await drag(1, ".hfis-prompt");
	await page.keyboard.press("Escape");
	await page.mouse.up();
	await expect(strip(page).getByRole("listitem"), "Escape cancels the drag").toHaveCount(1);
	await drag(1, ".hfis-prompt");
	await page.mouse.up();
	await expect(strip(page).getByRole("listitem")).toHaveCount(2);
	expect(provider.requests.filter(({ path }) => path.includes("/images/"))).toHaveLength(2);
	await drag(0, ".hfis-shell-canvas");
	await page.mouse.up();
	await expect(panel(page).getByRole("button", { name: "Images, open: a harbour" })).toBeVisible();
});

test("saves one picture byte for byte and several as a ZIP file, and copies or reports why not", async ({
	studio: page,
	provider,
}) => {
	await connectEndpoint(page, provider.url, KEY);
	await generate(page, "one lantern", "two lanterns");
	await panel(page).getByRole("button", { name: "Settings", exact: true }).click();
	const settings = panel(page).getByRole("dialog");
	await settings.getByRole("tab", { name: "History & storage" }).click();
	await settings.getByRole("switch", { name: "Write prompt and settings into saved images" }).click();
	await settings.getByRole("button", { name: "Close" }).click();
	const [one, two] = [await storedPicture(page, "one lantern"), await storedPicture(page, "two lanterns")];
	const alone = await downloaded(page, async () => {
		await cards(page).nth(1).click({ button: "right" });
		await menu(page).getByRole("menuitem", { name: "Save…" }).click();
	});
	expect(alone.name).toBe("one lantern.png");
	expect([...alone.bytes]).toEqual(one);

	const copy = async () => {
		await cards(page).nth(1).click({ button: "right" });
		await menu(page).getByRole("menuitem", { name: "Copy image" }).click();
	};
	await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await copy();
	await expect(panel(page)).toContainText("Image copied");
	const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
	expect(types).toEqual(["image/png"]);
	// Chromium allows copying after a click; this simulates a browser that refuses.
	await page.evaluate(() => {
		navigator.clipboard.write = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
	});
	await copy();
	await expect(panel(page)).toContainText("The image could not be copied.");

	for (const card of [0, 1])
		await cards(page)
			.nth(card)
			.click({ modifiers: ["Control"] });
	const both = await downloaded(page, () =>
		pane(page).getByRole("toolbar", { name: "Selected tasks" }).getByRole("button", { name: "Save…" }).click(),
	);
	expect(both.name).toMatch(/^image-studio-.*\.zip$/);
	const files = unzipSync(both.bytes);
	expect(Object.keys(files).sort()).toEqual(["one lantern.png", "two lanterns.png"]);
	expect([...(files["one lantern.png"] ?? [])]).toEqual(one);
	expect([...(files["two lanterns.png"] ?? [])]).toEqual(two);
	await expect(panel(page)).toContainText("Saved 2 of 2 images.");
});

test("a long press selects a card, and taps then select more", async ({ studio: page, provider }) => {
	await connectEndpoint(page, provider.url, KEY);
	await generate(page, "one", "two");
	const input = await page.context().newCDPSession(page);
	const selected = pane(page).locator('[role="gridcell"][aria-selected="true"]');
	/** Releases the touch when this number of cards is selected. */
	const touch = async (card: number, until: number) => {
		const box = await cards(page).nth(card).boundingBox();
		if (!box) throw new Error("no card");
		const point = { x: box.x + box.width / 2, y: box.y + box.width / 2 };
		await input.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
		await expect(selected).toHaveCount(until);
		await input.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
	};
	await touch(0, 1);
	for (const button of await pane(page).getByRole("toolbar", { name: "Selected tasks" }).getByRole("button").all())
		await expect(button, "all buttons are visible").toBeInViewport({ ratio: 1 });
	await touch(1, 1);
	await expect(selected, "a tap selects").toHaveCount(2);
	await touch(0, 2);
	await expect(selected).toHaveCount(1);
});

test("keeps the chosen number of columns after a reload", async ({ studio: page, provider }) => {
	await connectEndpoint(page, provider.url, KEY);
	await generate(page, "one");
	await panel(page)
		.getByRole("button", { name: /^All images/ })
		.click();
	const grid = pane(page).getByRole("grid");
	await pane(page).getByRole("button", { name: "Columns", exact: true }).click();
	const slider = pane(page).getByRole("slider", { name: "Columns" });
	await expect(slider).toHaveAttribute("aria-valuetext", /^Auto/);
	await slider.focus();
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowRight");
	await expect(grid).toHaveAttribute("aria-colcount", "3");
	await page.reload();
	await expect(grid).toHaveAttribute("aria-colcount", "3");
});
