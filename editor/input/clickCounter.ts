// Counts presses in quick succession at the same place, because the browser tells the count only with mouse events, which the
// canvas suppresses. It knows no DOM event.
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
		const isNear = last !== null && Math.abs(at.x - last.at.x) <= SLOP && Math.abs(at.y - last.at.y) <= SLOP;
		const count = isNear && time - last.time <= LONGEST_PAUSE && last.count === 1 ? 2 : 1;
		this.#last = { time, at, count };
		return count;
	}
}
