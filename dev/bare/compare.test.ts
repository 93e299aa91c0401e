// Before and after under the hand: the divider is dragged, either half is painted on, and both show it. Not part of the
// quick checks.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Editor, SizeRules } from "../../editor";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { Hand } from "./hand";

declare const editor: Editor;

let bench: BarePage;
let hand: Hand;

const GREY = [128, 128, 128];
const RED = [255, 0, 0];

/** Of the whole picture, all red. */
async function answerInRed(): Promise<void> {
	await hand.page.evaluate(async () => {
		const rules: SizeRules = {
			kind: "flexible",
			multiple: 1,
			maxEdge: 4096,
			maxRatio: 8,
			minPixels: 1,
			maxPixels: 1e8,
		};
		const [prepared] = await editor.prepareEdits({ rules });
		if (prepared === undefined) throw new Error("nothing to send");
		const { width, height } = prepared.edit.plan.sent;
		const canvas = new OffscreenCanvas(width, height);
		const context = canvas.getContext("2d");
		if (context === null) throw new Error("no context");
		context.fillStyle = "#f00";
		context.fillRect(0, 0, width, height);
		await editor.showResult("task-0", await canvas.convertToBlob(), prepared.edit);
	});
	await expect.poll(async () => (await pixel(200, 150)).join()).toBe(RED.join());
}

/** What is shown of a pixel of the picture; with `dx`, so many CSS pixels beside it. */
async function pixel(x: number, y: number, dx = 0): Promise<number[]> {
	const [left, top] = await hand.at([x, y]);
	return (await hand.screen()).pixel(Math.round(left + dx), Math.round(top));
}

describe.skipIf(!hasChromium)("comparing", () => {
	beforeAll(async () => {
		bench = await openBarePage();
	}, 60_000);

	afterAll(() => bench?.close());

	afterEach(async () => {
		expect(hand.complaints).toEqual([]);
		await hand.close();
	});

	test("the divider goes where it is dragged; beside it one paints on", async () => {
		hand = await Hand.on(bench);
		await answerInRed();
		await hand.page.keyboard.press("y");
		expect([await pixel(100, 40), await pixel(300, 40)]).toEqual([GREY, RED]);
		const knob = await hand.page.getByRole("slider", { name: "Comparison" }).boundingBox();
		if (knob === null) throw new Error("no divider");
		const { mouse, keyboard } = hand.page;
		await mouse.move(knob.x + knob.width / 2, knob.y + 40);
		await mouse.down();
		await mouse.move(...(await hand.at([50, 40])), { steps: 5 });
		await mouse.up();
		expect([await pixel(25, 40), await pixel(100, 40)]).toEqual([GREY, RED]);
		await hand.stroke([
			[200, 150],
			[240, 150],
		]);
		expect((await hand.mask()).edited(220, 150)).toBe(255);
		await keyboard.press("Escape");
		expect(await pixel(25, 40)).toEqual(RED);
	});

	test("side by side: what is painted on either half is the picture's, and seen on both", async () => {
		hand = await Hand.on(bench);
		await answerInRed();
		await hand.page.keyboard.press("Shift+Y");
		await hand.drawn();
		const half = (await hand.canvas()).width / 2;
		expect([await pixel(20, 20), await pixel(20, 20, half)]).toEqual([GREY, RED]);
		const { mouse } = hand.page;
		const [x, y] = await hand.at([100, 150]);
		for (const dx of [0, half]) {
			await mouse.move(x + dx, y + (dx && 40));
			await mouse.down();
			await mouse.up();
		}
		await mouse.move(0, 0);
		const { zoom } = await hand.camera();
		const mask = await hand.mask();
		expect([mask.edited(100, 150), mask.edited(100, Math.round(150 + 40 / zoom))]).toEqual([255, 255]);
		expect(mask.edited(300, 150)).toBe(0);
		expect(await pixel(100, 150)).not.toEqual(GREY);
		expect(await pixel(100, 150, half)).not.toEqual(RED);
		// A wheel over the right half zooms at the pointer there.
		const [wasX, wasY] = await hand.pictureAt([x, y]);
		await hand.wheel([x + half, y], 0, -100);
		const [isX, isY] = await hand.pictureAt([x, y]);
		expect(isX).toBeCloseTo(wasX, 0);
		expect(isY).toBeCloseTo(wasY, 0);
	});
});
