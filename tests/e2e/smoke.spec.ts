// Smoke test of the main flow: a picture, a mask, a prompt, Generate, and the result on the canvas and in the grid,
// also after a reload. Runs with the real backend and the mock gateway; packaged.spec.ts runs it with the packed backend.
import type { Page } from "@playwright/test";
import { decode } from "fast-png";
import { canvasBox, expect, KEY, PROMPT, panel, test } from "./studio";
import { PICTURE, pictureSamples } from "./testPicture";
import {
	cards,
	connectEndpoint,
	dropPicture,
	expectResult,
	expectStored,
	openPicture,
	paintMask,
	sendEdit,
	typeEndpoint,
} from "./userActions";

/** Pixels of a screenshot of the canvas centre, where no controls cover it. */
async function shownPixels(page: Page) {
	const box = await canvasBox(page);
	const clip = { x: box.x + box.width / 2 - 40, y: box.y + box.height / 2 - 40, width: 80, height: 80 };
	const shot = decode(await page.screenshot({ clip }));
	return shot.data as Uint8Array;
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
	return sum / a.length;
}

test("makes an edit with a mask with the real backend", async ({ studio, provider }) => {
	await dropPicture(studio);
	await typeEndpoint(studio, provider.url, KEY);
	await paintMask(studio);
	const before = await shownPixels(studio);
	await sendEdit(studio);
	await expectResult(studio);
	// The fake provider repaints the masked centre strongly, and the canvas must show it.
	await expect.poll(async () => meanDifference(before, await shownPixels(studio))).toBeGreaterThan(10);
	const after = await shownPixels(studio);

	const edits = provider.requests.filter((request) => request.path === "/v1/images/edits");
	expect(edits).toHaveLength(1);
	const [edit] = edits;
	expect(edit?.status).toBe(200);
	expect(edit?.headers.authorization).toBe(`Bearer ${KEY}`);
	expect(edit?.fields.prompt).toEqual([PROMPT]);
	expect(edit?.fields.model).toEqual(["gpt-image-2"]);
	expect(edit?.files.map(({ field, contentType }) => [field, contentType])).toEqual([
		["image[]", "image/png"],
		["mask", "image/png"],
	]);

	const image = decode(edit?.files[0]?.bytes ?? new Uint8Array());
	expect([image.width, image.height]).toEqual([PICTURE.width, PICTURE.height]);
	expect(Buffer.from(image.data as Uint8Array).equals(Buffer.from(pictureSamples())), "samples as imported").toBe(true);

	const mask = decode(edit?.files[1]?.bytes ?? new Uint8Array());
	expect([mask.width, mask.height, mask.channels]).toEqual([PICTURE.width, PICTURE.height, 4]);
	const at = (x: number, y: number) => [...mask.data.slice((y * mask.width + x) * 4, (y * mask.width + x) * 4 + 4)];
	expect(at(PICTURE.width / 2, PICTURE.height / 2), "painted: edit").toEqual([255, 255, 255, 0]);
	expect(at(2, 2), "not painted: keep").toEqual([0, 0, 0, 255]);

	await expectStored(studio);
	await studio.reload();
	await expectResult(studio);
	await expect.poll(async () => meanDifference(after, await shownPixels(studio)), "the same picture").toBeLessThan(2);
});

test("makes an edit with the mock gateway, without a backend", async ({ page, origin }) => {
	await page.goto(origin);
	await openPicture(page);
	await expect(panel(page).getByRole("button", { name: /Mock gateway/ })).toBeVisible();
	await paintMask(page);
	await sendEdit(page);
	await expectResult(page);
	await expectStored(page);
	await page.reload();
	await expectResult(page);
});

test("generates a picture from a prompt alone", async ({ studio, provider }) => {
	await connectEndpoint(studio, provider.url, KEY);
	await panel(studio)
		.getByRole("textbox", { name: /Prompt/ })
		.fill(PROMPT);
	await studio.keyboard.press("Control+Enter");
	await expect(cards(studio).first().locator("img")).toBeVisible();
	const [request] = provider.requests.filter((entry) => entry.path === "/v1/images/generations");
	expect(request?.json).toMatchObject({ model: "gpt-image-2", prompt: PROMPT, size: "1024x1024" });
	expect(request?.json).not.toHaveProperty("response_format");
});
