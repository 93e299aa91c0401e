// Files with layers, out and in: a picture with a mask is exported as OpenRaster and PSD, and both open with their layers; a torn
// file is refused with a sentence and changes nothing.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { expect, panel, test } from "./studio";
import { chooseFile, openPicture, paintMask } from "./userActions";

async function exported(page: Page, type: string): Promise<Buffer> {
	await panel(page).getByRole("button", { name: "Export as…" }).click();
	const dialog = panel(page).getByRole("dialog", { name: "Export" });
	await dialog.getByRole("radio", { name: type }).check();
	const coming = page.waitForEvent("download");
	await dialog.getByRole("button", { name: "Save…" }).click();
	const download = await coming;
	await expect(dialog).toHaveCount(0);
	return readFileSync(await download.path());
}

test("exports layers as OpenRaster, ZIP and PSD, and opens them again", async ({ page, origin }) => {
	await page.goto(origin);
	await openPicture(page);
	await paintMask(page);
	const ora = await exported(page, "OpenRaster (layers)");
	const psd = await exported(page, "PSD (layers)");
	const zip = unzipSync(await exported(page, "ZIP (one PNG per layer)"));
	expect(Object.keys(zip)).toEqual(["index.json", "001 Edited image.png", "002 Mask 1.png", "flattened.png"]);

	for (const [name, file] of [
		["again.ora", ora],
		["again.psd", psd],
	] as const) {
		await chooseFile(page, name, "", file);
		await expect(panel(page)).toContainText(name);
		// The picture is without masks, and so is what is shown.
		await expect(panel(page)).toContainText("The uppermost layers are hidden");
	}
	await chooseFile(page, "torn.psd", "", psd.subarray(0, Math.floor(psd.length / 3)));
	await expect(panel(page)).toContainText("This image is damaged or incomplete and cannot be opened.");
	await expect(panel(page)).toContainText("again.psd");
	await chooseFile(page, "torn.ora", "", ora.subarray(0, Math.floor(ora.length / 2)));
	await expect(panel(page)).toContainText("This image is damaged or incomplete and cannot be opened.");
});
