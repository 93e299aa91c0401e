// Runs the canvas's work once per animation frame, in phases: collected input becomes tool events first, then everything
// that these changed is drawn. It knows neither the pointer nor the canvas.

/** In the order in which they run. Tools step synchronously within "input". */
const PHASES = ["input", "draw"] as const;

export type FramePhase = (typeof PHASES)[number];

export class FrameScheduler {
	readonly #tasks: Record<FramePhase, Set<() => void>> = { input: new Set(), draw: new Set() };
	#isRequested = false;
	#isRunning = false;

	constructor(readonly requestFrame: (run: () => void) => void = (run) => requestAnimationFrame(run)) {}

	/**
	 * Runs the task in the next frame, once however often it is scheduled. A task that is scheduled by an earlier phase
	 * still runs in the same frame; one that is scheduled by its own phase or a later one waits for the next frame.
	 */
	schedule(phase: FramePhase, task: () => void): void {
		this.#tasks[phase].add(task);
		this.#request();
	}

	cancel(phase: FramePhase, task: () => void): void {
		this.#tasks[phase].delete(task);
	}

	#request(): void {
		if (this.#isRequested || this.#isRunning || PHASES.every((phase) => this.#tasks[phase].size === 0)) return;
		this.#isRequested = true;
		this.requestFrame(() => {
			this.#isRequested = false;
			this.#run();
		});
	}

	/** A task that throws does not keep the others from running; its error is thrown after them. */
	#run(): void {
		const errors: unknown[] = [];
		this.#isRunning = true;
		for (const phase of PHASES) {
			const tasks = this.#tasks[phase];
			for (const task of [...tasks]) {
				// Cancelled by a task of this frame.
				if (!tasks.delete(task)) continue;
				try {
					task();
				} catch (error) {
					errors.push(error);
				}
			}
		}
		this.#isRunning = false;
		this.#request();
		if (errors.length > 0) throw errors[0];
	}
}
