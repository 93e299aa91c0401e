// Counts presses in quick succession at the same place, because the browser tells the count only with mouse events, which the
// canvas suppresses. A drag is no click. It knows no DOM event.
import type { ViewPoint } from "../tools";

/** The longest time between the presses of a double click, in milliseconds. */
const LONGEST_PAUSE = 500;
/** CSS pixels. */
const SLOP = 8;

export class ClickCounter {
	#last: { readonly time: number; readonly at: ViewPoint; readonly count: number } | null = null;

	/** Returns 1 for a press on its own, 2 for the second one of a double click. */
	press(at: ViewPoint, time: number): number {
		const last = this.#last;
		const isSecond = last !== null && isNear(at, last.at) && time - last.time <= LONGEST_PAUSE && last.count === 1;
		const count = isSecond ? 2 : 1;
		this.#last = { time, at, count };
		return count;
	}

	/** `at`: where the pointer was released; null: the press was cancelled. */
	release(at: ViewPoint | null): void {
		if (this.#last !== null && (at === null || !isNear(at, this.#last.at))) this.#last = null;
	}
}

function isNear(a: ViewPoint, b: ViewPoint): boolean {
	return Math.abs(a.x - b.x) <= SLOP && Math.abs(a.y - b.y) <= SLOP;
}
