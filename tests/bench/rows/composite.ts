// Pastes a result back into a picture of 4096², from its bytes to a result on the canvas. Nearly all of the picture is
// masked, so that nothing can be skipped. The time of the same result for a few strokes, which includes decoding, is
// subtracted.

import { benchPicture } from "../editor/benchPicture";
import { openBenchPage } from "../editor/editorBench";
import { round } from "../editor/trace";
import type { Row } from "../row";

const SIDE = 4096;
const ROUNDS = 5;
const LONGEST_TASK = 50;

export const composite: Row = {
	id: "composite",
	promise: "A result for a whole large picture is pasted within half a second.",
	method:
		"showResult of an answer for nearly all of a picture of 4096², minus the same for a few strokes; the shortest of five rounds each.",
	unit: "ms",
	target: 400,
	async measure() {
		const page = await openBenchPage(SIDE, SIDE);
		await page.page.bringToFront();
		await page.paintTypicalMask();
		const answer = benchPicture(SIDE, SIDE).toString("base64");
		await page.evaluate(`(async () => {
			const options = { rules: { kind: "any" }, extent: "whole" };
			const { edit: few } = await editor.prepareEdit(options);
			editor.run("mask.invert");
			const { edit: most } = await editor.prepareEdit(options);
			const bytes = Uint8Array.from(atob("${answer}"), (c) => c.charCodeAt(0));
			window.pasting = { few, most, answer: new Blob([bytes]), count: 0 };
		})()`);
		const paste = (edit: "few" | "most") => `(async () => {
			const start = performance.now();
			await editor.showResult("bench-" + pasting.count++, pasting.answer, pasting.${edit});
			const all = performance.now() - start;
			editor.run("result.discard");
			return all;
		})()`;
		const all: number[] = [];
		const rest: number[] = [];
		for (let i = 0; i < ROUNDS; i++) {
			all.push(await page.evaluate<number>(paste("most")));
			rest.push(await page.evaluate<number>(paste("few")));
		}
		const tasks = await page.trace(() => page.evaluate(paste("most")));
		const longest = Math.max(...tasks.map(({ busy }) => busy));
		await page.evaluate("delete window.pasting");
		const [whole, opened] = [Math.min(...all), Math.min(...rest)];
		return {
			value: round(whole - opened),
			rounds: all.map((one, index) => one - (rest[index] ?? Number.NaN)),
			note: `showResult ${round(whole)} ms, for a few strokes ${round(opened)} ms; longest main-thread task ${round(longest)} ms (target ${LONGEST_TASK})`,
			isMet: longest <= LONGEST_TASK,
		};
	},
};
