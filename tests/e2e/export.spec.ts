// Exports pictures and masks as files and checks their type and samples with independent decoders.
import { readFileSync } from "node:fs";
import { loadImage } from "@napi-rs/canvas";
import type { Page } from "@playwright/test";
import Psd from "@webtoon/psd";
import { decode } from "fast-png";
import { expect, panel, test } from "./studio";
import { PICTURE, picturePng } from "./testPicture";
import { openPicture, paintMask, sendEdit } from "./userActions";

const dialog = (page: Page) => panel(page).getByRole("dialog", { name: "Export" });

async function exported(page: Page, ...choices: (string | RegExp)[]): Promise<{ name: string; bytes: Buffer }> {
	await panel(page).getByRole("button", { name: "Export as…" }).click();
	for (const choice of choices) await dialog(page).getByRole("radio", { name: choice }).check();
	const coming = page.waitForEvent("download");
	await dialog(page).getByRole("button", { name: "Save…" }).click();
	const download = await coming;
	await expect(dialog(page)).toHaveCount(0);
	return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("exports the picture, its mask in every form, and a comparison of before and after", async ({ page, origin }) => {
	await page.goto(origin);
	await openPicture(page);
	const original = decode(picturePng());
	const stem = PICTURE.name.replace(/\.png$/, "");

	const png = await exported(page);
	expect(png.name).toBe(`${stem}.png`);
	expect(Buffer.from(decode(png.bytes).data).equals(Buffer.from(original.data))).toBe(true);

	const jpeg = await exported(page, "JPEG");
	expect(jpeg.name).toBe(`${stem}.jpg`);
	expect(jpeg.bytes.subarray(0, 3).toString("hex")).toBe("ffd8ff");
	const webp = await exported(page, "WebP");
	expect(webp.bytes.subarray(8, 12).toString()).toBe("WEBP");
	const { width, height } = await loadImage(webp.bytes);
	expect([width, height]).toEqual([original.width, original.height]);

	await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await panel(page).getByRole("button", { name: "Export as…" }).click();
	await dialog(page).getByRole("button", { name: "Copy", exact: true }).click();
	await expect(panel(page)).toContainText("Copied");
	const copied = await page.evaluate(async () => {
		const [item] = await navigator.clipboard.read();
		return [...new Uint8Array(await ((await item?.getType("image/png")) ?? new Blob()).arrayBuffer())];
	});
	// Browsers encode clipboard pictures again; opaque pixels stay identical.
	const { data } = decode(Uint8Array.from(copied));
	expect(data).toHaveLength(original.data.length);
	const isSame = (at: number) => [0, 1, 2].every((sample) => data[at + sample] === original.data[at + sample]);
	for (let at = 0; at < data.length; at += 4)
		if (original.data[at + 3] === 255 && !isSame(at)) throw new Error(`${at}`);

	await panel(page).getByRole("button", { name: "Export as…" }).click();
	await expect(dialog(page).getByRole("radio", { name: /^Mask: white/ })).toBeDisabled();
	await expect(dialog(page)).toContainText("Nothing is masked.");
	await expect(dialog(page)).toContainText("No edits have been kept yet.");
	await page.keyboard.press("Escape");

	await paintMask(page);
	const clear = decode((await exported(page, /^Mask: transparent/)).bytes);
	const white = decode((await exported(page, /^Mask: white/)).bytes);
	const black = decode((await exported(page, /^Mask: black/)).bytes);
	expect([clear.channels, white.channels, black.channels]).toEqual([4, 1, 1]);
	let edited = 0;
	for (let i = 0; i < original.width * original.height; i++) {
		const coverage = white.data[i] as number;
		if (coverage === 255) edited++;
		if ((black.data[i] as number) !== 255 - coverage) throw new Error(`pixel ${i}: black is not white turned over`);
		const alpha = clear.data[i * 4 + 3] as number;
		if (coverage === 255 && alpha !== 0) throw new Error(`pixel ${i} is edited and not transparent`);
		if (coverage === 0 && alpha !== 255) throw new Error(`pixel ${i} is kept and transparent`);
	}
	expect(edited).toBeGreaterThan(1000);

	await sendEdit(page);
	await panel(page).getByRole("button", { name: "Keep", exact: true }).click();
	const both = await exported(page, /^Before and after/);
	expect(both.name).toBe(`${stem}-before-after.png`);
	expect(decode(both.bytes).width).toBeGreaterThan(2 * original.width);

	await panel(page)
		.locator(".hfis-prompt input[type=file]")
		.setInputFiles({ name: "reference.png", mimeType: "image/png", buffer: picturePng(240, PICTURE.height) });
	await expect(panel(page).locator(".hfis-prompt").getByRole("listitem")).toHaveCount(2);
	const psd = await exported(page, "PSD (layers)");
	expect(psd.name).toBe(`${stem}.psd`);
	const file = Psd.parse(Uint8Array.from(psd.bytes).buffer);
	expect([file.width, file.height]).toEqual([original.width, original.height]);
	// The reader lists the topmost layer first.
	const [mask, reference, kept, imported] = file.layers;
	expect(file.layers.map(({ name }) => name)).toEqual(["Mask 1", "reference.png", "Edited image", "Imported image"]);
	expect([mask?.isHidden, mask?.opacity]).toEqual([false, 140]);
	expect([reference?.width, reference?.height]).toEqual([240, PICTURE.height]);
	const rgb = ({ data, channels }: { data: ArrayLike<number>; channels: number }) =>
		Array.from(
			{ length: original.width * original.height * 3 },
			(_, i) => data[Math.floor(i / 3) * channels + (i % 3)],
		);
	const isEqual = (one: readonly unknown[], other: readonly unknown[]) => one.every((value, i) => value === other[i]);
	const pixels = async (layer: typeof imported) => ({
		data: (await layer?.composite(false, false)) ?? [],
		channels: 4,
	});
	const saved = decode((await exported(page)).bytes);
	expect(isEqual(rgb(await pixels(imported)), rgb(original)), "the imported layer").toBe(true);
	expect(isEqual(rgb(await pixels(kept)), rgb(saved)), "the edited layer").toBe(true);
	const opaque = (values: readonly unknown[]) => values.filter((_, i) => saved.data[Math.floor(i / 3) * 4 + 3] === 255);
	const flattened = rgb({ data: await file.composite(), channels: 4 });
	expect(isEqual(opaque(flattened), opaque(rgb(saved))), "the flattened image").toBe(true);
});
