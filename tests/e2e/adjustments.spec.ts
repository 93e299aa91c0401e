// A picture is adjusted, saved, sent and edited: the provider and the file get the samples of the pure functions, and keeping the
// answer changes nothing outside of the mask. Deleted, the adjustments leave every byte as it was.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { decode } from "fast-png";
import { type Adjustment, adjustPixels, rectOf, runToEnd } from "../../editor/raster";
import { expect, KEY, panel, test } from "./studio";
import { PICTURE, pictureSamples } from "./testPicture";
import { connectEndpoint, expectResult, openPicture, paintMask, sendEdit } from "./userActions";

const section = (page: Page) => panel(page).getByRole("region", { name: "Adjustments", exact: true });

async function add(page: Page, kind: string, slider: string, keys: number) {
	await section(page).getByRole("button", { name: "Add adjustment" }).click();
	await section(page).locator(".hfis-ui-menu").getByRole("button", { name: kind, exact: true }).click();
	await section(page).getByRole("slider", { name: slider, exact: true }).focus();
	for (let press = 0; press < keys; press++) await page.keyboard.press("Shift+ArrowRight");
}

function rgba(png: Uint8Array | undefined): Uint8Array {
	const { width, height, data, channels } = decode(png ?? new Uint8Array());
	expect([width, height, channels]).toEqual([PICTURE.width, PICTURE.height, 4]);
	return data as Uint8Array;
}

function expected(adjustments: readonly Adjustment[]): Uint8Array {
	const image = { width: PICTURE.width, height: PICTURE.height, rgba: Uint8Array.from(pictureSamples()) };
	const passes = adjustments.map((adjustment) => {
		return { adjustment, coverage: null, extent: rectOf(image), isSideways: false };
	});
	runToEnd(adjustPixels(image, passes));
	return image.rgba;
}

const differences = (a: Uint8Array, b: Uint8Array, counts = (_at: number) => true) =>
	a.reduce((sum, sample, at) => sum + (sample !== b[at] && counts(at) ? 1 : 0), 0);

async function save(page: Page): Promise<Uint8Array> {
	const saving = page.waitForEvent("download");
	await panel(page).getByRole("button", { name: "Save image" }).click();
	return rgba(readFileSync(await (await saving).path()));
}

test("adjustments are in the saved file and the request, exactly, and lie under the answer", async ({
	studio: page,
	provider,
}) => {
	await openPicture(page);
	await connectEndpoint(page, provider.url, KEY);
	await panel(page).locator(".hfis-viewport").focus();
	await page.keyboard.press("Shift+L");
	await add(page, "Brightness", "Brightness", 3);
	await add(page, "Blur", "Radius", 1);
	const adjusted = expected([
		{ kind: "brightness", values: { amount: 30 } },
		{ kind: "blur", values: { radius: 5 } },
	]);
	expect(differences(await save(page), adjusted)).toBe(0);

	await paintMask(page);
	await sendEdit(page);
	await expectResult(page);
	const [sent] = provider.requests.filter(({ path }) => path === "/v1/images/edits");
	expect(differences(rgba(sent?.files[0]?.bytes), adjusted)).toBe(0);
	const mask = rgba(sent?.files[1]?.bytes);
	const bar = panel(page).getByRole("toolbar", { name: "Results" });
	await bar.getByRole("button", { name: "Keep", exact: true }).click();
	await expect(bar).toBeHidden();
	const kept = await save(page);
	expect(differences(kept, adjusted, (at) => mask[at | 3] === 255)).toBe(0);
	expect(differences(kept, adjusted)).toBeGreaterThan(1000);

	// Undo: the candidate, the mask, and then the adjustments with their sliders.
	await panel(page).locator(".hfis-viewport").focus();
	for (let step = 0; step < 6; step++) await page.keyboard.press("Control+z");
	await expect(section(page)).toContainText("No adjustments");
	expect(differences(await save(page), pictureSamples())).toBe(0);
});
