// Short messages to the person, with at most one action. They go by themselves, errors later; what must not be missed stays.
import { create } from "zustand";

export interface Notice {
	readonly id: number;
	readonly tone: "info" | "success" | "error";
	readonly text: string;
	/** Stays until it is dismissed. */
	readonly isLasting?: boolean;
	/** What it tells of (a task's id): when that is settled, the notice goes. */
	readonly about?: string;
	readonly action?: { readonly label: string; readonly run: () => void };
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

const SHOWN_MS = 7000;
const ERROR_SHOWN_MS = 12_000;
const AT_ONCE = 3;
let lastId = 0;

export function notify(notice: Omit<Notice, "id">): void {
	const id = ++lastId;
	// The same words twice are one notice, newest last.
	useNotices.setState(({ notices }) => ({
		notices: [...notices.filter((one) => one.text !== notice.text), { ...notice, id }].slice(-AT_ONCE),
	}));
	if (!notice.isLasting) setTimeout(dismiss, notice.tone === "error" ? ERROR_SHOWN_MS : SHOWN_MS, id);
}

export function dismiss(id: number): void {
	useNotices.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
}

export function dismissAbout(about: string): void {
	useNotices.setState(({ notices }) => ({ notices: notices.filter((one) => one.about !== about) }));
}
