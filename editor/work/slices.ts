// Drives steps a slice at a time, so that whoever shares the thread gets a turn in between.

/** On the main thread a frame's half; a worker only has to hear that nobody wants the result any more. */
export const MAIN_SLICE = 8;
export const WORKER_SLICE = 50;

/** The last step may be one that the browser does elsewhere. */
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

/** After what is waiting now. A timer would be held back by 4 ms after a few. */
function nextTask(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
