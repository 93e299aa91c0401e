// Undo and redo of a long stroke: time from the key to the frame that shows it, and the bytes that the history keeps.
import { openBenchPage } from "../editor/editorBench";
import { median, round, type Task } from "../editor/trace";
import { circlePath } from "../editor/tracedPage";
import type { Row } from "../row";

const PAIRS = 8;
const MAX_TILES = 64;
const MAX_BYTES_PER_TILE = 64 * 1024;

export const undo: Row = {
	id: "undo",
	promise: "Undo and redo of a long stroke are shown in the next frame.",
	method:
		"Main-thread time from the key to the frame that shows it, for a stroke over 36 tiles of a soft mask of 4096² in view; median of 16 times.",
	unit: "ms",
	target: 16,
	async measure() {
		const page = await openBenchPage(4096, 4096);
		await page.page.bringToFront();
		await page.evaluate("editor.run('view.fit')");
		await page.fillMaskSoftly();
		await page.brush(100);
		await page.evaluate("window.before = { ...editor.document.masks[0].coverage.tiles }, 0");
		const bytesBefore = await page.heldBytes();
		await page.stroke(circlePath(50, 22, 140));
		const tiles = await page.evaluate<number>(`(() => {
			const now = editor.document.masks[0].coverage.tiles;
			return Object.keys(now).filter((key) => now[key] !== before[key]).length;
		})()`);
		await page.evaluate("delete window.before");
		if (tiles === 0 || tiles > MAX_TILES) throw new Error(`the stroke touched ${tiles} tiles`);
		const perTile = ((await page.heldBytes()) - bytesBefore) / tiles;
		const tasks = await page.trace(async () => {
			for (let i = 0; i < PAIRS; i++) {
				for (const isRedo of [false, true]) {
					await page.pressWithCtrl("z", isRedo);
					await page.waitForFrames(3);
				}
			}
		});
		const costs = keyCosts(tasks);
		const note = `${tiles} tiles, ${costs.length} times, longest ${round(Math.max(...costs))} ms; ${round(perTile / 1024)} KiB a tile kept (target 64)`;
		// One per cent is allowed for the stroke's own data, which belongs to no tile.
		return { value: round(median(costs)), rounds: costs, note, isMet: perTile <= MAX_BYTES_PER_TILE * 1.01 };
	},
};

/** The time of each key: the task that handles it and the next frame. */
function keyCosts(tasks: readonly Task[]): number[] {
	return tasks.flatMap((task, i) => {
		if (!task.events.includes("keydown")) return [];
		const frame = task.isFrame ? undefined : tasks.slice(i + 1).find(({ isFrame }) => isFrame);
		return [task.busy + (frame?.busy ?? 0)];
	});
}
