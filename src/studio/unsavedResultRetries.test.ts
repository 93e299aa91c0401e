import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createUnsavedResultRetries } from "./unsavedResultRetries";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;

function setUp() {
	let waiting = 0;
	let update = (): void => {};
	const retry = vi.fn(async () => {});
	const retries = createUnsavedResultRetries({
		isWaiting: () => waiting > 0,
		watch: (listener) => {
			update = listener;
		},
		retry,
	});
	const setWaiting = (count: number): void => {
		waiting = count;
		update();
	};
	return { retries, retry, setWaiting };
}

it("a result that waits is retried by itself, ever more seldom, until it is stored", async () => {
	const { retry, setWaiting } = setUp();
	setWaiting(1);
	await vi.advanceTimersByTimeAsync(10_000);
	const often = retry.mock.calls.length;
	expect(often).toBeGreaterThan(1);
	await vi.advanceTimersByTimeAsync(30 * MINUTE);
	const later = retry.mock.calls.length;
	expect(later - often, "at least once a minute, and not every few seconds").toBeGreaterThanOrEqual(29);
	expect(later - often).toBeLessThan(40);
	setWaiting(0);
	await vi.advanceTimersByTimeAsync(30 * MINUTE);
	expect(retry).toHaveBeenCalledTimes(later);
});

it("a failed attempt does not end the retries, and only the one who asked for it learns of the failure", async () => {
	const { retries, retry, setWaiting } = setUp();
	retry.mockRejectedValue(new Error("still full"));
	setWaiting(1);
	await expect(retries.retryNow()).rejects.toThrow("still full");
	await vi.advanceTimersByTimeAsync(5 * MINUTE);
	expect(retry.mock.calls.length).toBeGreaterThan(5);
});

it("is retried soon after something was stored, however often that happens", async () => {
	const { retries, retry, setWaiting } = setUp();
	setWaiting(1);
	await vi.advanceTimersByTimeAsync(30 * MINUTE);
	retry.mockClear();
	for (let at = 0; at < 100; at++) {
		retries.retrySoon();
		await vi.advanceTimersByTimeAsync(100);
	}
	expect(retry.mock.calls.length).toBeGreaterThan(2);
	expect(retry.mock.calls.length).toBeLessThan(8);
});

it("makes one attempt at a time, and none while nothing waits", async () => {
	const { retries, retry, setWaiting } = setUp();
	await retries.retryNow();
	retries.retrySoon();
	await vi.advanceTimersByTimeAsync(MINUTE);
	expect(retry).not.toHaveBeenCalled();
	let finish = (): void => {};
	const running = new Promise<void>((done) => {
		finish = done;
	});
	retry.mockReturnValueOnce(running);
	setWaiting(1);
	void retries.retryNow();
	void retries.retryNow();
	retries.retrySoon();
	await vi.advanceTimersByTimeAsync(5 * MINUTE);
	expect(retry).toHaveBeenCalledOnce();
	finish();
	await vi.advanceTimersByTimeAsync(5 * MINUTE);
	expect(retry.mock.calls.length, "the next ones follow").toBeGreaterThan(1);
});
