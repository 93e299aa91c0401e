// A picture is inserted into the scene in three steps: dropped onto the canvas, blended in, sent. The provider receives the
// picture with the layer in it and a mask of its outline; what is kept changes nothing outside of the mask.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { decode, encode } from "fast-png";
import { expect, KEY, panel, test } from "./studio";
import { PICTURE, pictureSamples } from "./testPicture";
import { connectEndpoint, openPicture } from "./userActions";

const SIDE = 200;

/** An opaque red disc on transparent ground. */
function discPng(): Buffer {
	const data = new Uint8Array(SIDE * SIDE * 4);
	for (let y = 0; y < SIDE; y++)
		for (let x = 0; x < SIDE; x++)
			if (Math.hypot(x + 0.5 - SIDE / 2, y + 0.5 - SIDE / 2) < SIDE / 2)
				data.set([220, 30, 40, 255], (y * SIDE + x) * 4);
	return Buffer.from(encode({ width: SIDE, height: SIDE, data, channels: 4, depth: 8 }));
}

const canvas = (page: Page) => panel(page).locator(".hfis-viewport");
const layers = (page: Page) => panel(page).getByRole("group", { name: "Use as" });
const attached = (page: Page) => panel(page).getByTitle(/disc\.png/);
const fileOf = (page: Page) =>
	page.evaluateHandle((b64) => {
		const data = new DataTransfer();
		const bytes = Uint8Array.from(atob(b64), (letter) => letter.charCodeAt(0));
		data.items.add(new File([bytes], "disc.png", { type: "image/png" }));
		return data;
	}, discPng().toString("base64"));

/** Drops the disc onto the centre of the picture. The browser's input protocol cannot drag files. */
async function dropOnCentre(page: Page) {
	await canvas(page).focus();
	await page.keyboard.press("Control+0");
	const box = await canvas(page).boundingBox();
	if (!box) throw new Error("no canvas");
	const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
	const dataTransfer = await fileOf(page);
	await canvas(page).dispatchEvent("drop", { dataTransfer, ...at });
}

function rgba(png: Uint8Array | undefined): Uint8Array {
	const { width, height, data, channels } = decode(png ?? new Uint8Array());
	expect([width, height, channels]).toEqual([PICTURE.width, PICTURE.height, 4]);
	return data as Uint8Array;
}

const pixel = (data: Uint8Array, x: number, y: number) => {
	const at = (y * PICTURE.width + x) * 4;
	return [...data.subarray(at, at + 4)];
};

test("a picture is inserted in three steps: drop, Blend in, send", async ({ studio: page, provider }) => {
	await openPicture(page);
	await connectEndpoint(page, provider.url, KEY);
	const [middleX, middleY] = [PICTURE.width / 2, PICTURE.height / 2];
	let steps = 0;
	const step = async (act: () => Promise<unknown>) => {
		await act();
		steps++;
	};

	// Placed, selected, with the tool that moves it; a reference at first. Delete takes it away, one undo brings it back.
	await dropOnCentre(page);
	await expect(layers(page).getByRole("radio", { name: "Reference" })).toBeChecked();
	await expect(attached(page).first()).toBeVisible();
	await page.keyboard.press("Delete");
	await expect(layers(page)).toHaveCount(0);
	await page.keyboard.press("Control+z");
	await expect(layers(page)).toBeVisible();
	await page.keyboard.press("Control+z");
	await expect(layers(page)).toHaveCount(0);

	await step(() => dropOnCentre(page));
	const blend = panel(page).locator(".hfis-toolbar-bar").getByRole("button", { name: "Blend in", exact: true });
	await step(() => blend.click());
	const prompt = panel(page).getByRole("textbox", { name: /Prompt/ });
	await expect(prompt).toHaveValue(/^Blend the inserted picture into the scene/);
	await expect(prompt).toBeFocused();
	await expect(layers(page).getByRole("radio", { name: "Part of the picture" })).toBeChecked();
	await expect(attached(page), "it is not sent as a reference").toHaveCount(0);
	await expect(panel(page).getByRole("button", { name: /Edit masked area/ })).toBeVisible();
	await step(() => page.keyboard.press("Control+Enter"));
	expect(steps).toBe(3);

	const bar = panel(page).getByRole("toolbar", { name: "Results" });
	await expect(bar).toContainText("Result 1 of 1");
	const [sent] = provider.requests.filter(({ path }) => path === "/v1/images/edits");
	expect(sent?.files, "picture and mask").toHaveLength(2);
	const [picture, mask] = [rgba(sent?.files[0]?.bytes), rgba(sent?.files[1]?.bytes)];
	expect(pixel(picture, middleX, middleY)).toEqual([220, 30, 40, 255]);
	const original = pictureSamples();
	// A corner of the disc's square is transparent: the picture is seen there.
	const corner = [middleX - SIDE / 2 + 4, middleY - SIDE / 2 + 4] as const;
	expect(pixel(picture, ...corner)).toEqual(pixel(original, ...corner));
	const isEdited = (x: number, y: number) => pixel(mask, x, y)[3] === 0;
	expect([isEdited(middleX, middleY), isEdited(middleX - SIDE / 2 - 6, middleY)]).toEqual([true, true]);
	const outside = [isEdited(middleX - SIDE / 2 - 40, middleY), isEdited(...corner)];
	expect(outside, "an outline, not a box").toEqual([false, false]);

	await bar.getByRole("button", { name: "Keep", exact: true }).click();
	await expect(bar).toBeHidden();
	const saving = page.waitForEvent("download");
	await panel(page).getByRole("button", { name: "Save image" }).click();
	const saved = rgba(readFileSync(await (await saving).path()));
	let changed = 0;
	for (let at = 0; at < saved.length; at++) if (mask[at | 3] === 255 && saved[at] !== original[at]) changed++;
	expect(changed, "outside of the mask every byte is the picture's").toBe(0);
	expect(pixel(saved, middleX, middleY)).not.toEqual(pixel(original, middleX, middleY));

	// One step back restores the layer with its candidate, which undo never drops, the next one the layer as it was dropped.
	await canvas(page).focus();
	await page.keyboard.press("Control+z");
	await expect(bar).toBeVisible();
	await expect(layers(page).getByRole("radio", { name: "Part of the picture" })).toBeChecked();
	await page.keyboard.press("Control+z");
	await expect(layers(page).getByRole("radio", { name: "Reference" })).toBeChecked();
	await expect(panel(page).locator(".hfis-prompt-send")).not.toContainText("masked");
});
