// The undo stack of library actions (delete, favourite), beside the canvas, which has a history of its own. Says in a notice
// what was undone or redone. Lives as long as the page.
import { translate } from "../i18n/locale";
import { notify } from "../notices/notices";

export interface UndoableAction {
	/** In the words of the command, such as "Delete tasks (3)". */
	readonly name: string;
	/** Resolves with false if that is no longer possible; the action then leaves the stack. Rejects if it may be tried again. */
	undo(): Promise<boolean>;
	redo(): Promise<boolean>;
}

type Way = "undo" | "redo";

const MAX_ACTIONS = 100;
/** Undone steps of library and canvas replace each other's notice. */
export const UNDO_NOTICE = "undo";

let past: readonly UndoableAction[] = [];
let future: readonly UndoableAction[] = [];
let recordedAt = 0;
/** Steps run one after another, however fast the key is pressed. */
let last: Promise<void> = Promise.resolve();

export function recordAction(action: UndoableAction): void {
	past = [...past, action].slice(-MAX_ACTIONS);
	future = [];
	recordedAt = Date.now();
}

export const canStep = (way: Way): boolean => (way === "undo" ? past : future).length > 0;

/** The time of the latest action, undo or redo, in ms since 1970. */
export const latestActionTime = (): number => recordedAt;

export function clearActions(): void {
	past = [];
	future = [];
	recordedAt = 0;
}

/**
 * Undoes the latest action, or this one. Rejects, and keeps the action, if that fails. `isQuiet`: the caller says that it was
 * undone.
 */
export const undoAction = (action?: UndoableAction, isQuiet = false): Promise<void> => step("undo", action, isQuiet);

export const redoAction = (): Promise<void> => step("redo", undefined, false);

function step(way: Way, wanted: UndoableAction | undefined, isQuiet: boolean): Promise<void> {
	const done = last.then(async () => {
		const from = way === "undo" ? past : future;
		const action = wanted ?? from.at(-1);
		if (!action || !from.includes(action)) return;
		const isPossible = await action[way]();
		past = past.filter((one) => one !== action);
		future = future.filter((one) => one !== action);
		if (isPossible && way === "undo") future = [...future, action];
		if (isPossible && way === "redo") past = [...past, action];
		recordedAt = Date.now();
		if (!isQuiet) say(way, action, isPossible);
	});
	last = done.catch(() => {});
	return done;
}

export const stepText = (way: Way, name: string): string =>
	translate(way === "undo" ? "undo.undone" : "undo.redone", { name });

function say(way: Way, { name }: UndoableAction, isPossible: boolean): void {
	if (!isPossible) {
		notify({ tone: "info", text: translate("undo.gone", { name }), about: UNDO_NOTICE });
		return;
	}
	const back = way === "undo" ? "redo" : "undo";
	notify({
		tone: "info",
		text: stepText(way, name),
		about: UNDO_NOTICE,
		action: {
			label: translate(back === "undo" ? "app.undo" : "undo.redo"),
			run: () => void step(back, undefined, false).catch(() => {}),
		},
	});
}
