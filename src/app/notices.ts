// Short messages to the person, with at most one action. They go by themselves, errors later, but not while nobody can
// read them; what must not be missed stays.
import { create } from "zustand";
import { announce } from "./announce";

export interface Notice {
	readonly id: number;
	readonly tone: "info" | "success" | "error";
	readonly text: string;
	/** Stays until it is dismissed. */
	readonly isLasting?: boolean;
	/** Not worth interrupting a screen reader for: the next of many steps. */
	readonly isQuiet?: boolean;
	/** What it tells of (a task's id): what is told of it next takes its place, when it is settled the notice goes. */
	readonly about?: string;
	readonly action?: { readonly label: string; readonly run: () => void };
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

const AT_ONCE = 4;
const MOMENT_MS = 400;
let lastId = 0;

export function notify(notice: Omit<Notice, "id">): void {
	const { text, about, tone, isQuiet } = notice;
	if (!isQuiet) announce(text, tone === "error");
	useNotices.setState(({ notices }) => {
		const known = notices.find((one) => one.text === text || (about !== undefined && one.about === about));
		if (known) return { notices: notices.map((one) => (one === known ? { ...notice, id: one.id } : one)) };
		const all = [...notices, { ...notice, id: ++lastId }];
		// The oldest goes, but first what would have gone by itself.
		const gone = all.find(({ isLasting }) => !isLasting) ?? all[0];
		return { notices: all.length > AT_ONCE ? all.filter((one) => one !== gone) : all };
	});
}

/** What takes longer than a moment is said, for as long as it takes. */
export function saidWhile<T>(text: string, work: Promise<T>): Promise<T> {
	const timer = setTimeout(() => notify({ tone: "info", text, about: text, isLasting: true }), MOMENT_MS);
	return work.finally(() => {
		clearTimeout(timer);
		dismissAbout(text);
	});
}

export function dismiss(id: number): void {
	useNotices.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
}

export function dismissAbout(about: string): void {
	useNotices.setState(({ notices }) => ({ notices: notices.filter((one) => one.about !== about) }));
}
