// Results on the canvas: stepping through, comparing, repeating, keeping, and the list of edits with look-back, copies
// and undo. Writes screenshots of before, after and the difference to test-results/edit-loop.
import { mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { decode } from "fast-png";
import { lakeAtDuskPng } from "./samplePhoto";
import { canvasBox, expect, KEY, paintStroke, panel, test } from "./studio";
import { PICTURE, pictureSamples } from "./testPicture";
import { cards, chooseFile, connectEndpoint, expectStored, openPicture, paintMask, sendEdit } from "./userActions";

const SHOTS = resolve(import.meta.dirname, "../../test-results/edit-loop");

const bar = (page: Page) => panel(page).getByRole("toolbar", { name: "Results" });
const strip = (page: Page) => panel(page).getByRole("toolbar", { name: "Candidates" });
const canvas = (page: Page) => panel(page).locator(".hfis-viewport");
const edits = (page: Page) => panel(page).getByRole("complementary", { name: "Edit history" });

/** Focuses the canvas and presses the keys. */
async function press(page: Page, ...keys: string[]) {
	await canvas(page).focus();
	for (const key of keys) await page.keyboard.press(key);
}

/** Saves a screenshot of the canvas without its overlays. */
async function takeScreenshot(page: Page, name: string) {
	const { x, y, width, height } = await canvasBox(page);
	mkdirSync(SHOTS, { recursive: true });
	const hidden =
		".hfis-results-bar, .hfis-toolbar-view, .hfis-prompt, .hfis-overlays-sides, .hfis-toolbar-rail, .hfis-notices { visibility: hidden !important }";
	const clip = { x, y, width, height };
	return page.screenshot({ path: resolve(SHOTS, `${name}.png`), clip, style: hidden, animations: "disabled" });
}

/** The first and the last column in which the saved picture differs from the opened one. */
async function changedColumns(page: Page): Promise<[least: number, most: number]> {
	const saving = page.waitForEvent("download");
	await panel(page).getByRole("button", { name: "Save image" }).click();
	const { data, width } = decode(readFileSync(await (await saving).path()));
	const original = pictureSamples();
	const columns = Array.from(original, (value, i) => (data[i] === value ? -1 : (i >> 2) % width));
	const changed = columns.filter((x) => x >= 0);
	return [changed.reduce((a, b) => Math.min(a, b), width), changed.reduce((a, b) => Math.max(a, b), -1)];
}

test("three results can be viewed, survive a reload, be accepted in part, and be undone to the start", async ({
	studio,
	provider,
}) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	await paintMask(studio);
	for (const count of [1, 2]) {
		await sendEdit(studio);
		await expect(bar(studio)).toContainText(`Result ${count} of ${count}`);
	}
	// The third result is still running and blocks nothing.
	provider.misbehave({ how: "delay:2500", match: { path: "/images/edits" } });
	await sendEdit(studio);
	await expect(strip(studio).getByRole("img", { name: "Generating" })).toBeVisible();
	await paintStroke(studio, [0.3, 0.3], [0.35, 0.3]);
	await expect(bar(studio)).toContainText("Result 3 of 3");
	await press(studio, "Alt+ArrowRight");
	await expect(bar(studio)).toContainText("Result 1 of 3");
	await strip(studio).getByRole("button", { name: "Result 2" }).click();
	await expect(bar(studio)).toContainText("Result 2 of 3");
	// The lightbox opens by key and by double click.
	const full = panel(studio).getByRole("dialog", { name: "Full view" });
	await press(studio, "f");
	await expect(full.getByRole("img")).toBeVisible();
	await studio.keyboard.press("Escape");
	await strip(studio).getByRole("button", { name: "Result 2" }).dblclick();
	await expect(full.getByRole("img")).toBeVisible();
	await studio.keyboard.press("Escape");
	await expect(bar(studio)).toContainText("Result 2 of 3");

	// Every comparison mode has a key; arrows move the divider.
	await press(studio, "y");
	const divider = panel(studio).getByRole("slider", { name: "Comparison" });
	await divider.focus();
	await studio.keyboard.press("Shift+ArrowLeft");
	await expect(divider).toHaveAttribute("aria-valuetext", "Divider at 40%");
	for (const [key, name] of [
		["Shift+Y", "Compare side by side"],
		["o", "Compare with overlay"],
		["d", "Show difference"],
	] as const) {
		await press(studio, key);
		await expect(bar(studio).getByRole("button", { name, exact: true })).toHaveAttribute("aria-pressed", "true");
	}
	await studio.keyboard.press("Escape");
	await expect(bar(studio).locator("[data-action^=compare][aria-pressed=true]")).toHaveCount(0);

	await expectStored(studio, 3);
	await studio.reload();
	await expect(bar(studio)).toContainText("Result 2 of 3");
	await bar(studio).getByRole("button", { name: "Keep options" }).click();
	await bar(studio).getByRole("button", { name: "Clear mask" }).click();
	await studio.keyboard.press("Escape");
	// The right part of the masked area is brushed away, with its soft edges.
	await press(studio, "Alt+b");
	const refineToolbar = panel(studio).getByRole("toolbar", { name: "Choose what to keep" });
	await expect(refineToolbar).toBeVisible();
	for (const y of [0.46, 0.5, 0.54]) await paintStroke(studio, [0.49, y], [0.62, y]);
	await press(studio, "Shift+Enter");
	await expect(refineToolbar).toBeHidden();
	await expect(bar(studio)).toBeHidden();
	const [least, most] = await changedColumns(studio);
	expect(least).toBeGreaterThan(PICTURE.width / 4);
	expect(most, "the right end is unchanged").toBeLessThan(PICTURE.width / 2);
	await expect(panel(studio).getByRole("button", { name: "Edit image" })).toBeVisible();
	await expect(cards(studio)).toHaveCount(3);
	await press(studio, "Shift+L");
	const layers = panel(studio).getByRole("complementary", { name: "Layers" });
	await expect(layers).toContainText("No results to review. Kept results are in the edit history.");
	await expect(layers).not.toContainText("No results yet.");
	await press(studio, "Shift+L");
	// Undoes and redoes everything: keeping, the three strokes of the choice and its beginning, three results, two strokes.
	for (let i = 0; i < 10; i++) await press(studio, "Control+z");
	await expect(panel(studio).locator('[data-action="edit.undo"]')).toBeDisabled();
	for (let i = 0; i < 10; i++) await press(studio, "Control+Shift+z");
	await press(studio, "Shift+h");
	await expect(edits(studio).getByRole("listitem")).toHaveCount(2);
});

test("an edit can be repeated with another prompt, and earlier edits viewed, repeated and continued in a copy", async ({
	studio,
	provider,
	secrets,
}) => {
	await chooseFile(studio, "lake.png", "image/png", lakeAtDuskPng());
	await connectEndpoint(studio, provider.url, KEY);
	await paintStroke(studio, [0.4, 0.4], [0.5, 0.45]);
	await takeScreenshot(studio, "1-mask");
	provider.misbehave({ how: "whole", match: { path: "/images/edits" } });
	await sendEdit(studio);
	await expect(bar(studio)).toContainText("Result 1 of 1");
	// A held key would show it only while held, which is unreliable on slow machines.
	await panel(studio).getByRole("button", { name: "Show original" }).press("Enter");
	await takeScreenshot(studio, "2-before");
	await panel(studio).getByRole("button", { name: "Show original" }).press("Enter");
	const after = await takeScreenshot(studio, "3-after");
	await press(studio, "d");
	// The difference is computed when it is first shown.
	await expect.poll(async () => (await takeScreenshot(studio, "4-difference")).equals(after)).toBe(false);
	await press(studio, "Shift+y");
	await takeScreenshot(studio, "5-side-by-side");

	const edit = (i: number) => provider.requests.filter(({ path }) => path === "/v1/images/edits")[i];
	await press(studio, "Escape", "Alt+Enter");
	const dialog = panel(studio).getByRole("dialog", { name: "Edit prompt and resend" });
	await expect(dialog.getByRole("textbox")).toHaveValue(secrets.prompt);
	await dialog.getByRole("textbox").fill(`${secrets.prompt} at night`);
	await dialog.getByRole("button", { name: "Send" }).click();
	await expect(bar(studio)).toContainText("Result 2 of 2");
	expect(
		edit(1)?.files.map(({ bytes }) => Buffer.from(bytes)),
		"the same picture and mask",
	).toEqual(edit(0)?.files.map(({ bytes }) => Buffer.from(bytes)));
	expect(edit(1)?.fields.prompt).toEqual([`${secrets.prompt} at night`]);
	await press(studio, "Shift+Enter", "Shift+h");

	await edits(studio)
		.getByRole("button", { name: /^Original image/ })
		.click();
	await expect(panel(studio)).toContainText("Viewing the original image");
	await press(studio, "Escape");
	await expect(panel(studio)).not.toContainText("Viewing the original image");
	await edits(studio).getByRole("listitem").first().hover();
	await edits(studio).getByRole("button", { name: "Resend request" }).click();
	await expect(bar(studio)).toContainText("Result 1 of 1");
	expect(edit(2)?.fields.prompt).toEqual(edit(1)?.fields.prompt);
	await edits(studio)
		.getByRole("button", { name: /^Original image/ })
		.click();
	await edits(studio).getByRole("button", { name: "Continue from here in a copy" }).last().click();
	await expect(panel(studio)).toContainText("lake.png (branch)");
	await expect(bar(studio)).toBeHidden();
	await expect(edits(studio).getByRole("listitem")).toHaveCount(1);
});

test("edges can be adjusted and the accepted part repainted after keeping, without another request", async ({
	studio,
	provider,
}) => {
	provider.misbehave({ how: "shift:3,-2", match: { path: "/images/edits" } });
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	await paintMask(studio);
	await sendEdit(studio);
	await expect(bar(studio)).toContainText("realigned by 3, -2 px");

	await bar(studio).getByRole("button", { name: "Result edges" }).click();
	const edges = panel(studio).getByRole("dialog", { name: "Result edges" });
	await expect(edges).toContainText("3, -2");
	await edges.getByRole("slider", { name: "Feather" }).press("End");
	await expect(edges.getByRole("slider", { name: "Feather" })).toHaveAttribute("aria-valuetext", "64 px");
	await edges.getByRole("switch", { name: "Correct misalignment" }).click();
	await expect(edges).not.toContainText("3, -2");
	await studio.keyboard.press("Escape");
	await expect(edges).toBeHidden();
	await expect(bar(studio)).not.toContainText("realigned");
	await press(studio, "Shift+Enter");
	await expect(bar(studio)).toBeHidden();
	const [least, most] = await changedColumns(studio);
	expect(most).toBeGreaterThan(least);

	await press(studio, "Alt+Shift+b");
	const refineToolbar = panel(studio).getByRole("toolbar", { name: "Choose what to keep" });
	await refineToolbar.getByRole("button", { name: "Clear", exact: true }).click();
	await refineToolbar.getByRole("button", { name: "Done" }).click();
	await expect(refineToolbar).toBeHidden();
	expect(await changedColumns(studio), "no column has changed").toEqual([PICTURE.width, -1]);
	expect(provider.requests.filter(({ path }) => path === "/v1/images/edits")).toHaveLength(1);
});
