// The request preview shows exactly what is sent. Covers a mask sent as a drawing, a region of a large photo that the
// user has moved, and separate areas with one request each.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { decode, encode } from "fast-png";
import type { Provider } from "../../dev/provider/server";
import { expect, KEY, PROMPT, paintStroke, panel, test } from "./studio";
import { PICTURE, pictureSamples } from "./testPicture";
import { chooseFile, connectEndpoint, openPicture, paintMask } from "./userActions";

const PREVIEW_SHORTCUT = "Control+Shift+P";
/** A request is listed when it arrives, and has its fields once its body is read. */
const edits = (provider: Provider) =>
	provider.requests.filter(({ path, fields }) => path === "/v1/images/edits" && fields.prompt !== undefined);
const dialog = (page: Page) => panel(page).getByRole("dialog", { name: "Request preview" });
const write = (page: Page) =>
	panel(page)
		.getByRole("textbox", { name: /Prompt/ })
		.fill(PROMPT);

/** The bytes of a displayed picture's file. */
async function shownBytes(page: Page, selector: string): Promise<Buffer> {
	const picture = dialog(page).locator(selector);
	await expect(picture).toHaveJSProperty("complete", true);
	const bytes = await picture.evaluate(async (image: HTMLImageElement) => [
		...new Uint8Array(await (await fetch(image.src)).arrayBuffer()),
	]);
	return Buffer.from(bytes);
}

test("the preview shows the sent files byte for byte, and sends nothing itself", async ({ studio, provider }) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	await paintMask(studio);
	await studio.keyboard.press(PREVIEW_SHORTCUT);
	await expect(dialog(studio)).toContainText("No prompt yet.");
	await expect(dialog(studio).getByRole("button", { name: "Send" })).toBeDisabled();
	await studio.keyboard.press("Escape");
	await write(studio);
	await studio.keyboard.press(PREVIEW_SHORTCUT);
	for (const text of [PROMPT, "1024 × 768", "gpt-image-2", provider.url, "≈ $"]) {
		await expect(dialog(studio)).toContainText(text);
	}
	const picture = await shownBytes(studio, "figure img");
	await dialog(studio).getByRole("radio", { name: "Mask as sent" }).check();
	const mask = await shownBytes(studio, "img[data-view=mask]");
	await dialog(studio).getByRole("radio", { name: "Accepted area" }).check();
	const acceptedArea = decode(await shownBytes(studio, "img[data-view=paste]"));
	expect([acceptedArea.width, acceptedArea.height, acceptedArea.data[384 * 1024 + 512], acceptedArea.data[5]]).toEqual([
		1024, 768, 255, 0,
	]);
	expect(edits(provider)).toHaveLength(0);
	await dialog(studio).getByRole("button", { name: "Send" }).click();
	await expect(dialog(studio)).toBeHidden();
	await expect.poll(() => edits(provider).length).toBe(1);
	const [sent] = edits(provider);
	expect(sent?.files.map(({ bytes }) => Buffer.from(bytes).equals(picture) || Buffer.from(bytes).equals(mask))).toEqual(
		[true, true],
	);
	expect(sent?.fields.prompt).toEqual([PROMPT]);
});

const PHOTO = { width: 4000, height: 3000 };
const photoAt = (x: number, y: number) => [(x >> 4) & 255, (y >> 4) & 255, ((x >> 5) ^ (y >> 5)) & 255];

function photo(): Buffer {
	const data = new Uint8Array(PHOTO.width * PHOTO.height * 3);
	for (let y = 0, at = 0; y < PHOTO.height; y++) {
		for (let x = 0; x < PHOTO.width; x++, at += 3) data.set(photoAt(x, y), at);
	}
	return Buffer.from(encode({ ...PHOTO, data, channels: 3, depth: 8 }, { zlib: { level: 1 } }));
}

test("a model that reads drawings gets the mask as a drawing, and its result changes only the masked area", async ({
	studio,
	provider,
}) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	await paintMask(studio);
	await write(studio);
	const previewButton = panel(studio).getByRole("button", { name: /Request preview:/ });
	const drawing = panel(studio).getByRole("radio", { name: "Coloured drawing" });
	await previewButton.click();
	await expect(drawing, "the model does not read drawings").toHaveCount(0);
	await studio.keyboard.press("Escape");
	await panel(studio).getByRole("combobox", { name: "Model" }).fill("gpt-image-2.5-flare");
	await studio.keyboard.press("Escape");
	await previewButton.click();
	await drawing.check();
	await studio.keyboard.press("Escape");
	const price = (await panel(studio).locator(".hfis-prompt-price").textContent()) ?? "";
	expect(price).toMatch(/\$0\.\d/);
	await studio.keyboard.press(PREVIEW_SHORTCUT);
	await expect(dialog(studio).locator("dl"), "the price of the bar").toContainText(price);
	await dialog(studio).getByRole("radio", { name: "Coloured drawing as sent" }).check();
	const shown = await shownBytes(studio, "img[data-view=markup]");
	await dialog(studio).getByRole("button", { name: "Send" }).click();
	await expect.poll(() => edits(provider).length).toBe(1);

	const [sent] = edits(provider);
	expect(sent?.files.map(({ field }) => field)).toEqual(["image[]", "image[]"]);
	const bytes = Buffer.from(sent?.files[1]?.bytes ?? []);
	expect(bytes.equals(shown), "the drawing from the preview").toBe(true);
	const { data, width, height } = decode(bytes);
	expect([width, height]).toEqual([PICTURE.width, PICTURE.height]);
	const alpha = (x: number, y: number) => data[(y * width + x) * 4 + 3] ?? 0;
	expect([alpha(width / 2, height / 2) > 0, alpha(5, 5)]).toEqual([true, 0]);
	expect(sent?.fields.prompt?.[0]).toMatch(new RegExp(`^${PROMPT}\\n\\nThe last image is not part of the picture\\.`));

	await panel(studio).getByRole("button", { name: "Keep", exact: true }).click();
	const saving = studio.waitForEvent("download");
	await panel(studio).getByRole("button", { name: "Save image" }).click();
	const saved = decode(readFileSync(await (await saving).path()));
	const before = pictureSamples();
	let changed = 0;
	for (let i = 0; i < before.length; i += 4) {
		if ([0, 1, 2, 3].every((at) => saved.data[i + at] === before[i + at])) continue;
		changed++;
		const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
		if (Math.abs(x - width / 2) > width / 4 || Math.abs(y - height / 2) > height / 8)
			throw new Error(`${x}, ${y} changed`);
	}
	expect(changed).toBeGreaterThan(1000);
});

test("edits of a region and of separate areas keep a large photo's size and every pixel outside the masks", async ({
	studio,
	provider,
}) => {
	await chooseFile(studio, "photo.png", "image/png", photo());
	await connectEndpoint(studio, provider.url, KEY);
	await expect(panel(studio)).toContainText("photo.png");
	await paintStroke(studio, [0.42, 0.45], [0.44, 0.45]);
	await write(studio);

	// The region is dragged by its tab.
	const tab = panel(studio).getByRole("button", { name: /^Sent:/ });
	const box = await tab.boundingBox();
	if (!box) throw new Error("no tab");
	await studio.mouse.move(box.x + 20, box.y + 10);
	await studio.mouse.down();
	await studio.mouse.move(box.x + 32, box.y + 14, { steps: 4 });
	await studio.mouse.up();
	await expect(tab).toBeHidden();
	await studio.keyboard.press(PREVIEW_SHORTCUT);
	const part = (await dialog(studio).locator("dl").textContent()) ?? "";
	const [, left = 0, top = 0] = (/from \((\d+), (\d+)\)/.exec(part) ?? []).map(Number);
	await dialog(studio).getByRole("button", { name: "Send" }).click();
	await expect.poll(() => edits(provider).length).toBe(1);
	const first = decode(edits(provider)[0]?.files[0]?.bytes ?? new Uint8Array());
	expect(first.width * first.height).toBeLessThan(3_000_000);
	expect(left).toBeGreaterThan(0);
	// The centre of a flat patch has the photo's colour at any scale.
	const scale = first.width / Number(/(\d+) × \d+ from/.exec(part)?.[1]);
	const patch = (from: number, length: number) => Math.floor((from + length / scale / 2) / 16) * 16 + 8;
	const [x, y] = [patch(left, first.width), patch(top, first.height)];
	const at = (Math.floor((y - top) * scale) * first.width + Math.floor((x - left) * scale)) * first.channels;
	expect([...first.data.slice(at, at + 3)]).toEqual(photoAt(x, y));
	const bar = panel(studio).getByRole("toolbar", { name: "Results" });
	await bar.getByRole("button", { name: "Keep", exact: true }).click();
	await expect(bar).toBeHidden();

	// Without the frame and with a second area far away.
	await panel(studio)
		.getByRole("button", { name: /Request preview:/ })
		.click();
	await panel(studio).getByRole("button", { name: "Remove edit frame" }).click();
	await panel(studio).locator('[data-action="tool.brush"]').click();
	await paintStroke(studio, [0.58, 0.58], [0.6, 0.58]);
	await panel(studio)
		.getByRole("button", { name: /Request preview:/ })
		.click();
	await panel(studio)
		.getByRole("checkbox", { name: /One request per area/ })
		.check();
	await expect(panel(studio).getByRole("button", { name: "Request preview: 2 areas" })).toBeVisible();
	await studio.keyboard.press("Escape");
	await panel(studio)
		.getByRole("button", { name: /Edit masked area/ })
		.click();
	await expect(bar).toContainText("of 2");
	expect(edits(provider)).toHaveLength(3);
	await bar.getByRole("button", { name: "Keep", exact: true }).click();
	await expect(bar).toContainText("Result 1 of 1");
	await bar.getByRole("button", { name: "Keep", exact: true }).click();
	await expect(bar).toBeHidden();

	const saving = studio.waitForEvent("download");
	await panel(studio).getByRole("button", { name: "Save image" }).click();
	const saved = decode(readFileSync(await (await saving).path()));
	expect([saved.width, saved.height]).toEqual([PHOTO.width, PHOTO.height]);
	const areas = new Set<string>();
	for (let y = 0; y < PHOTO.height; y++) {
		for (let x = 0; x < PHOTO.width; x++) {
			const at = (y * PHOTO.width + x) * saved.channels;
			const [red, green, blue] = photoAt(x, y);
			const isSame = saved.data[at] === red && saved.data[at + 1] === green && saved.data[at + 2] === blue;
			if (!isSame) areas.add(`${Math.floor(x / 500)} ${Math.floor(y / 500)}`);
		}
	}
	// Only the two strokes have changed, each as wide as the brush.
	expect(areas.size).toBeGreaterThanOrEqual(2);
	expect(areas.size).toBeLessThanOrEqual(4);
});
