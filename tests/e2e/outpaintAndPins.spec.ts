// Outpainting, which keeps the original pixels, and pins with instructions for places of the picture.
import { readFileSync } from "node:fs";
import { decode } from "fast-png";
import { expect, KEY, PROMPT, paintStroke, panel, test } from "./studio";
import { PICTURE, pictureSamples } from "./testPicture";
import { connectEndpoint, openPicture } from "./userActions";

const ADDED_WIDTH = PICTURE.width / 4;
const TOTAL_WIDTH = PICTURE.width + ADDED_WIDTH;

test("outpainting to the right keeps the original picture byte for byte", async ({ studio, provider }) => {
	provider.misbehave({ how: "whole", match: { path: "/images/edits" } });
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	await panel(studio).locator('[data-action="tool.frame"]').click();
	await panel(studio).getByLabel("Outpaint").selectOption({ label: "Right" });
	await panel(studio)
		.getByRole("textbox", { name: /Prompt/ })
		.fill(PROMPT);
	await panel(studio).locator(".hfis-prompt-send").click();
	const bar = panel(studio).getByRole("toolbar", { name: "Results" });
	await bar.getByRole("button", { name: "Keep", exact: true }).click();
	await expect(bar).toBeHidden();

	const [sent] = provider.requests.filter(({ path }) => path === "/v1/images/edits");
	const [picture, mask] = (sent?.files ?? []).map(({ bytes }) => decode(bytes));
	if (picture === undefined || mask === undefined) throw new Error("no picture or no mask was sent");
	for (const one of [picture, mask]) expect([one.width, one.height]).toEqual([TOTAL_WIDTH, PICTURE.height]);
	const alpha = (image: typeof picture, x: number, y: number) => image.data[(y * TOTAL_WIDTH + x) * 4 + 3];
	const places = [PICTURE.width + 1, TOTAL_WIDTH - 1].map((x) => [x, 400] as const);
	for (const [x, y] of places) expect([alpha(picture, x, y), alpha(mask, x, y)]).toEqual([0, 0]);
	expect([alpha(picture, 500, 400), alpha(mask, 500, 400)]).toEqual([255, 255]);

	const saving = studio.waitForEvent("download");
	await panel(studio).getByRole("button", { name: "Save image" }).click();
	const saved = decode(readFileSync(await (await saving).path()));
	expect([saved.width, saved.height]).toEqual([TOTAL_WIDTH, PICTURE.height]);
	const original = Buffer.from(pictureSamples());
	const rows = Buffer.from(saved.data);
	const old = PICTURE.width * 4;
	for (let y = 0; y < PICTURE.height; y++) {
		const from = y * TOTAL_WIDTH * 4;
		if (rows.compare(original, y * old, y * old + old, from, from + old) !== 0) throw new Error(`row ${y} has changed`);
	}
	for (const [x, y] of places) expect(rows[(y * TOTAL_WIDTH + x) * 4 + 3]).toBe(255);
});

test("pins are sent numbered with their positions, and the preview shows their text", async ({ studio, provider }) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	for (const [x, words] of [
		[0.4, "make this red"],
		[0.6, "a lamp here"],
	] as const) {
		await panel(studio).locator('[data-action="tool.pin"]').click();
		await paintStroke(studio, [x, 0.5], [x, 0.5]);
		await expect(panel(studio).getByPlaceholder("What should change here?")).toBeFocused();
		await studio.keyboard.type(words);
		await studio.keyboard.press("Enter");
	}
	await studio.keyboard.press("Control+Shift+P");
	const dialog = panel(studio).getByRole("dialog", { name: "Request preview" });
	await expect(dialog).toContainText(/1\. \(\d+%.+\) make this red/);
	await expect(dialog).toContainText(/2\. \(\d+%.+\) a lamp here/);
	await dialog.getByRole("button", { name: "Send" }).click();
	await expect.poll(() => provider.requests.filter(({ path }) => path === "/v1/images/edits").length).toBe(1);
	const [sent] = provider.requests.filter(({ path }) => path === "/v1/images/edits");
	expect(sent?.fields.prompt?.[0]).toMatch(
		/^Make these changes to the first image, [^\n]+\n1\. \([^)]+\) make this red\n2\. \([^)]+\) a lamp here$/,
	);
	const mask = decode(sent?.files[1]?.bytes ?? new Uint8Array());
	const edited = new Set<number>();
	for (let i = 3; i < mask.data.length; i += 4) {
		if (mask.data[i] === 0) edited.add(Math.floor((((i - 3) / 4) % mask.width) / (mask.width / 2)));
	}
	expect([...edited].sort(), "one disc for each pin").toEqual([0, 1]);
});
