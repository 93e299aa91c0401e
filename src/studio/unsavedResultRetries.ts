// Retries to store the results that could not be stored: after a delay that doubles with each failure, and soon after something
// suggests that there is space again. Knows no library and no user interface.

export interface UnsavedResultRetriesPorts {
	/** Some result waits to be stored. */
	readonly isWaiting: () => boolean;
	/** Calls back whenever the answer of `isWaiting` may have changed. */
	readonly watch: (listener: () => void) => void;
	/** One attempt for all that wait. May reject. */
	readonly retry: () => Promise<void>;
}

export interface UnsavedResultRetries {
	/** Retries now, if anything waits. Rejects if that fails. */
	retryNow(): Promise<void>;
	/** Retries soon: something was stored, or the window is looked at again. Calling it often makes no more attempts. */
	retrySoon(): void;
}

const SHORTEST_DELAY_MS = 2000;
const LONGEST_DELAY_MS = 60_000;

export function createUnsavedResultRetries(ports: UnsavedResultRetriesPorts): UnsavedResultRetries {
	let delay = SHORTEST_DELAY_MS;
	let timer: ReturnType<typeof setTimeout> | undefined;
	/** When the timer ends, in ms since 1970. */
	let due = Number.POSITIVE_INFINITY;
	let attempt: Promise<void> | undefined;

	function schedule(wait: number): void {
		if (attempt || Date.now() + wait >= due) return;
		clearTimeout(timer);
		due = Date.now() + wait;
		timer = setTimeout(() => {
			delay = Math.min(delay * 2, LONGEST_DELAY_MS);
			retryNow().catch(() => {});
		}, wait);
	}

	function update(): void {
		if (ports.isWaiting()) schedule(delay);
		else {
			clearTimeout(timer);
			due = Number.POSITIVE_INFINITY;
			delay = SHORTEST_DELAY_MS;
		}
	}

	function retryNow(): Promise<void> {
		clearTimeout(timer);
		due = Number.POSITIVE_INFINITY;
		if (!ports.isWaiting()) return attempt ?? Promise.resolve();
		attempt ??= ports.retry().finally(() => {
			attempt = undefined;
			update();
		});
		return attempt;
	}

	ports.watch(update);
	return {
		retryNow,
		retrySoon() {
			if (ports.isWaiting()) schedule(SHORTEST_DELAY_MS);
		},
	};
}
