// Yielding to the event loop in the middle of long work, so that input, painting and messages of the same thread are
// not held up. Knows nothing of the work itself.

/** Resolves after the tasks that are already queued. A MessageChannel, because nested timers are clamped to 4 ms. */
export function nextTask(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}

/** Returns a function to await between pieces of work: it yields once `sliceMs` have passed since the last yield. */
export function createYielder(sliceMs: number): () => Promise<void> | undefined {
	let end = performance.now() + sliceMs;
	return () => {
		if (performance.now() < end) return undefined;
		return nextTask().then(() => {
			end = performance.now() + sliceMs;
		});
	};
}
