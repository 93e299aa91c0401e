// The edit frame under the hand: dragged, drawn, moved, seen. Not part of the quick checks.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { type At, Hand } from "./hand";

declare const editor: Editor;

let bench: BarePage;
let hand: Hand;

const rect = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

async function drag(from: At, to: At, held: readonly string[] = []): Promise<void> {
	const [start, end] = await hand.all([from, to]);
	if (start === undefined || end === undefined) return;
	const { mouse, keyboard } = hand.page;
	await mouse.move(...start);
	await mouse.down();
	for (const key of held) await keyboard.down(key);
	await mouse.move(...end, { steps: 6 });
	await mouse.up();
	for (const key of held) await keyboard.up(key);
}

const cursorAt = async (at: At) => {
	await hand.page.mouse.move(...(await hand.at(at)));
	await hand.drawn();
	return hand.page.evaluate(() => document.querySelector<HTMLElement>(".hfis-viewport")?.style.cursor);
};

describe.skipIf(!hasChromium)("the edit frame", () => {
	beforeAll(async () => {
		bench = await openBarePage();
	}, 60_000);

	afterAll(() => bench?.close());

	afterEach(async () => {
		expect(hand.complaints).toEqual([]);
		await hand.close();
	});

	test("sides, corners, inside and outside, by the mouse; every drag is one step", async () => {
		hand = await Hand.on(bench, { picture: { width: 800, height: 600 } });
		await hand.page.keyboard.press("c");
		await hand.run("view.zoomOut");
		await drag([800, 300], [1000, 310]);
		expect(await hand.frame()).toEqual(rect(0, 0, 1000, 600));
		await drag([0, 0], [-100, -80]);
		expect(await hand.frame()).toEqual(rect(-100, -80, 1000, 600));
		await drag([400, 260], [440, 230]);
		expect(await hand.frame()).toEqual(rect(-60, -110, 1040, 570));
		await hand.page.keyboard.press("Control+z");
		await hand.page.keyboard.press("Control+z");
		await hand.page.keyboard.press("Control+z");
		expect(await hand.frame()).toBeNull();
		expect(await hand.state()).toMatchObject({ canUndo: false, hasMask: false });
		await drag([200, 100], [500, 250], ["Shift"]);
		expect(await hand.frame()).toEqual(rect(200, 100, 500, 325));
		await drag([500, 325], [600, 375], ["Alt"]);
		expect(await hand.frame()).toEqual(rect(100, 50, 600, 375));
		// And drawn anew from outside.
		await drag([700, 560], [640, 440]);
		expect(await hand.frame()).toEqual(rect(640, 440, 700, 560));
	});

	test("it is a step only when the pointer is let go of: Esc and a second finger leave no trace", async () => {
		hand = await Hand.on(bench, { picture: { width: 800, height: 600 } });
		await hand.page.keyboard.press("c");
		const [from, to] = await hand.all([
			[800, 300],
			[700, 300],
		] satisfies At[]);
		await hand.page.mouse.move(...from!);
		await hand.page.mouse.down();
		await hand.page.mouse.move(...to!, { steps: 4 });
		await hand.page.keyboard.press("Escape");
		await hand.page.mouse.up();
		// A finger takes hold from further away.
		const near: At = [from![0] - 18, from![1]];
		await hand.fingers({ 0: near }, "touchStart");
		await hand.fingers({ 0: to! });
		await hand.fingers({ 0: to!, 1: [to![0] - 90, to![1]] }, "touchStart");
		await hand.fingers({}, "touchEnd");
		expect([await hand.frame(), (await hand.state()).revision]).toEqual([null, 1]);
		await hand.fingers({ 0: near }, "touchStart");
		await hand.fingers({ 0: [near[0] - 40, near[1]] });
		await hand.fingers({ 0: to! });
		await hand.fingers({}, "touchEnd");
		expect((await hand.frame())?.right).toBeLessThan(730);
	});

	test("the cursor and the keys", async () => {
		hand = await Hand.on(bench, { picture: { width: 800, height: 600 } });
		await hand.page.keyboard.press("c");
		await drag([200, 100], [600, 400]);
		expect([await cursorAt([400, 100]), await cursorAt([600, 400]), await cursorAt([400, 250])]).toEqual([
			"ns-resize",
			"nwse-resize",
			"move",
		]);
		expect(await cursorAt([50, 50])).toBe("crosshair");
		const { keyboard } = hand.page;
		await keyboard.press("ArrowRight");
		await keyboard.press("Shift+ArrowDown");
		expect(await hand.frame()).toEqual(rect(201, 110, 601, 410));
		expect(await hand.page.textContent(".hfis-ui-visually-hidden")).toContain("400 × 300");
		// Esc puts back what was there when the tool was taken, Enter goes back to the tool before.
		await keyboard.press("Escape");
		expect(await hand.frame()).toBeNull();
		await keyboard.press("Control+z");
		await keyboard.press("Enter");
		expect((await hand.state()).activeTool).toBe("brush");
		expect(await hand.frame()).toEqual(rect(201, 110, 601, 410));
		await keyboard.press("c");
		await keyboard.press("Delete");
		expect(await hand.frame()).toBeNull();
	});

	test("a ratio that is chosen is taken at once, and kept", async () => {
		hand = await Hand.on(bench, { picture: { width: 800, height: 600 } });
		await hand.page.keyboard.press("c");
		await hand.page.evaluate(() => {
			const session = editor as unknown as { apply(effects: readonly unknown[]): void };
			session.apply([{ type: "settings", tool: "frame", settings: { ratio: "1:1" } }]);
		});
		expect(await hand.frame()).toEqual(rect(100, 0, 700, 600));
		await drag([700, 600], [500, 350]);
		const { left, top, right, bottom } = (await hand.frame()) ?? rect(0, 0, 0, 1);
		expect(right - left).toBe(bottom - top);
		await hand.page.keyboard.press("Control+z");
		await hand.page.keyboard.press("Control+z");
		expect(await hand.frame()).toBeNull();
	});

	test("around it is dark, beyond the picture it is hatched, and fitting shows all of it", async () => {
		hand = await Hand.on(bench, { picture: { width: 800, height: 600 } });
		await hand.page.keyboard.press("c");
		await hand.run("view.zoomOut");
		await drag([800, 300], [1100, 300]);
		await drag([0, 300], [200, 300]);
		await hand.run("view.fit");
		const box = await hand.canvas();
		for (const corner of await hand.all([
			[0, 0],
			[1100, 600],
		])) {
			expect(corner[0]).toBeGreaterThan(box.x);
			expect(corner[0]).toBeLessThan(box.x + box.width);
		}
		await hand.page.mouse.move(2, 2);
		const light = async (at: At) => {
			const [x, y] = await hand.at(at);
			return (await hand.screen()).pixel(Math.round(x), Math.round(y))[0] ?? -1;
		};
		// Grey as the picture is; half as light outside.
		expect([await light([500, 200]), await light([100, 200])]).toEqual([128, 64]);
		const [x, y] = await hand.at([950, 200]);
		const screen = await hand.screen();
		const stripes = new Set(Array.from({ length: 40 }, (_, dx) => screen.pixel(Math.round(x) + dx, Math.round(y))[0]));
		expect(stripes.size).toBeGreaterThan(2);
		await hand.page.keyboard.press("b");
		await hand.page.mouse.move(2, 2);
		expect([await light([500, 200]), await light([100, 200])]).toEqual([128, 128]);
	});
});
