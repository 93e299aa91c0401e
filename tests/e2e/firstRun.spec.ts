// The empty studio: sample prompts, the sample picture, pasted and dropped files, and notices about finished tasks.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, PROMPT, panel, test } from "./studio";
import { picturePng } from "./testPicture";
import { cards, openPicture, paintMask } from "./userActions";

test("a sample prompt can be undone; a notice stays while the pointer is over it", async ({ page, origin }) => {
	await page.clock.install();
	await page.goto(origin);
	const prompt = panel(page).getByRole("textbox", { name: "Prompt" });
	const notices = panel(page).getByRole("region", { name: "Notices" });
	const example = panel(page).getByRole("button", { name: /lighthouse/ });
	await example.click();
	await expect(prompt).toBeFocused();
	await expect(prompt).toHaveValue(/^a lighthouse/);
	await expect(notices.getByRole("button")).toHaveCount(0);

	await prompt.fill(PROMPT);
	await example.click();
	await expect(notices).toContainText("Your prompt was replaced");
	await expect(prompt).toBeFocused();
	await page.keyboard.press("F6");
	await expect(notices.getByRole("button", { name: "Undo" })).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(prompt).toHaveValue(PROMPT);
	await expect(notices.getByRole("button")).toHaveCount(0);

	await example.click();
	await expect(prompt).toBeFocused();
	for (const key of ["F6", "Escape"]) await page.keyboard.press(key);
	await expect(notices.getByRole("button")).toHaveCount(0);
	await expect(prompt).toBeFocused();

	await prompt.fill(PROMPT);
	await example.click();
	await notices.getByText("Your prompt was replaced").hover();
	await page.clock.fastForward(60_000);
	await expect(notices).toContainText("Your prompt was replaced");
	await page.mouse.move(0, 0);
	await page.clock.fastForward(60_000);
	await expect(notices.getByRole("button")).toHaveCount(0);
});

test("an edit that ends while the gallery is open shows a notice that leads to it", async ({ page, origin }) => {
	await page.goto(origin);
	await openPicture(page);
	await paintMask(page);
	await panel(page).getByRole("textbox", { name: "Prompt" }).fill("[fake: delay:3000] a lantern");
	await page.keyboard.press("Control+Enter");
	await expect(cards(page)).toHaveCount(1);
	await panel(page)
		.getByRole("button", { name: /^All images/ })
		.click();
	const notices = panel(page).getByRole("region", { name: "Notices" });
	await expect(notices).toContainText("Finished: [fake: delay:3000] a lantern");
	await expect(panel(page).getByRole("status").filter({ hasText: "Finished: " })).toHaveCount(1);
	await notices.getByRole("button", { name: "Show" }).click();
	await expect(panel(page).locator(".hfis-editor")).toHaveAttribute("data-results", "1");
	await expect(panel(page).getByRole("button", { name: "Keep", exact: true })).toBeVisible();
});

test("a pasted picture is opened or added as a reference", async ({ page, origin, context }) => {
	await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
	await page.goto(origin);
	await page.evaluate(async (base64) => {
		const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
		await navigator.clipboard.write([new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) })]);
	}, picturePng(640, 480).toString("base64"));
	await panel(page).getByRole("button", { name: "Settings", exact: true }).focus();
	await page.keyboard.press("Control+v");
	await expect(panel(page).getByRole("list", { name: "Attached images" }).getByRole("listitem")).toHaveCount(1);
	await panel(page).getByRole("button", { name: "Try the sample image" }).focus();
	await page.keyboard.press("Control+v");
	await expect(panel(page)).toContainText("640 × 480");
	await expect(panel(page).getByRole("application"), "the canvas has the focus").toBeFocused();
	await panel(page).getByRole("button", { name: "Close image" }).focus();
	await page.keyboard.press("Enter");
	await expect(
		panel(page).getByRole("button", { name: "Images", exact: true }),
		"the focus moves on, because the pressed button is gone",
	).toBeFocused();

	// A returning user sees the last pictures, one press away, instead of the introduction.
	const recent = panel(page).locator(".hfis-first-run-recent");
	await expect(recent.getByRole("heading")).toHaveText("Continue with a recent image");
	await expect(panel(page).getByRole("button", { name: "Try the sample image" })).toHaveCount(0);
	await recent.getByRole("listitem").getByRole("button").focus();
	await page.keyboard.press("Enter");
	await expect(panel(page)).toContainText("640 × 480");
	await expect(panel(page).getByRole("application")).toBeFocused();
	await panel(page).getByRole("button", { name: "Close image" }).click();
	await recent.getByRole("button", { name: "Show the introduction" }).click();
	await expect(panel(page).getByRole("button", { name: "Try the sample image" })).toBeVisible();
});

test("a file dropped beside the canvas becomes a reference; a narrow panel shows the tasks alone", async ({
	page,
	origin,
}) => {
	await page.goto(origin);
	const references = panel(page).getByRole("list", { name: "Attached images" }).getByRole("listitem");
	const tasks = await panel(page).getByRole("complementary", { name: "Tasks" }).boundingBox();
	const file = join(mkdtempSync(join(tmpdir(), "dropped-")), "dropped.png");
	writeFileSync(file, picturePng(64, 48));
	const cdp = await page.context().newCDPSession(page);
	const at = { x: (tasks?.x ?? 0) + 100, y: 400, data: { items: [], files: [file], dragOperationsMask: 1 } };
	for (const type of ["dragEnter", "dragOver", "drop"] as const)
		await cdp.send("Input.dispatchDragEvent", { type, ...at });
	await expect(references).toHaveCount(1);

	const canvasWidth = async () => (await panel(page).getByRole("region", { name: "Canvas" }).boundingBox())?.width ?? 0;
	await panel(page).getByRole("separator").focus();
	await page.keyboard.press("End");
	await page.setViewportSize({ width: 860, height: 700 });
	expect(await canvasWidth(), "the canvas keeps its minimum width in a smaller window").toBeGreaterThan(400);
	await page.keyboard.press("End");
	expect(await canvasWidth()).toBeGreaterThan(400);

	await page.setViewportSize({ width: 420, height: 700 });
	await panel(page).getByRole("button", { name: "Show tasks" }).click();
	const panes = new Set<string | undefined>();
	for (let i = 0; i < 6; i++) {
		await page.keyboard.press(i < 3 ? "F6" : "Tab");
		panes.add(
			await page.evaluate(() => document.activeElement?.closest(".hfis-topbar, .hfis-shell-canvas")?.className),
		);
	}
	expect([...panes], "the focus does not reach the hidden canvas").not.toContain("hfis-shell-canvas");
});
