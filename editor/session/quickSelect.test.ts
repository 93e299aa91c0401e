// Quick select from the press to the mask: the preview while painting, one history step a stroke, Alt, undo and Escape.
import { expect, test } from "vitest";
import { coverageAt } from "../raster";
import type { Modifiers } from "../tools";
import { EditorSession } from "./editorSession";
import { memoryStore, redAndBlue } from "./sessionForTests";

const SIZE = { width: 300, height: 280 };
const NO_KEYS = { shift: false, alt: false, mod: false };
const ALT = { ...NO_KEYS, alt: true };

type Point = readonly [x: number, y: number];

class Painting {
	readonly editor = new EditorSession(memoryStore());

	async open(): Promise<this> {
		this.editor.resize({ width: 600, height: 560 });
		await this.editor.open(redAndBlue(SIZE, 260), "picture.png");
		this.editor.run("tool.quickSelect");
		return this;
	}

	press(points: readonly Point[], modifiers: Modifiers = NO_KEYS): this {
		const [first, ...rest] = points.map(([x, y]) => ({ image: { x, y }, view: { x, y }, pressure: 0.5 }));
		if (first === undefined) return this;
		this.editor.tools.handleEvent({ type: "down", samples: [first], modifiers, isSecondary: false });
		for (const sample of rest) this.editor.tools.handleEvent({ type: "move", samples: [sample], modifiers });
		return this;
	}

	async stroke(points: readonly Point[], modifiers: Modifiers = NO_KEYS): Promise<this> {
		this.press(points, modifiers);
		const [x, y] = points.at(-1) ?? [0, 0];
		const samples = [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
		this.editor.tools.handleEvent({ type: "up", samples, modifiers });
		await this.settled();
		return this;
	}

	settled(): Promise<void> {
		return new Promise((resolve) => {
			const check = () => {
				if (this.editor.getSnapshot().isWorking) return;
				stop();
				resolve();
			};
			const stop = this.editor.subscribe(check);
			check();
		});
	}

	get coverage() {
		const mask = this.editor.document?.masks[0];
		if (mask === undefined) throw new Error("no mask");
		return mask.coverage;
	}

	at(x: number, y: number): number {
		return coverageAt(this.coverage, x, y);
	}

	get steps(): number {
		return this.editor.tools.core.documents.history?.past.length ?? 0;
	}
}

test("a stroke selects the thing under it in one step, Alt takes away, and undo restores each mask exactly", async () => {
	const painting = await new Painting().open();
	await painting.stroke([
		[60, 100],
		[80, 150],
	]);
	expect([painting.at(25, 25), painting.at(115, 255), painting.at(230, 60), painting.at(150, 100)]).toEqual([
		255, 255, 0, 0,
	]);
	const first = painting.coverage;
	await painting.stroke([
		[230, 60],
		[240, 70],
	]);
	expect([painting.at(25, 25), painting.at(270, 110)]).toEqual([255, 255]);
	const second = painting.coverage;
	await painting.stroke(
		[
			[230, 60],
			[250, 60],
		],
		ALT,
	);
	expect([painting.at(25, 25), painting.at(270, 110)]).toEqual([255, 0]);
	expect(painting.steps).toBe(3);
	painting.editor.run("edit.undo");
	expect(painting.coverage).toEqual(second);
	painting.editor.run("edit.undo");
	expect(painting.coverage).toEqual(first);
	// The strokes that were taken back are no hints: the same stroke gives the same mask again.
	await painting.stroke([
		[230, 60],
		[240, 70],
	]);
	expect(painting.coverage).toEqual(second);
});

test("the selection is shown while painting, and Escape leaves no trace", async () => {
	const painting = await new Painting().open();
	const { tools } = painting.editor;
	const before = painting.editor.tools.core.documents.history;
	painting.press([
		[60, 100],
		[80, 150],
	]);
	await expect.poll(() => Object.keys(tools.gesture.preview?.tiles ?? {}).length).toBeGreaterThan(0);
	tools.cancelGesture();
	await painting.settled();
	expect(tools.gesture.preview).toBeNull();
	expect(painting.editor.tools.core.documents.history).toBe(before);
});

test("a stroke outside the thing stops the next one", async () => {
	const painting = await new Painting().open();
	await painting.stroke(
		[
			[40, 200],
			[100, 200],
		],
		ALT,
	);
	expect(painting.steps).toBe(0);
	await painting.stroke([
		[60, 60],
		[80, 90],
	]);
	expect(painting.at(70, 80)).toBe(255);
	expect(painting.at(70, 200)).toBe(0);
});
