// The settings dialog: changes apply at once, survive a reload and can be reset. The diagnostics report contains no
// key, prompt or picture; the leak search of every test covers copied text.
import type { Page } from "@playwright/test";
import { expect, KEY, PROMPT, panel, test } from "./studio";
import { connectEndpoint, openPicture } from "./userActions";

const dialog = (page: Page) => panel(page).getByRole("dialog");

async function openSettings(page: Page, tab: string) {
	await panel(page).getByRole("button", { name: "Settings", exact: true }).click();
	await dialog(page).getByRole("tab", { name: tab }).click();
}

const background = (page: Page) => panel(page).evaluate((element) => getComputedStyle(element).backgroundColor);

test("theme and language change at once, survive a reload, and can follow HaloForge again", async ({
	studio: page,
}) => {
	await page.evaluate(() => window.__HOST__.setTheme("dark"));
	const dark = await background(page);
	await openSettings(page, "Appearance");
	await dialog(page).getByRole("radio", { name: "Light" }).check();
	await expect(panel(page)).toHaveAttribute("data-hfis-theme", "light");
	const light = await background(page);
	expect(light).not.toBe(dark);
	await dialog(page).getByRole("radio", { name: "中文" }).check();
	await expect(dialog(page).getByRole("heading", { name: "设置" })).toBeVisible();

	await page.reload();
	await expect(panel(page)).toHaveAttribute("lang", "zh");
	await page.evaluate(() => window.__HOST__.setTheme("dark"));
	await expect(panel(page)).toHaveAttribute("data-hfis-theme", "light");
	expect(await background(page)).toBe(light);

	// A reload keeps the open settings page too.
	await dialog(page).getByRole("button", { name: "重置本页" }).click();
	await expect(panel(page)).toHaveAttribute("lang", "en");
	await expect(panel(page)).toHaveAttribute("data-hfis-theme", "dark");
	expect(await background(page)).toBe(dark);
	await page.evaluate(() => window.__HOST__.setLocale("zh"));
	await expect(panel(page)).toHaveAttribute("lang", "zh");
});

test("defaults apply to the prompt bar and to requests, and can be reset", async ({ studio: page, provider }) => {
	await connectEndpoint(page, provider.url, KEY);
	await openSettings(page, "Defaults");
	await dialog(page).getByRole("combobox", { name: "Model" }).fill("gpt-image-1-mini");
	await page.keyboard.press("Tab");
	await dialog(page).getByRole("button", { name: /^Size/ }).click();
	await dialog(page).getByRole("button", { name: /^3:2/ }).click();
	await page.keyboard.press("Escape");
	await dialog(page).getByRole("radio", { name: "Low" }).check();
	await dialog(page).getByRole("radio", { name: "JPEG" }).check();
	await dialog(page).getByRole("button", { name: "Close" }).click();

	await page.reload();
	const bar = panel(page).locator(".hfis-prompt");
	await expect(bar.getByRole("combobox", { name: "Model" })).toHaveAttribute("placeholder", "gpt-image-1-mini");
	await expect(bar).toContainText("1536 × 1024");
	await bar.getByRole("textbox", { name: /Prompt/ }).fill(PROMPT);
	await bar.locator(".hfis-prompt-send").click();
	await expect(panel(page).getByRole("article").locator("img")).toBeVisible();
	expect(provider.requests.at(-1)).toMatchObject({
		json: { model: "gpt-image-1-mini", size: "1536x1024", quality: "low", output_format: "jpeg" },
	});

	await openSettings(page, "Storage");
	const dailyCopy = dialog(page).getByRole("switch", { name: "Daily copy of the library records" });
	await dailyCopy.check();
	await dialog(page).getByRole("tab", { name: "Defaults" }).click();
	await dialog(page).getByRole("button", { name: "Reset this page" }).click();
	await dialog(page).getByRole("tab", { name: "Storage" }).click();
	await expect(dailyCopy, "of another page").toBeChecked();
	await expect(bar.locator("input[role=combobox]")).toHaveAttribute("placeholder", "gpt-image-2");
	await expect(bar).not.toContainText("JPEG");
});

test("keeps typed endpoint settings while another settings page is shown", async ({ studio: page }) => {
	await openSettings(page, "Gateway");
	await dialog(page)
		.getByLabel(/Base URL/)
		.fill("http://127.0.0.1:9/v1");
	await dialog(page).getByRole("tab", { name: "Storage" }).click();
	await dialog(page).getByRole("tab", { name: "Gateway" }).click();
	// Text is selected with the mouse and the button released beside the dialog.
	const field = await dialog(page)
		.getByLabel(/Base URL/)
		.boundingBox();
	await page.mouse.move((field?.x ?? 0) + 60, (field?.y ?? 0) + 10);
	await page.mouse.down();
	await page.mouse.move(4, (field?.y ?? 0) + 10, { steps: 3 });
	await page.mouse.up();
	await expect(dialog(page).getByLabel(/Base URL/)).toHaveValue("http://127.0.0.1:9/v1");
	// The setting is changed just before a reload.
	await dialog(page).getByRole("tab", { name: "Canvas" }).click();
	const pressure = dialog(page).getByRole("switch", { name: "Pen pressure controls opacity" }).first();
	await pressure.check();
	await page.reload();
	await expect(pressure).toBeChecked();
});

test("removing an endpoint and its key needs a second press", async ({ studio: page, provider }) => {
	await connectEndpoint(page, provider.url, KEY);
	await openSettings(page, "Gateway");
	await dialog(page).getByRole("button", { name: "Remove key" }).click();
	await expect(dialog(page)).toContainText("A key is set");
	await dialog(page)
		.getByRole("button", { name: /^Remove 127.+ and its key$/ })
		.click();
	await expect(dialog(page).getByRole("button", { name: "Remove key", exact: true })).toBeVisible();
	await dialog(page).getByRole("button", { name: "Confirm removal" }).click();
	await expect(dialog(page)).toContainText("No key");
	await expect(dialog(page).getByLabel(/Base URL/)).toHaveValue("");
});

test("a server's options can be reset without losing other typed settings", async ({ studio: page }) => {
	await openSettings(page, "Gateway");
	const address = dialog(page).getByLabel(/Base URL/);
	await address.fill("http://127.0.0.1:9/v1");
	await dialog(page).getByText("Advanced server settings").click();
	await dialog(page).getByRole("spinbutton", { name: "Timeout (s)", exact: true }).fill("30");
	await dialog(page).getByLabel("Edits path").fill("images/inpainting");
	await expect(dialog(page)).toContainText("127.0.0.1:9/v1/images/inpainting");
	await dialog(page).getByRole("button", { name: "Reset to defaults" }).click();
	await expect(dialog(page).getByRole("spinbutton", { name: "Timeout (s)", exact: true })).toHaveValue("600");
	await expect(dialog(page)).toContainText("127.0.0.1:9/v1/images/edits");
	await expect(address).toHaveValue("http://127.0.0.1:9/v1");
});

test("the storage page shows what is stored and deletes only on request", async ({ studio: page }) => {
	await openPicture(page);
	await openSettings(page, "Storage");
	await expect(dialog(page).getByRole("row", { name: /^Images/ })).toContainText("1");
	await dialog(page).getByRole("button", { name: "Clean up now" }).click();
	await expect(dialog(page)).toContainText("Nothing to clean up");
	await expect(dialog(page).getByRole("row", { name: /^Images/ })).toContainText("1");
});

test("the report describes what happened, without key, prompt or picture", async ({
	studio: page,
	provider,
	context,
}) => {
	await context.grantPermissions(["clipboard-read", "clipboard-write"]);
	await connectEndpoint(page, provider.url, KEY);
	// The request is refused with the server's reason.
	provider.misbehave({ how: "error-string", match: { path: "/images/generations" } });
	await panel(page)
		.getByRole("textbox", { name: /Prompt/ })
		.fill(PROMPT);
	await panel(page).locator(".hfis-prompt-send").click();
	await expect(panel(page).getByRole("article").getByRole("button", { name: "Retry" })).toBeVisible();
	await openSettings(page, "Diagnostics");
	await expect(dialog(page).getByRole("log")).toContainText("request_id=hfis-");
	let report = "";
	// The backend's version is known once it has answered.
	await expect(async () => {
		await dialog(page).getByRole("button", { name: "Copy redacted report" }).click();
		await expect(dialog(page)).toContainText("Copied.");
		report = await page.evaluate(() => navigator.clipboard.readText());
		expect(report).toMatch(/^backend: \d+\.\d+\.\d+$/m);
	}).toPass();
	expect(report).toMatch(/^studio: \d+\.\d+\.\d+$/m);
	expect(report).toContain("request_id=hfis-");
	expect(report).not.toContain(KEY);
	expect(report).not.toContain(PROMPT);
});

test("the keyboard changes pages and options and returns the focus on closing", async ({ studio: page }) => {
	const button = panel(page).getByRole("button", { name: "Settings", exact: true });
	await button.focus();
	await page.keyboard.press("Enter");
	const tabs = dialog(page).getByRole("tab");
	await tabs.first().focus();
	await page.keyboard.press("ArrowUp");
	await expect(tabs.last()).toBeFocused();
	await page.keyboard.press("Home");
	for (let at = 0; at < 3; at++) await page.keyboard.press("ArrowDown");
	await expect(dialog(page).getByRole("tabpanel", { name: "Appearance" })).toBeVisible();
	await page.keyboard.press("Tab");
	await page.keyboard.press("ArrowRight");
	await expect(panel(page)).toHaveAttribute("data-hfis-theme", "dark");
	await page.keyboard.press("Escape");
	await expect(button).toBeFocused();
});
