// The display of masks at every zoom: overlapping tints do not add up, patterns keep their size on screen, and a large
// mask is complete after a few frames. Not part of the quick checks.
import type { Page } from "@playwright/test";
import { decode, encode } from "fast-png";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { waitForPictureDrawn } from "./pageDriver";

const SIZE = { width: 1400, height: 1100 };

let bare: BarePage;
let page: Page;

/** Evaluates an expression in the page, where `editor` is the editor. */
const run = (expression: string) => page.evaluate(`void (${expression})`);

/** Adds a mask that covers a rectangle of picture pixels. */
async function addMask(
	id: string,
	look: object,
	rect: readonly [left: number, top: number, right: number, bottom: number],
	coverage = 255,
): Promise<void> {
	await page.evaluate(
		([id, look, [left, top, right, bottom], coverage]) => {
			const { masks, picture } = (window as unknown as { editor: { document: never } }).editor.document as {
				masks: { coverage: { tiles: object } }[];
				picture: { width: number; height: number };
			};
			const columns = Math.ceil(picture.width / 256);
			const tiles: Record<number, Uint8Array> = {};
			for (let key = 0; key < columns * Math.ceil(picture.height / 256); key++) {
				const bytes = new Uint8Array(65536);
				for (let i = 0; i < 65536; i++) {
					const x = (key % columns) * 256 + (i & 255);
					const y = Math.floor(key / columns) * 256 + (i >> 8);
					if (x >= left && x < right && y >= top && y < bottom) bytes[i] = coverage;
				}
				if (bytes.some((value) => value > 0)) tiles[key] = bytes;
			}
			const base = masks[0];
			const mask = { ...base, ...look, id, coverage: { ...base?.coverage, tiles } };
			const { editor } = window as unknown as { editor: { apply(effects: object[]): void } };
			editor.apply([{ type: "commands", commands: [{ type: "mask.add", mask }] }]);
		},
		[id, look, rect, coverage] as const,
	);
}

/** The colours on screen in a square of `side` CSS pixels at a point of the picture. */
async function shotAt(x: number, y: number, side = 1) {
	// A large mask is drawn over several frames.
	await page.evaluate(`(async () => {
		for (let i = 0; i < 10; i++) await new Promise((done) => requestAnimationFrame(done));
	})()`);
	const at = await page.evaluate<{ x: number; y: number }>(`(() => {
		const { left, top, zoom } = editor.camera;
		const box = document.querySelector(".hfis-viewport").getBoundingClientRect();
		return { x: box.left + left + ${x} * zoom, y: box.top + top + ${y} * zoom };
	})()`);
	const clip = { x: Math.round(at.x), y: Math.round(at.y), width: side, height: side };
	const { data, channels } = decode(await page.screenshot({ clip }));
	return Array.from({ length: side * side }, (_, i) => Array.from(data.slice(i * channels, i * channels + 3)).join());
}

/** Pans the view so that a point of the picture is in the middle. */
async function panTo(x: number, y: number): Promise<void> {
	await run(`editor.apply([{ type: "view", request: { type: "panBy",
		dx: editor.viewSize.width / 2 - editor.camera.left - ${x} * editor.camera.zoom,
		dy: editor.viewSize.height / 2 - editor.camera.top - ${y} * editor.camera.zoom } }])`);
}

describe.skipIf(!hasChromium)("masks on the screen", () => {
	beforeAll(async () => {
		bare = await openBarePage();
	});

	afterAll(async () => {
		await bare?.close();
	});

	beforeEach(async () => {
		await page?.close();
		page = await bare.browser.newPage({ viewport: { width: 900, height: 640 } });
		await page.goto(bare.url);
		await page.waitForFunction(() => "editor" in window);
		const grey = new Uint8Array(SIZE.width * SIZE.height * 4).fill(128).map((value, i) => (i % 4 === 3 ? 255 : value));
		const buffer = Buffer.from(encode({ ...SIZE, data: grey, channels: 4, depth: 8 }));
		await page.setInputFiles("input[type=file]", { name: "grey.png", mimeType: "image/png", buffer });
		await page.waitForFunction("editor.getState().picture !== null");
		await waitForPictureDrawn(page);
	}, 30_000);

	test("of overlapping masks the upper one is shown, no darker than alone, at every zoom", async () => {
		const tint = { colour: "#3fa7ff", opacity: 0.5 };
		await addMask("one", tint, [100, 100, 700, 900]);
		await addMask("two", tint, [400, 300, 1100, 1000]);
		await addMask("three", { colour: "#ffb020", opacity: 0.5 }, [600, 600, 1300, 1090]);
		for (const zoom of ["view.fit", "view.actual", "view.double"]) {
			await run(`editor.run("${zoom}")`);
			const shots: string[][] = [];
			for (const [x, y] of [
				[380, 400],
				[500, 400],
				[800, 400],
				[650, 760],
				[1000, 760],
			] as const) {
				await panTo(x, y);
				shots.push(await shotAt(x, y));
			}
			const [alone, twice, upper, thrice, amber] = shots;
			expect([twice, upper], zoom).toEqual([alone, alone]);
			expect(thrice).toEqual(amber);
			expect(amber).not.toEqual(alone);
		}
	});

	test("half coverage over full coverage is shown as full, and half coverage as half", async () => {
		await addMask("one", { colour: "#ff0000", opacity: 1 }, [0, 0, 800, 1100], 255);
		await addMask("two", { colour: "#ff0000", opacity: 1 }, [300, 0, 1400, 1100], 128);
		const whole = await shotAt(200, 500);
		const over = await shotAt(500, 500);
		const half = await shotAt(1000, 500);
		expect(over).toEqual(whole);
		expect(half).not.toEqual(whole);
	});

	test("a pattern has light and dark lines beside the tint, keeps its size at every zoom, and moves with the picture", async () => {
		for (const pattern of ["diagonal", "cross", "dots", "grid"]) {
			await addMask(pattern, { pattern, colour: "#3fa7ff", opacity: 0.6 }, [0, 0, 1400, 1100]);
			const shots: string[][] = [];
			for (const zoom of ["view.fit", "view.actual"]) {
				await run(`editor.run("${zoom}")`);
				shots.push(await shotAt(700, 550, 20));
			}
			for (const shot of shots) expect(new Set(shot).size).toBeGreaterThan(2);
			// The pattern repeats every ten pixels.
			for (const shot of shots) expect(shot.slice(0, 200)).toEqual(shot.slice(200));
			await run('editor.apply([{ type: "view", request: { type: "panBy", dx: 3, dy: -4 } }])');
			expect(await shotAt(700, 550, 20)).toEqual(shots[1]);
			await run('editor.run("edit.undo")');
		}
	});

	test("zoomed out, a mask of fine lines is as opaque as its mean coverage", async () => {
		await addMask("flat", { colour: "#ff0000", opacity: 1 }, [0, 0, 700, 1100], 128);
		await page.evaluate(`(() => {
			const base = editor.document.masks[0];
			const tiles = {};
			for (let key = 0; key < 30; key++) if (key % 6 > 2) tiles[key] = Uint8Array.from({ length: 65536 }, (_, i) => (i & 1 ? 255 : 0));
			const mask = { ...base, id: "lines", colour: "#ff0000", opacity: 1, coverage: { ...base.coverage, tiles } };
			editor.apply([{ type: "commands", commands: [{ type: "mask.add", mask }] }]);
		})()`);
		await run('editor.apply([{ type: "view", request: { type: "zoomTo", zoom: 0.25 } }])');
		const [flat] = await shotAt(400, 500);
		const [lines] = await shotAt(1000, 500);
		const channels = (colour = "") => colour.split(",").map(Number);
		const differences = channels(flat).map((value, i) => Math.abs(value - (channels(lines)[i] ?? 0)));
		expect(Math.max(...differences)).toBeLessThanOrEqual(3);
	});
});
