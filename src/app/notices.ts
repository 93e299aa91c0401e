// Short messages to the person, with at most one action. Errors stay until dismissed; the rest go by themselves.
import { create } from "zustand";

export interface Notice {
	readonly id: number;
	readonly tone: "info" | "success" | "error";
	readonly text: string;
	readonly action?: { readonly label: string; readonly run: () => void };
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

const SHOWN_MS = 7000;
const AT_ONCE = 3;
let lastId = 0;

export function notify(notice: Omit<Notice, "id">): void {
	const id = ++lastId;
	// The same words twice are one notice, newest last.
	useNotices.setState(({ notices }) => ({
		notices: [...notices.filter((one) => one.text !== notice.text), { ...notice, id }].slice(-AT_ONCE),
	}));
	if (notice.tone !== "error") setTimeout(dismiss, SHOWN_MS, id);
}

export function dismiss(id: number): void {
	useNotices.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
}
