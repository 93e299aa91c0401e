// The placeholder stands from the press to the end, and a cancelled request is neither an error nor sent.
import { afterEach, expect, test } from "vitest";
import { setPreparation, usePreparation } from "../jobs/preparation";
import { whilePreparing } from "./whilePreparing";

const shown = () => usePreparation.getState().preparation;
afterEach(() => setPreparation(null));

test("the placeholder is there at once, says the stage, and goes with the work", async () => {
	let finish = () => {};
	const work = whilePreparing("A hat", async ({ onProgress }) => {
		onProgress?.({ stage: "encoding", share: 0.404 });
		await new Promise<void>((done) => {
			finish = done;
		});
	});
	expect(shown()).toMatchObject({ prompt: "A hat", stage: "encoding", percent: 40 });
	finish();
	await work;
	expect(shown()).toBeNull();
});

test("an error takes the placeholder away and is reported", async () => {
	await expect(whilePreparing("A hat", () => Promise.reject(new Error("no memory")))).rejects.toThrow("no memory");
	expect(shown()).toBeNull();
});

test("cancelling aborts the work, is no error, and leaves the placeholder of a later request alone", async () => {
	const work = whilePreparing("A hat", ({ signal, onProgress }) => {
		return new Promise((_, reject) => {
			signal.addEventListener("abort", () => {
				onProgress?.({ stage: "encoding", share: 1 });
				reject(signal.reason);
			});
		});
	});
	shown()?.cancel();
	expect(shown()).toBeNull();
	setPreparation({ prompt: "Another", stage: "cutting", percent: 0, cancel: () => {} });
	await work;
	expect(shown()?.prompt).toBe("Another");
});
