// A candidate is put on the canvas as a layer, under the mask that was sent, and blended: what is exported, sent next and written
// as PSD holds it.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import Psd from "@webtoon/psd";
import { decode } from "fast-png";
import { expect, KEY, panel, test } from "./studio";
import { PICTURE, pictureSamples } from "./testPicture";
import { connectEndpoint, openPicture, paintMask, sendEdit } from "./userActions";

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

test("a candidate becomes a layer with the mask that was sent, and is multiplied", async ({
	studio: page,
	provider,
}) => {
	await openPicture(page);
	await connectEndpoint(page, provider.url, KEY);
	await paintMask(page);
	await sendEdit(page);
	const dock = panel(page).locator(".hfis-results-bar");
	await expect(dock).toContainText("Result 1 of 1");
	await dock.getByRole("button", { name: "More actions" }).click();
	await panel(page).locator("[data-action='result.layer']").last().click();
	await panel(page).getByRole("button", { name: "Layers", exact: true }).click();
	const layers = panel(page).getByRole("complementary", { name: "Layers" });
	await layers.getByRole("combobox", { name: "Blend mode" }).click();
	await page.getByRole("option", { name: "Multiply" }).click();
	await expect(layers.getByRole("combobox", { name: "Blend mode" })).toContainText("Multiply");

	const png = decode(await exported(page, "PNG (lossless)"));
	const original = pictureSamples();
	let changed = 0;
	for (let i = 0; i < PICTURE.width * PICTURE.height; i++) {
		const of = (data: ArrayLike<number>, c: number) => data[i * 4 + c] as number;
		const isSame = [0, 1, 2, 3].every((c) => of(png.data, c) === of(original, c));
		if (isSame) continue;
		changed++;
		for (const c of [0, 1, 2])
			if (of(png.data, c) > of(original, c)) throw new Error(`pixel ${i} is lighter than what it is multiplied with`);
		if (Math.floor(i / PICTURE.width) < PICTURE.height / 4) throw new Error(`pixel ${i} beside the mask has changed`);
	}
	expect(changed).toBeGreaterThan(1000);

	const file = Psd.parse(Uint8Array.from(await exported(page, "PSD (layers)")).buffer);
	const layer = file.layers.find(({ name }) => name === "Result");
	expect(await layer?.userMask(), "the layer has its own mask").toBeDefined();
});
