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
	/** It has gone for good, and its action was not taken. */
	readonly onGone?: () => void;
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

const AT_ONCE = 4;
const MOMENT_MS = 400;
let lastId = 0;

export function notify(notice: Omit<Notice, "id">): void {
	const { text, about, tone, isQuiet } = notice;
	if (!isQuiet) announce(text, tone === "error");
	const { notices } = useNotices.getState();
	// The same words about something else are other news, with a way back of their own.
	const known = notices.find((one) => one.about === about && (about !== undefined || one.text === text));
	if (known) {
		useNotices.setState({ notices: notices.map((one) => (one === known ? { ...notice, id: one.id } : one)) });
		return;
	}
	useNotices.setState({ notices: [...notices, { ...notice, id: ++lastId }] });
	if (notices.length < AT_ONCE) return;
	// The oldest goes, but first what would have gone by itself.
	const gone = notices.find(({ isLasting }) => !isLasting) ?? (notice.isLasting ? notices[0] : undefined);
	if (gone) dismiss(gone.id);
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
	for (const { onGone } of take((one) => one.id === id)) onGone?.();
}

export function dismissAbout(about: string): void {
	for (const { onGone } of take((one) => one.about === about)) onGone?.();
}

/** Its action is taken. */
export function act({ id }: Notice): void {
	for (const { action } of take((one) => one.id === id)) action?.run();
}

/** Those are there no more. */
function take(isMeant: (one: Notice) => boolean): readonly Notice[] {
	const { notices } = useNotices.getState();
	useNotices.setState({ notices: notices.filter((one) => !isMeant(one)) });
	return notices.filter(isMeant);
}
