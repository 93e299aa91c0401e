// A 50-megapixel photo: opened, masked with every tool, zoomed and undone. The exported mask equals the painted one
// pixel by pixel, and the result of an edited region is pasted into the whole photo. Not part of the quick checks.
import { createCanvas } from "@napi-rs/canvas";
import { decode, encode } from "fast-png";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Editor, FLEXIBLE_SIZES, type SavedEdit } from "../../editor";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { PageDriver, waitForPictureDrawn } from "./pageDriver";

declare const editor: Editor;

const SIZE = { width: 8192, height: 6144 };
const TILE = 256;

/** A gradient with details, without flat areas that would hide a shift. */
function photo(): Buffer {
	const canvas = createCanvas(SIZE.width, SIZE.height);
	const context = canvas.getContext("2d");
	const sky = context.createLinearGradient(0, 0, SIZE.width, SIZE.height);
	for (const [at, colour] of [
		[0, "#123a5e"],
		[0.5, "#e8b27a"],
		[1, "#2b3d1f"],
	] as const) {
		sky.addColorStop(at, colour);
	}
	context.fillStyle = sky;
	context.fillRect(0, 0, SIZE.width, SIZE.height);
	for (let i = 0; i < 400; i++) {
		context.fillStyle = `hsl(${(i * 47) % 360} 60% 50%)`;
		context.fillRect((i * 911) % SIZE.width, (i * 577) % SIZE.height, 160, 120);
	}
	return canvas.toBuffer("image/jpeg", 90);
}

describe.skipIf(!hasChromium)("an 8192×6144 photo", () => {
	let bench: BarePage;
	let driver: PageDriver;

	beforeAll(async () => {
		bench = await openBarePage();
		driver = await PageDriver.open(bench, { width: 1280, height: 800 });
		await driver.page.setInputFiles("input[type=file]", { name: "photo.jpg", mimeType: "image/jpeg", buffer: photo() });
		await driver.page.waitForFunction((width) => editor.getState().picture?.width === width, SIZE.width);
		await waitForPictureDrawn(driver.page);
	}, 120_000);

	afterAll(async () => {
		expect(driver.consoleErrors).toEqual([]);
		await bench?.close();
	});

	test("the exported mask equals what was painted with every tool", async () => {
		await driver.run("tool.brush");
		await driver.stroke([
			[1000, 1000],
			[3000, 1400],
			[2500, 2600],
		]);
		await driver.run("tool.rectangle");
		await driver.stroke([
			[4000, 600],
			[5200, 1700],
		]);
		await driver.run("tool.ellipse");
		await driver.stroke([
			[5600, 3000],
			[7400, 4600],
		]);
		await driver.run("tool.lasso");
		await driver.stroke([
			[800, 3400],
			[2600, 3600],
			[2200, 5200],
			[700, 4800],
		]);
		await driver.run("tool.eraser");
		await driver.stroke([
			[4200, 1000],
			[5000, 1100],
		]);
		for (const operation of ["mask.grow", "mask.feather", "mask.fillHoles", "mask.smooth"]) await driver.run(operation);
		await driver.run("view.actual");
		await driver.run("view.fit");
		const exported = await driver.page.evaluate(async () => {
			const { png, editPixels } = await editor.exportMask();
			const tiles = editor.save()?.masks[0]?.tiles ?? [];
			const text = (bytes: Uint8Array) => {
				let letters = "";
				for (let i = 0; i < bytes.length; i += 0x8000) letters += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
				return btoa(letters);
			};
			const coverage = tiles.map(({ x, y, coverage }) => ({
				x,
				y,
				coverage: typeof coverage === "number" ? coverage : text(coverage),
			}));
			return { png: text(png), editPixels, tiles: coverage };
		});
		const mask = decode(Buffer.from(exported.png, "base64"), { checkCrc: true });
		expect([mask.width, mask.height, mask.channels]).toEqual([SIZE.width, SIZE.height, 4]);
		// The painted coverage, laid out independently of the encoder.
		const painted = new Uint8Array(SIZE.width * SIZE.height);
		for (const { x, y, coverage } of exported.tiles) {
			const bytes = typeof coverage === "number" ? coverage : Buffer.from(coverage, "base64");
			const width = Math.min(TILE, SIZE.width - x * TILE);
			for (let row = 0; row < Math.min(TILE, SIZE.height - y * TILE); row++) {
				const at = (y * TILE + row) * SIZE.width + x * TILE;
				if (typeof bytes === "number") painted.fill(bytes, at, at + width);
				else painted.set(bytes.subarray(row * TILE, row * TILE + width), at);
			}
		}
		let edited = 0;
		let wrong = 0;
		for (let i = 0; i < painted.length; i++) {
			const isEdited = (painted[i] as number) >= 128;
			if (isEdited) edited++;
			if (mask.data[i * 4 + 3] !== (isEdited ? 0 : 255)) wrong++;
		}
		expect({ wrong, edited }).toEqual({ wrong: 0, edited: exported.editPixels });
		expect(edited).toBeGreaterThan(5_000_000);
	}, 120_000);

	test("every step can be undone and redone, and the mask is the same", async () => {
		const before = await driver.page.evaluate(async () => (await editor.exportMask()).editPixels);
		await driver.page.locator(".hfis-viewport").focus();
		while ((await driver.state()).canUndo) await driver.page.keyboard.press("Control+z");
		expect(await driver.state()).toMatchObject({ hasMask: false, canUndo: false });
		while ((await driver.state()).canRedo) await driver.page.keyboard.press("Control+Shift+z");
		expect(await driver.page.evaluate(async () => (await editor.exportMask()).editPixels)).toBe(before);
	});

	test("the area around a mask is sent at a legal size and pasted back into the photo, which keeps its size", async () => {
		await driver.run("mask.clear");
		await driver.run("tool.rectangle");
		await driver.stroke([
			[3000, 2000],
			[3600, 2500],
		]);
		const sent = await driver.page.evaluate(async (rules) => {
			const { edit, picture, mask } = await editor.prepareEdit({ rules });
			return { edit, picture: Array.from(picture), mask: Array.from(mask?.png ?? []) };
		}, FLEXIBLE_SIZES);
		const { plan } = sent.edit as SavedEdit;
		expect(plan.extent).toBe("region");
		const picture = decode(Uint8Array.from(sent.picture));
		const mask = decode(Uint8Array.from(sent.mask));
		expect([picture.width, picture.height]).toEqual([plan.sent.width, plan.sent.height]);
		expect([mask.width, mask.height]).toEqual([plan.sent.width, plan.sent.height]);
		const data = new Uint8Array(picture.data.length).fill(255);
		for (let i = 0; i < data.length; i += 4) data.set([0, 255, 0], i);
		const answer = encode({ ...plan.sent, data, channels: 4, depth: 8 });
		const report = await driver.page.evaluate(
			async ([edit, answer]) => {
				const bytes = new Blob([Uint8Array.from(answer)]);
				const report = await editor.showResult("r", bytes, edit);
				editor.run("result.keep");
				return report;
			},
			[sent.edit, Array.from(answer)] as const,
		);
		// An all-green answer: the mask was ignored, and the photo does not show it.
		expect(report.drift?.isMaskIgnored).toBe(true);
		const after = await driver.page.evaluate(async (rules) => {
			const { edit, picture } = await editor.prepareEdit({ rules });
			return { edit, picture: Array.from(picture) };
		}, FLEXIBLE_SIZES);
		expect(after.edit.plan).toEqual(plan);
		const now = decode(Uint8Array.from(after.picture));
		const scale = plan.content.width / (plan.source.right - plan.source.left);
		const pixel = (image: typeof now, x: number, y: number) => {
			const at =
				(Math.floor((y - plan.source.top) * scale) * image.width + Math.floor((x - plan.source.left) * scale)) * 4;
			return [...image.data.subarray(at, at + 4)];
		};
		expect(pixel(now, 3300, 2250)).toEqual([0, 255, 0, 255]);
		for (const [x, y] of [
			[2990, 2250],
			[3300, 1990],
			[3610, 2510],
		] as const) {
			expect(pixel(now, x, y)).toEqual(pixel(picture as typeof now, x, y));
		}
		expect(await driver.state()).toMatchObject({ picture: SIZE, results: [] });
	}, 120_000);
});
