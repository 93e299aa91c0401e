// What is said to those who do not see it, by the one polite region that the studio has, or by the urgent one. Short, and
// only what changed: a beginning, each picture that came, an end.
import { create } from "zustand";

interface Said {
	readonly id: number;
	readonly text: string;
	readonly isUrgent: boolean;
}

export const useSaid = create<{ readonly said: readonly Said[] }>(() => ({ said: [] }));

/** What was said before stays until screen readers have come to it. */
const AT_ONCE = 4;
let lastId = 0;

export function announce(text: string, isUrgent = false): void {
	const one = { id: ++lastId, text, isUrgent };
	useSaid.setState(({ said }) => ({ said: [...said, one].slice(-AT_ONCE) }));
}
