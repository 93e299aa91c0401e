// Cropping, turning and mirroring the picture: by menu and keyboard, and what the canvas then shows. Not part of the quick
// checks.
import { describe, expect, test } from "vitest";
import type { Editor, SavedDocument } from "../../editor";
import { hasChromium } from "./barePage";
import { type PageDriver, setUpPages } from "./pageDriver";

declare const editor: Editor;

const openPage = setUpPages();
let driver: PageDriver;

const PICTURE = { width: 800, height: 600 };
const RED = [220, 30, 30];
const GREEN = [30, 160, 60];
const BLUE = [40, 60, 220];
const WHITE = [240, 240, 240];
/** Red at the upper left, green at the upper right, blue at the lower left, white at the lower right. */
const QUARTERS = [RED, GREEN, BLUE, WHITE];

function quarters({ width, height }: typeof PICTURE): Uint8Array {
	const data = new Uint8Array(width * height * 4).fill(255);
	for (let i = 0; i < width * height; i++) {
		const quarter = (i % width < width / 2 ? 0 : 1) + (i < (width * height) / 2 ? 0 : 2);
		data.set(QUARTERS[quarter] ?? [], i * 4);
	}
	return data;
}

/** The colours that the canvas shows at the middles of the picture's quarters. */
async function shownQuarters() {
	const { width, height } = (await driver.state()).picture ?? PICTURE;
	return driver.coloursAt([
		[width / 4, height / 4],
		[(width * 3) / 4, height / 4],
		[width / 4, (height * 3) / 4],
		[(width * 3) / 4, (height * 3) / 4],
	]);
}

async function size() {
	const { picture } = await driver.state();
	return [picture?.width, picture?.height];
}

/** Runs an item of the picture menu by mouse. */
async function choose(action: string): Promise<void> {
	await driver.page.click('button[aria-label="Picture"], button:has-text("Picture")');
	await driver.page.click(`[data-action="${action}"]`);
}

describe.skipIf(!hasChromium)("cropping and turning the picture", () => {
	test("the menu turns and mirrors what the canvas shows; the keys undo and repeat it; a reload keeps it", async () => {
		driver = await openPage({ picture: { ...PICTURE, data: quarters(PICTURE) } });
		expect(await shownQuarters()).toEqual(QUARTERS);
		await choose("picture.rotateRight");
		expect(await size()).toEqual([600, 800]);
		expect(await shownQuarters()).toEqual([BLUE, RED, WHITE, GREEN]);
		expect(await driver.page.textContent(".hfis-viewport .hfis-ui-visually-hidden")).toContain(
			"600 × 800 · rotated 90°",
		);
		await choose("picture.flipHorizontal");
		expect(await shownQuarters()).toEqual([RED, BLUE, GREEN, WHITE]);
		await driver.page.keyboard.press("Control+z");
		await driver.page.keyboard.press("Alt+t");
		expect(await shownQuarters()).toEqual([WHITE, BLUE, GREEN, RED]);
		await driver.page.keyboard.press("Alt+Shift+t");
		await driver.page.keyboard.press("Alt+Shift+x");
		expect(await shownQuarters()).toEqual([WHITE, GREEN, BLUE, RED]);
		await driver.page.evaluate(async () => editor.load(structuredClone(editor.save()) as SavedDocument));
		await driver.waitForFrames();
		expect(await shownQuarters()).toEqual([WHITE, GREEN, BLUE, RED]);
		for (let step = 0; step < 4; step++) await driver.page.keyboard.press("Control+z");
		expect(await shownQuarters()).toEqual(QUARTERS);
		expect((await driver.state()).canUndo).toBe(false);
	});

	test("the frame crops the picture; what was cropped away is not shown and comes back", async () => {
		driver = await openPage({ picture: { ...PICTURE, data: quarters(PICTURE) } });
		await driver.page.keyboard.press("c");
		await driver.stroke([
			[400, 300],
			[799, 1],
		]);
		expect(await driver.frame()).toEqual({ left: 400, top: 0, right: 800, bottom: 300 });
		// The crop button stands among the options of the frame.
		await driver.page.click('.hfis-toolbar-options button[aria-label^="Crop"]');
		expect(await size()).toEqual([400, 300]);
		expect(await driver.frame()).toBeNull();
		expect(await shownQuarters()).toEqual([GREEN, GREEN, GREEN, GREEN]);
		const { zoom } = await driver.camera();
		const [outside] = await driver.coloursAt([[-12 / zoom, 100]]);
		expect(outside).not.toEqual(RED);
		await choose("picture.reveal");
		expect(await shownQuarters()).toEqual(QUARTERS);
		await driver.page.keyboard.press("Control+z");
		await driver.page.keyboard.press("Control+z");
		expect(await size()).toEqual([800, 600]);
		expect(await driver.frame()).toEqual({ left: 400, top: 0, right: 800, bottom: 300 });
		await driver.page.keyboard.press("Alt+c");
		expect(await size()).toEqual([400, 300]);
	});
});
