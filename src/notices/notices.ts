// Short messages (toasts) with at most one action. They expire by themselves, errors later than others, but not while
// nobody can read them. A lasting notice stays until it is dismissed.
import { create } from "zustand";
import { announce } from "./announce";

export interface Notice {
	readonly id: number;
	readonly tone: "info" | "success" | "error";
	readonly text: string;
	/** Stays until it is dismissed. */
	readonly isLasting?: boolean;
	/** Goes after a moment: it confirms what is seen. */
	readonly isBrief?: boolean;
	/** Not announced to screen readers: one of many progress steps. */
	readonly isQuiet?: boolean;
	/** The subject (a task's id, a topic). A later notice about the same subject replaces this one in place. */
	readonly about?: string;
	readonly action?: { readonly label: string; readonly run: () => void };
	/** Called when the notice has gone without its action being run and without being replaced. */
	readonly onExpired?: () => void;
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

const MAX_SHOWN = 4;
const SHOW_AFTER_MS = 400;
let lastId = 0;

export function notify(notice: Omit<Notice, "id">): void {
	const { text, about, tone, isQuiet } = notice;
	if (!isQuiet) announce(text, tone === "error");
	const { notices } = useNotices.getState();
	// The same text about another subject is a notice of its own, with an action of its own.
	const replaced = notices.find((one) => one.about === about && (about !== undefined || one.text === text));
	if (replaced) {
		useNotices.setState({ notices: notices.map((one) => (one === replaced ? { ...notice, id: one.id } : one)) });
		return;
	}
	useNotices.setState({ notices: [...notices, { ...notice, id: ++lastId }] });
	if (notices.length < MAX_SHOWN) return;
	// Over the limit the oldest notice goes; one that would expire by itself goes before a lasting one.
	const dropped = notices.find(({ isLasting }) => !isLasting) ?? (notice.isLasting ? notices[0] : undefined);
	if (dropped) dismiss(dropped.id);
}

/** Shows `text` while `work` runs, if it takes long enough to be noticed. */
export function notifyWhile<T>(text: string, work: Promise<T>): Promise<T> {
	const timer = setTimeout(() => notify({ tone: "info", text, about: text, isLasting: true }), SHOW_AFTER_MS);
	return work.finally(() => {
		clearTimeout(timer);
		dismissAbout(text);
	});
}

export function dismiss(id: number): void {
	for (const { onExpired } of removeNotices((one) => one.id === id)) onExpired?.();
}

export function dismissAbout(about: string): void {
	for (const { onExpired } of removeNotices((one) => one.about === about)) onExpired?.();
}

/** Removes the notice, then runs its action. */
export function runAction({ id }: Notice): void {
	for (const { action } of removeNotices((one) => one.id === id)) action?.run();
}

/** Returns the notices that were removed. */
function removeNotices(matches: (one: Notice) => boolean): readonly Notice[] {
	const { notices } = useNotices.getState();
	useNotices.setState({ notices: notices.filter((one) => !matches(one)) });
	return notices.filter(matches);
}
