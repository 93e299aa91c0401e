// The task detail dialog and the lightbox: zooming, panning and comparing two pictures.
import type { Locator, Page } from "@playwright/test";
import { decode } from "fast-png";
import { SEEDED_PROMPTS, SEEDED_SIZE, seedTasks } from "./seededTasks";
import { expect, panel, test } from "./studio";

const card = (page: Page, name: string) => panel(page).getByRole("article", { name, exact: true });
const detail = (page: Page) => panel(page).getByRole("dialog", { name: "Details" });
const full = (page: Page) => panel(page).getByRole("dialog", { name: "Full view" });
const pictures = (page: Page) => full(page).locator(".hfis-lightbox-pane img");

async function openDetail(page: Page, name: string) {
	await card(page, name).getByRole("button", { name: "More" }).click();
	await panel(page).getByRole("menuitem", { name: "Details" }).click();
	await expect(detail(page)).toBeVisible();
}

/** Converts a point of the page to a point of the picture, in picture pixels. */
async function pointUnder(picture: Locator, x: number, y: number) {
	const box = await boxOf(picture);
	return { x: ((x - box.x) / box.width) * SEEDED_SIZE.width, y: ((y - box.y) / box.height) * SEEDED_SIZE.height };
}

async function boxOf(picture: Locator) {
	const box = await picture.boundingBox();
	if (!box) throw new Error("no picture");
	return box;
}

/** The visible colour at a point of the element; x and y are from 0 to 1. */
async function colourAt(of: Locator, x: number, y: number): Promise<number[]> {
	const { width, height, data, channels } = decode(await of.screenshot());
	const at = (Math.round(y * (height - 1)) * width + Math.round(x * (width - 1))) * channels;
	return [...data.slice(at, at + 3)];
}

test("shows a masked edit's mask, the revised prompt's differences, requested and actual values, and related tasks", async ({
	studio: page,
}) => {
	await seedTasks(page);
	await openDetail(page, SEEDED_PROMPTS.edit);
	const dialog = detail(page);

	const target = dialog.locator(".hfis-detail-target");
	await expect(target.getByRole("img", { name: /masked area highlighted/ })).toBeVisible();
	await target.scrollIntoViewIfNeeded();
	const [inside, outside] = [await colourAt(target, 0.5, 0.5), await colourAt(target, 0.05, 0.5)];
	await dialog.getByRole("button", { name: "Mask", exact: true }).click();
	expect(await colourAt(target, 0.05, 0.5), "the kept area is unchanged").toEqual(outside);
	expect(await colourAt(target, 0.5, 0.5), "the masked area is coloured").not.toEqual(inside);

	await expect(dialog.locator("ins")).toHaveText(["tall ", " warm"]);
	await dialog.getByRole("button", { name: "Image 2", exact: true }).click();
	await expect(dialog.locator("del")).toHaveText(["red"]);
	await expect(dialog.locator("ins")).toHaveText(["white"]);

	// The notice appears above the dialog.
	await dialog.getByRole("button", { name: "Copy image" }).click();
	const notices = panel(page).getByRole("region", { name: "Notices" });
	await expect(notices).toContainText(/cop/i);
	await notices.getByRole("button", { name: "Dismiss" }).click();
	await expect(notices.getByRole("button")).toHaveCount(0);
	await expect(dialog).toBeVisible();

	const row = (name: string) => dialog.getByRole("row", { name: new RegExp(`^${name} `) });
	await expect(row("Size")).toContainText(/600 × 400 \(.+ requested\)/);
	await expect(row("Quality")).toContainText(/Medium \(.+ requested\)/);
	await expect(row("Images")).not.toContainText("requested");
	await expect(dialog).toContainText("4,500 (500 in, 4,000 out)");
	await expect(dialog).toContainText("req_7f21");

	// Keys go to the next task. An edit links to the task of its source picture, and that task links to the edit.
	await page.keyboard.press("ArrowRight");
	await expect(dialog).toContainText(SEEDED_PROMPTS.onward);
	await expect(dialog).toContainText("Ein Schiff unter Wolken");
	await expect(dialog.locator("del"), "an unrelated text is not compared").toHaveCount(0);
	await dialog.getByRole("button", { name: `Details: ${SEEDED_PROMPTS.pair}` }).click();
	await expect(dialog.getByRole("heading", { name: "Used in" })).toBeVisible();
	await page.keyboard.press("Shift+ArrowLeft");
	await expect(dialog).toContainText(SEEDED_PROMPTS.failed);
	await expect(dialog.getByRole("note")).toContainText("Wait a moment");
	await dialog.getByText("Technical details").click();
	await expect(dialog.locator("pre")).toContainText("provider: Slow down.");
	await page.evaluate(() => {
		navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
	});
	await dialog.getByRole("button", { name: "Copy support report" }).click();
	await expect(dialog).toContainText("The clipboard is not available");
	await page.keyboard.press("Escape");
	await expect(dialog).toHaveCount(0);
});

test("the lightbox zooms at the pointer, pans, goes to the next picture, compares in step and closes by Escape", async ({
	studio: page,
}) => {
	await seedTasks(page);
	await openDetail(page, SEEDED_PROMPTS.edit);
	await page.keyboard.press("f");
	const picture = pictures(page).first();
	await expect(picture).toBeVisible();
	await expect(full(page).getByRole("status")).toContainText("1 of 2");
	const buttonBox = (name: RegExp) => boxOf(full(page).getByRole("button", { name }));
	expect((await buttonBox(/^Previous/)).x, "the buttons are at both sides").toBeLessThan(200);
	expect((await buttonBox(/^Next/)).x).toBeGreaterThan(1000);

	const [x, y] = [520, 330];
	await page.mouse.move(x, y);
	const before = await pointUnder(picture, x, y);
	for (let notch = 0; notch < 12; notch++) await page.mouse.wheel(0, -100);
	await expect(full(page).getByRole("button", { name: /^Fit/ })).toHaveText(/^[4-9]\d\d %/);
	const after = await pointUnder(picture, x, y);
	expect(Math.abs(after.x - before.x)).toBeLessThan(0.5);
	expect(Math.abs(after.y - before.y)).toBeLessThan(0.5);
	await expect(picture).toHaveCSS("image-rendering", "pixelated");

	await page.mouse.down();
	await page.mouse.move(x + 90, y + 40, { steps: 5 });
	await page.mouse.up();
	// The picture follows in the next frame.
	const drift = async (axis: "x" | "y") => Math.abs((await pointUnder(picture, x + 90, y + 40))[axis] - before[axis]);
	await expect.poll(() => drift("x")).toBeLessThan(0.5);
	await expect.poll(() => drift("y")).toBeLessThan(0.5);
	await page.keyboard.press("1");
	await expect.poll(async () => (await boxOf(picture)).width).toBeCloseTo(SEEDED_SIZE.width, 0);
	await page.keyboard.press("0");
	// Fitting already enlarges the picture, so a double click zooms further.
	await page.mouse.dblclick(x, y);
	await expect(full(page).getByRole("button", { name: /^Fit/ })).toHaveText(/^[2-4]\d\d %/);
	await page.keyboard.press("0");

	// Keys pressed faster than pictures decode all count; tasks without pictures are skipped; navigation stops at the
	// last.
	for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowRight");
	await expect(full(page).getByRole("status")).toContainText("1 of 3");
	for (let press = 0; press < 4; press++) await page.keyboard.press("ArrowRight");
	await expect(full(page).getByRole("status")).toContainText("3 of 3 300 × 300");
	for (let press = 0; press < 9; press++) await page.keyboard.press("ArrowLeft");
	await expect(full(page).getByRole("status")).toContainText("1 of 2");

	const result = await picture.getAttribute("src");
	await page.keyboard.press("c");
	await expect(pictures(page)).toHaveCount(2);
	await expect(full(page).locator(".hfis-lightbox-name")).toHaveText(["Before", "1 of 2"]);
	const boxes = async () => [await boxOf(pictures(page).first()), await boxOf(pictures(page).last())] as const;
	const widths = async () => (await boxes()).map(({ width }) => width);
	const { width: paneWidth } = await boxOf(full(page).locator(".hfis-lightbox-pane").first());
	await expect.poll(async () => Math.max(...(await widths()))).toBeLessThanOrEqual(paneWidth);
	const [fitted] = await boxes();
	await page.mouse.move(950, 300);
	await page.mouse.wheel(0, -300);
	// Both follow in the next frame.
	await expect.poll(async () => Math.min(...(await widths()))).toBeGreaterThan(fitted.width + 1);
	const [left, right] = await boxes();
	expect(left.width).toBeCloseTo(right.width, 1);
	const panes = await full(page).locator(".hfis-lightbox-pane").all();
	const [leftPane, rightPane] = [await boxOf(panes[0]!), await boxOf(panes[1]!)];
	expect(left.x - leftPane.x).toBeCloseTo(right.x - rightPane.x, 1);
	await page.keyboard.press("x");
	await expect(pictures(page).first()).toHaveAttribute("src", result ?? "");
	const pressed = Date.now();
	await page.keyboard.down("x");
	await expect(pictures(page).last()).toHaveAttribute("src", result ?? "");
	await expect.poll(() => Date.now() - pressed).toBeGreaterThan(500);
	await page.keyboard.up("x");
	await expect(pictures(page).first(), "a held key swaps only while it is held").toHaveAttribute("src", result ?? "");

	await page.keyboard.press("Escape");
	await expect(pictures(page)).toHaveCount(1);
	// After changing to another task, the comparison shows two outputs of that task.
	for (const key of ["ArrowDown", "ArrowDown", "c"]) await page.keyboard.press(key);
	await expect(full(page).locator(".hfis-lightbox-name")).toHaveText(["2 of 3", "1 of 3"]);
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	await expect(full(page)).toHaveCount(0);
	await expect(detail(page)).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(detail(page)).toHaveCount(0);
});

test("F opens the lightbox from a card and returns to it; two fingers zoom and one swipes", async ({
	studio: page,
}) => {
	await seedTasks(page);
	const shown = card(page, SEEDED_PROMPTS.edit).getByRole("button", { name: /^Show on canvas/ });
	await shown.focus();
	await page.keyboard.press("f");
	const picture = pictures(page).first();
	await expect(picture).toBeVisible();
	const wide = (await boxOf(picture)).width;
	const [x, y] = [640, 420];
	const before = await pointUnder(picture, x, y);
	const cdp = await page.context().newCDPSession(page);
	const touch = (type: string, ...points: [number, number][]) =>
		cdp.send("Input.dispatchTouchEvent", {
			type: type as "touchStart",
			touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })),
		});
	await touch("touchStart", [x - 40, y]);
	await touch("touchStart", [x - 40, y], [x + 40, y]);
	for (const reach of [60, 90, 120]) await touch("touchMove", [x - reach, y], [x + reach, y]);
	await touch("touchEnd");
	await expect.poll(async () => (await boxOf(picture)).width / wide).toBeCloseTo(3, 1);
	const after = await pointUnder(picture, x, y);
	expect(Math.abs(after.x - before.x)).toBeLessThan(1);
	await page.keyboard.press("0");
	await touch("touchStart", [x, y]);
	for (const distance of [20, 60, 120]) await touch("touchMove", [x - distance, y + 4]);
	await touch("touchEnd");
	await expect(full(page).getByRole("status")).toContainText("2 of 2");
	// With one finger on each of two panes, both zoom.
	await page.keyboard.press("c");
	await expect(pictures(page)).toHaveCount(2);
	await expect
		.poll(async () => {
			const [one, other] = [await boxOf(picture), await boxOf(pictures(page).nth(1))];
			return one.x + one.width <= other.x;
		}, "the panes are laid out side by side")
		.toBe(true);
	const half = (await boxOf(picture)).width;
	await touch("touchStart", [x - 40, y]);
	await touch("touchStart", [x - 40, y], [x + 40, y]);
	for (const reach of [60, 80]) await touch("touchMove", [x - reach, y], [x + reach, y]);
	await touch("touchEnd");
	await expect.poll(async () => (await boxOf(picture)).width / half).toBeCloseTo(2, 1);
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	await expect(shown).toBeFocused();
});
