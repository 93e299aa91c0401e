// The task grid with thousands of tasks: windowing, search, selection, keyboard, deleting and restoring.
import type { Page } from "@playwright/test";
import { SEEDED_PROMPTS, seedTasks as seedPictures } from "./seededTasks";
import { expect, KEY, panel, test } from "./studio";
import { connectEndpoint } from "./userActions";

const COUNT = 10_000;

/** Writes tasks into the library, each with a unique word; the newest is number 0. */
async function seedTasks(page: Page, count: number) {
	// Waits for the library.
	await expect(pane(page)).toContainText("Results appear here");
	await page.evaluate(async (total) => {
		const database = await new Promise<IDBDatabase>((opened, failed) => {
			const request = indexedDB.open("image-studio");
			request.onsuccess = () => opened(request.result);
			request.onerror = () => failed(request.error);
		});
		const transaction = database.transaction("tasks", "readwrite");
		for (let i = 0; i < total; i++) {
			transaction.objectStore("tasks").put({
				id: `task-${i}`,
				createdAt: 1_763_000_000_000 - i * 1000,
				startedAt: 1_763_000_000_000 - i * 1000,
				changedAt: 1_763_000_000_000,
				images: [],
				status: i % 10 === 3 ? "failed" : "cancelled",
				operation: "generate",
				prompt: `number ${i} of the harbour`,
				params: { model: "gpt-image-2", size: "1024x1024", n: 1 },
				gateway: "custom",
				requestId: `hfis-${i}`,
				inputs: { references: [] },
				outputs: [],
			});
		}
		await new Promise((done) => {
			transaction.oncomplete = done;
		});
		database.close();
	}, count);
	await page.reload();
	await expect(cards(page).first()).toBeVisible();
}

const pane = (page: Page) => panel(page).getByRole("complementary", { name: "Tasks" });
const cards = (page: Page) => pane(page).getByRole("article");
const names = (page: Page) =>
	cards(page).evaluateAll((all) => all.map((one) => Number(/number (\d+)/.exec(one.ariaLabel ?? "")?.[1])));
const card = (page: Page, number: number) =>
	pane(page).getByRole("article", { name: `number ${number} of the harbour`, exact: true });
const selectedOnes = (page: Page) => pane(page).locator('[role="gridcell"][aria-selected="true"]');

test("renders only visible tasks of thousands, and scrolls to the last", async ({ studio: page }) => {
	await seedTasks(page, COUNT);
	expect((await names(page)).slice(0, 3)).toEqual([0, 1, 2]);
	expect(await cards(page).count()).toBeLessThan(40);
	await card(page, 0).hover();
	await page.mouse.wheel(0, 1e7);
	await expect(card(page, COUNT - 1)).toBeVisible();
	expect(await cards(page).count()).toBeLessThan(40);

	// A wider window with more columns keeps the visible card in view. A search starts at the top.
	await page.mouse.wheel(0, -1e5);
	await expect(card(page, COUNT - 1)).toHaveCount(0);
	const firstVisibleCard = async () => {
		const top = (await pane(page).getByRole("grid").locator("..").boundingBox())?.y ?? 0;
		for (const one of await cards(page).all())
			if (((await one.boundingBox())?.y ?? 0) >= top) return one.ariaSnapshot();
	};
	const before = /number (\d+)/.exec((await firstVisibleCard()) ?? "")?.[1];
	await page.setViewportSize({ width: 1920, height: 800 });
	await expect(pane(page).getByRole("grid")).toHaveAttribute("aria-colcount", "3");
	await expect(card(page, Number(before))).toBeInViewport();
	await pane(page).getByRole("searchbox").fill("harbour");
	await expect(card(page, 0)).toBeInViewport();
});

test("filters by text, kind and favourites, and shows a message without matches", async ({ studio: page }) => {
	await seedTasks(page, COUNT);
	const find = pane(page).getByRole("searchbox", { name: "Search tasks" });
	await find.fill("harbour 1234");
	await expect(cards(page)).toHaveCount(1);
	await card(page, 1234).click({ button: "right" });
	await pane(page).getByRole("menuitem", { name: "Add to favourites" }).click();
	await find.fill("a camel");
	await expect(pane(page)).toContainText("No matching tasks");
	await pane(page).getByRole("button", { name: "Show all" }).click();
	await expect(card(page, 0)).toBeVisible();
	await pane(page).getByRole("button", { name: "Favourites only" }).click();
	await expect(cards(page)).toHaveCount(1);
	await expect(card(page, 1234)).toBeVisible();
	await pane(page).getByRole("button", { name: "Favourites only" }).click();
	await pane(page).getByRole("button", { name: "Filters" }).click();
	await pane(page).getByRole("combobox", { name: "Status" }).click();
	await pane(page).getByRole("option", { name: "Failed" }).click();
	await expect(card(page, 3)).toBeVisible();
	expect((await names(page)).every((number) => number % 10 === 3)).toBe(true);
});

test("selects by click, range, rubber band and key, deletes and restores, and never selects hidden tasks", async ({
	studio: page,
}) => {
	await seedTasks(page, 60);
	await card(page, 1).click({ modifiers: ["Control"] });
	await card(page, 4).click({ modifiers: ["Shift"] });
	await expect(selectedOnes(page)).toHaveCount(4);
	await card(page, 2).click({ modifiers: ["Control"] });
	await expect(selectedOnes(page)).toHaveCount(3);
	await expect(pane(page).getByRole("toolbar", { name: "Selected tasks" })).toContainText("3 selected");
	await pane(page).getByRole("button", { name: "Delete", exact: true }).click();
	await expect(card(page, 1)).toHaveCount(0);
	await expect(card(page, 2)).toBeVisible();
	await panel(page).getByRole("button", { name: "Undo", exact: true }).last().click();
	await expect(card(page, 1)).toBeVisible();

	// By key: a star and a deletion are undone, the last one first, and the deletion is redone.
	const star = card(page, 1).getByRole("button", { name: "Remove from favourites" });
	await card(page, 1).getByRole("button", { name: "More" }).click();
	await page.getByRole("menuitem", { name: "Add to favourites" }).click();
	await expect(star).toBeVisible();
	await card(page, 2).click({ modifiers: ["Control"] });
	await page.keyboard.press("Delete");
	await expect(card(page, 2)).toHaveCount(0);
	await page.keyboard.press("Control+z");
	await expect(card(page, 2)).toBeVisible();
	await expect(panel(page)).toContainText("Undone: Delete tasks (1)");
	await page.keyboard.press("Control+z");
	await expect(panel(page)).toContainText("Undone: Add to favourites (1)");
	await expect(star).toHaveCount(0);
	await page.keyboard.press("Control+Shift+z");
	await page.keyboard.press("Control+Shift+z");
	await expect(panel(page)).toContainText("Redone: Delete tasks (1)");
	await expect(card(page, 2)).toHaveCount(0);
	// The bin has it, also after a reload, and gives it back.
	await page.reload();
	await pane(page).getByRole("button", { name: "Show bin" }).click();
	const bin = panel(page).getByRole("dialog", { name: "Bin" });
	await expect(bin.getByRole("listitem")).toHaveCount(1);
	await bin.getByRole("button", { name: /^Restore/ }).click();
	await expect(bin).toContainText("The bin is empty.");
	await page.keyboard.press("Escape");
	await expect(card(page, 2)).toBeVisible();

	// A rubber band from the gap beside the first card over the first row.
	await card(page, 0).scrollIntoViewIfNeeded();
	const first = await card(page, 0).boundingBox();
	const second = await card(page, 1).boundingBox();
	if (!first || !second) throw new Error("no cards");
	await page.mouse.move(first.x - 5, first.y + 100);
	await page.mouse.down();
	await page.mouse.move(second.x + 20, second.y + 140, { steps: 4 });
	await page.mouse.up();
	await expect(selectedOnes(page)).toHaveCount(2);

	// A rubber band held at the edge scrolls and selects further.
	await page.mouse.move(first.x - 5, first.y + 100);
	await page.mouse.down();
	await page.mouse.move(second.x + 20, 790, { steps: 4 });
	const chosen = pane(page).getByRole("toolbar", { name: "Selected tasks" });
	await expect.poll(async () => Number.parseInt((await chosen.textContent()) ?? "", 10)).toBeGreaterThan(15);
	await page.mouse.up();
	await page.keyboard.press("Home");

	await pane(page).getByRole("searchbox").fill('"number 0"');
	await expect(cards(page)).toHaveCount(1);
	await expect(selectedOnes(page)).toHaveCount(1);
	await pane(page).getByRole("searchbox").fill("");
	await expect(card(page, 5)).toBeVisible();
	await expect(selectedOnes(page)).toHaveCount(1);
});

test("the grid is one Tab stop with arrow keys inside and shortcuts for the selection", async ({ studio: page }) => {
	await seedTasks(page, 60);
	// This button is rendered last.
	await pane(page).getByRole("button", { name: "Show HaloForge Cloud outputs" }).focus();
	await page.keyboard.press("Tab");
	await expect(pane(page).getByRole("button", { name: "Skip to prompt" }).last()).toBeFocused();
	await page.keyboard.press("Tab");
	await expect(card(page, 0).locator(":focus")).toHaveCount(1);
	await page.keyboard.press("ArrowRight");
	await expect(card(page, 1).locator(":focus")).toHaveCount(1);
	await page.keyboard.press("Shift+F10");
	await page.keyboard.press("End");
	await page.keyboard.press("Enter");
	await expect(card(page, 1)).toHaveCount(0);
	await expect(card(page, 2).locator(":focus"), "the next card has the focus").toHaveCount(1);
	// Scrolling the list keeps the focused card.
	await card(page, 2).hover();
	await page.mouse.wheel(0, 1e5);
	await expect(card(page, 59)).toBeVisible();
	await expect(card(page, 2).locator(":focus")).toHaveCount(1);
	await page.keyboard.press("Shift+ArrowRight");
	await page.keyboard.press("Shift+ArrowDown");
	await expect(card(page, 5).locator(":focus")).toBeInViewport();
	const chosen = pane(page).getByRole("toolbar", { name: "Selected tasks" });
	await expect(chosen).toContainText("4 selected");
	// Keys in the filters do not affect the selected tasks.
	await pane(page).getByRole("button", { name: "Filters" }).click();
	await pane(page).getByRole("combobox", { name: "Status" }).press("Backspace");
	await page.keyboard.press("Escape");
	await expect(chosen).toContainText("4 selected");
	await card(page, 5).getByRole("button").first().focus();
	await page.keyboard.press("End");
	await expect(card(page, 59).locator(":focus")).toHaveCount(1);
	await page.keyboard.press("Control+a");
	await expect(pane(page).getByRole("toolbar", { name: "Selected tasks" })).toContainText("59 selected");
	await page.keyboard.press("Escape");
	await expect(selectedOnes(page)).toHaveCount(0);
});

test("by picture: rows at true ratios, keys, stars and full view; a new task leaves the others' images standing", async ({
	studio: page,
	provider,
}) => {
	await connectEndpoint(page, provider.url, KEY);
	await seedPictures(page);
	await pane(page).getByRole("button", { name: "View by picture" }).click();
	const pictures = pane(page).getByRole("gridcell");
	await expect(pictures).toHaveCount(6);
	await expect(pictures.getByRole("img", { name: /^Result of/ })).toHaveCount(6);
	const shapes = await pictures.evaluateAll((all) =>
		all.map((one) => {
			const image = one.querySelector("img");
			const { width, height } = one.getBoundingClientRect();
			return { shown: width / height, stored: (image?.naturalWidth ?? 0) / (image?.naturalHeight ?? 1) };
		}),
	);
	for (const { shown, stored } of shapes) expect(shown).toBeCloseTo(stored, 1);

	const star = (at: number) => pictures.nth(at).getByRole("img", { name: "Favourite", exact: true });
	await pictures
		.first()
		.getByRole("button", { name: `Full view: ${SEEDED_PROMPTS.edit}` })
		.focus();
	await page.keyboard.press("ArrowRight");
	await expect(pictures.nth(1).locator(":focus")).toHaveCount(1);
	await page.keyboard.press("s");
	await expect(star(1)).toBeVisible();
	await expect(star(0), "the other picture of the task has none").toHaveCount(0);
	await pane(page).getByRole("button", { name: "Favourites only" }).click();
	await expect(pictures).toHaveCount(1);
	await pane(page).getByRole("button", { name: "View by task" }).click();
	await expect(cards(page), "its task counts as well").toHaveCount(1);
	await pane(page).getByRole("button", { name: "View by picture" }).click();
	await pane(page).getByRole("button", { name: "Favourites only" }).click();
	await expect(pictures).toHaveCount(6);

	await pictures
		.nth(1)
		.getByRole("button", { name: /^Full view/ })
		.focus();
	await page.keyboard.press("Enter");
	const full = panel(page).getByRole("dialog", { name: "Full view" });
	await expect(full).toContainText("2 of 2");
	await expect(full.getByRole("button", { name: "Remove from favourites" })).toBeVisible();
	await page.keyboard.press("s");
	await expect(full.getByRole("button", { name: "Add to favourites" })).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(full).toHaveCount(0);
	await expect(star(1)).toHaveCount(0);

	const heightOf = async () => (await pictures.first().boundingBox())?.height ?? 0;
	const before = await heightOf();
	await pane(page).getByRole("button", { name: "Picture size" }).click();
	await pane(page).getByRole("slider", { name: "Picture size" }).press("Home");
	await expect.poll(heightOf, "smaller pictures").toBeLessThan(before);
	await page.keyboard.press("Escape");
	await page.reload();
	await expect(pictures).toHaveCount(6);
	await expect.poll(heightOf, "the size is kept").toBeLessThan(before);

	await expect(pictures.getByRole("img", { name: /^Result of/ })).toHaveCount(6);
	await page.evaluate(() => {
		const images = [...document.querySelectorAll<HTMLImageElement>('[role="gridcell"] img')];
		Object.assign(window, { images, gaps: 0 });
		const look = (): void => {
			if (images.some(({ isConnected, complete }) => !isConnected || !complete)) (window as { gaps?: number }).gaps = 1;
			requestAnimationFrame(look);
		};
		look();
	});
	provider.misbehave({ how: "delay:1500", match: { path: "/images/generations" } });
	await panel(page).getByRole("textbox", { name: "Prompt" }).fill("a lantern");
	await panel(page).locator(".hfis-prompt-send").click();
	const running = pane(page).getByRole("region", { name: "a lantern" });
	await expect(running.getByRole("button", { name: "Cancel" })).toBeVisible();
	await expect(pictures).toHaveCount(7);
	await expect(running).toHaveCount(0);
	await expect(pictures.first().getByRole("img", { name: "Result of: a lantern" })).toBeVisible();
	expect(
		await page.evaluate(() => {
			const { images, gaps } = window as unknown as { images: HTMLImageElement[]; gaps: number };
			return { gaps, standing: images.filter(({ isConnected, complete }) => isConnected && complete).length };
		}),
	).toEqual({ gaps: 0, standing: 6 });
});
