// Fill, invert and grow of a mask in which no tile is uniform: from the command to the changed document. Meanwhile the
// main thread stays free.
import { benchPage } from "../editor/lab";
import { median, round } from "../editor/trace";
import type { Row } from "../row";

const ROUNDS = 4;
const LONGEST_TASK = 16;
const OPERATIONS = ["mask.fill", "mask.invert", "mask.grow"];

export const maskOps: Row = {
	id: "mask-ops",
	unit: "ms",
	target: 250,
	async measure() {
		const page = await benchPage(4096, 4096);
		await page.page.bringToFront();
		await page.evaluate("editor.run('view.fit')");
		await page.maskSoftly();
		const times = new Map(OPERATIONS.map((id) => [id, [] as number[]]));
		const run = (id: string) =>
			page.evaluate<number>(`(async () => {
				const start = performance.now();
				editor.run("${id}");
				while (editor.getSnapshot().isWorking) await new Promise((done) => { const stop = editor.subscribe(() => { stop(); done(); }); });
				return performance.now() - start;
			})()`);
		const all = async () => {
			for (const id of OPERATIONS) {
				times.get(id)?.push(await run(id));
				await page.evaluate("editor.run('edit.undo')");
				await page.frames(2);
			}
		};
		await all();
		const tasks = await page.trace(async () => {
			for (let i = 0; i < ROUNDS; i++) await all();
		});
		const longest = Math.max(...tasks.map(({ busy }) => busy));
		const medians = OPERATIONS.map((id) => median(times.get(id)?.slice(1) ?? []));
		const each = OPERATIONS.map((id, i) => `${id.slice(5)} ${round(medians[i] ?? Number.NaN)} ms`).join(", ");
		return {
			value: round(Math.max(...medians)),
			note: `${each}; longest main-thread task ${round(longest)} ms`,
			isMet: longest <= LONGEST_TASK,
		};
	},
};
