// Tests the order in which steps start, the number of slots, and the order of outcomes.
import { expect, it } from "vitest";
import { runInOrder } from "./schedule";

/** Ends the running steps one by one, the latest first. */
function recorder() {
	const log: string[] = [];
	const open: { name: string; end: () => void }[] = [];
	const run = ({ name }: { name: string }) => {
		log.push(`start ${name}`);
		return new Promise<string>((ended) =>
			open.push({
				name,
				end: () => {
					log.push(`end ${name}`);
					ended(`outcome of ${name}`);
				},
			}),
		);
	};
	const endLatest = async () => {
		open.pop()?.end();
		for (let i = 0; i < 10; i++) await Promise.resolve();
	};
	return { log, open, run, endLatest };
}

it("starts a step when a slot is free and the steps before it have ended, and keeps the order of outcomes", async () => {
	const { log, open, run, endLatest } = recorder();
	const all = runInOrder([{ name: "build" }, { name: "e2e", after: ["build", "absent"] }, { name: "lint" }], 2, run);
	while (open.length > 0) await endLatest();
	expect(log).toEqual(["start build", "start lint", "end lint", "end build", "start e2e", "end e2e"]);
	expect(await all).toEqual(["outcome of build", "outcome of e2e", "outcome of lint"]);
});

it("never runs more steps than there are slots", async () => {
	const { open, run, endLatest } = recorder();
	const all = runInOrder(
		["a", "b", "c", "d", "e"].map((name) => ({ name })),
		2,
		run,
	);
	let most = 0;
	while (open.length > 0) {
		most = Math.max(most, open.length);
		await endLatest();
	}
	await all;
	expect(most).toBe(2);
});

it("refuses steps that wait for each other", async () => {
	const steps = [
		{ name: "a", after: ["b"] },
		{ name: "b", after: ["a"] },
	];
	await expect(runInOrder(steps, 2, async () => undefined)).rejects.toThrow("wait for each other");
});
