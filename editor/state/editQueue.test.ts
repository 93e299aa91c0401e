import { expect, test } from "vitest";
import { EditQueue } from "./editQueue";

const turn = () => new Promise((resolve) => setImmediate(resolve));

function createQueue() {
	const log: string[] = [];
	const queue = new EditQueue(() => log.push(queue.isWorking ? "busy" : "idle"));
	return { queue, log };
}

test("changes wait for the running job, in order", async () => {
	const { queue, log } = createQueue();
	queue.runAsync(
		async () => "result",
		(result) => log.push(result),
		() => log.push("failed"),
	);
	queue.enqueue(() => log.push("first"));
	queue.enqueue(() => log.push("second"));
	await queue.whenIdle();
	expect(log).toEqual(["busy", "result", "idle", "first", "second"]);
});

test("a finish that throws is reported as a failure and does not stall the queue", async () => {
	const { queue, log } = createQueue();
	queue.runAsync(
		async () => {},
		() => {
			throw new Error("commit refused");
		},
		(error) => log.push(String(error)),
	);
	queue.enqueue(() => log.push("next"));
	await turn();
	expect(log).toEqual(["busy", "Error: commit refused", "idle", "next"]);
	queue.enqueue(() => log.push("later"));
	expect(log.at(-1)).toBe("later");
});

test("a waiting change that throws does not keep the later ones from running", () => {
	const { queue, log } = createQueue();
	queue.runAsync(
		() => new Promise(() => {}),
		() => {},
		() => {},
	);
	queue.enqueue(() => {
		throw new Error("broken change");
	});
	queue.enqueue(() => log.push("next"));
	expect(() => queue.cancel()).toThrow("broken change");
	expect(log).toEqual(["busy", "idle", "next"]);
});

test("clearing discards waiting changes and releases everything that waits for the queue", async () => {
	const { queue, log } = createQueue();
	queue.runAsync(
		() => new Promise(() => {}),
		() => log.push("finished"),
		() => log.push("failed"),
	);
	queue.enqueue(() => log.push("next"));
	const idle = queue.whenIdle();
	queue.clear();
	await idle;
	expect(log).toEqual(["busy", "idle"]);
});
