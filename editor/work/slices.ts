// Runs steps in time slices and yields to the event loop in between, so that other work on the thread is not held up.
import { nextTask } from "../codec";

/** In milliseconds. Half a frame on the main thread; a worker only has to receive cancellations in time. */
export const MAIN_SLICE = 8;
export const WORKER_SLICE = 50;

/** The last step may return a promise, for work that the browser does asynchronously. */
export async function inSlices<Result>(
	steps: Iterator<void, Result | Promise<Result>> | Promise<Result>,
	slice: number,
	signal?: AbortSignal,
): Promise<Result> {
	if (steps instanceof Promise) return steps;
	let end = performance.now() + slice;
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		if (performance.now() < end) continue;
		await nextTask();
		signal?.throwIfAborted();
		end = performance.now() + slice;
	}
}
