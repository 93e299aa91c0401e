// The Generate button's work: draft, the one question that may have to be asked, hand over. What is to go out may be
// looked at first; then exactly that is sent.
import { useCallback, useRef, useState } from "react";
import { EditorError, remedyOf } from "../../editor/index";
import { getLocale } from "../i18n/locale";
import type { TaskDraft } from "../jobs/taskDraft";
import { LINK } from "../navigation/links";
import { say } from "../notices/describeError";
import { dismissAbout, notify } from "../notices/notices";
import type { Studio } from "../studio/studio";
import { draftTasks, type Wish } from "./draftTasks";

interface Looked {
	readonly drafts: readonly TaskDraft[];
	readonly refusal: string | undefined;
}

export interface Generate {
	readonly isPreparing: boolean;
	/** Set while the person is asked whether everything may be repainted. */
	readonly answerEverything: ((isYes: boolean) => void) | null;
	/** Set while a person looks at what would go out. */
	readonly looked: Looked | null;
	readonly generate: (wish: Wish) => Promise<void>;
	/** `refusal`: why it cannot be sent as it is. */
	readonly look: (wish: Wish, refusal: string | undefined) => Promise<void>;
	/** What is looked at goes out as it is, or not. */
	readonly endLook: (isSent: boolean) => Promise<void>;
}

export function useGenerate(studio: Studio): Generate {
	const [isPreparing, setPreparing] = useState(false);
	const [answerEverything, setAnswer] = useState<((isYes: boolean) => void) | null>(null);
	const [looked, setLooked] = useState<Looked | null>(null);
	const isBusy = useRef(false);

	const confirmEverything = useCallback(
		() =>
			new Promise<boolean>((resolve) => {
				setAnswer(() => (isYes: boolean) => {
					setAnswer(null);
					resolve(isYes);
				});
			}),
		[],
	);

	/** One at a time; what goes wrong is said. */
	const attempt = useCallback(
		async (work: () => Promise<void>) => {
			if (isBusy.current) return;
			isBusy.current = true;
			setPreparing(true);
			try {
				await work();
			} catch (error) {
				const remedy = error instanceof EditorError ? remedyOf(error) : null;
				notify({
					tone: "error",
					text: say(error, getLocale()),
					...(remedy && {
						action: { label: remedy.label[getLocale()], run: () => studio.editor.run(remedy.command) },
					}),
				});
			} finally {
				isBusy.current = false;
				setPreparing(false);
			}
		},
		[studio],
	);

	const draft = useCallback(
		(wish: Wish) => draftTasks(wish, { ...studio, confirmEverything }),
		[studio, confirmEverything],
	);

	const send = useCallback(
		async (drafts: readonly TaskDraft[]) => {
			// The document must be there when the result looks for it, also after a reload.
			await studio.documents.flush();
			for (const draft of drafts) await studio.runner.start(draft);
			if (drafts.length > 0) dismissAbout(LINK);
		},
		[studio],
	);

	const generate = useCallback(
		(wish: Wish) => attempt(async () => send((await draft(wish)) ?? [])),
		[attempt, send, draft],
	);

	const look = useCallback(
		(wish: Wish, refusal: string | undefined) =>
			attempt(async () => {
				const drafts = await draft(wish);
				if (drafts) setLooked({ drafts, refusal });
			}),
		[attempt, draft],
	);

	const endLook = useCallback(
		async (isSent: boolean) => {
			setLooked(null);
			if (isSent && looked !== null) await attempt(() => send(looked.drafts));
		},
		[looked, attempt, send],
	);

	return { isPreparing, answerEverything, looked, generate, look, endLook };
}
