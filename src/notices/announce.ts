// Announcements for screen readers, in the studio's one polite region or in its urgent one. They are short and report
// changes only: a start, each picture that arrives, an end.
import { create } from "zustand";

interface Announcement {
	readonly id: number;
	readonly text: string;
	readonly isUrgent: boolean;
}

export const useAnnouncements = create<{ readonly announcements: readonly Announcement[] }>(() => ({
	announcements: [],
}));

/** Earlier announcements stay in the region until screen readers have had time to read them. */
const MAX_KEPT = 4;
let lastId = 0;

export function announce(text: string, isUrgent = false): void {
	const announcement = { id: ++lastId, text, isUrgent };
	useAnnouncements.setState(({ announcements }) => ({
		announcements: [...announcements, announcement].slice(-MAX_KEPT),
	}));
}
