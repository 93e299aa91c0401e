// The Generate button's work: draft, the one question that may have to be asked, hand over.
import { useCallback, useRef, useState } from "react";
import { EditorError, remedyOf } from "../../editor";
import { getLocale } from "../i18n/locale";
import { draftTask, type Wish } from "./generate";
import { notify } from "./notices";
import { say } from "./say";
import type { Studio } from "./studio";

export interface Generate {
	readonly isPreparing: boolean;
	/** Set while the person is asked whether everything may be repainted. */
	readonly answerEverything: ((isYes: boolean) => void) | null;
	readonly generate: (wish: Wish) => Promise<void>;
}

export function useGenerate(studio: Studio): Generate {
	const [isPreparing, setPreparing] = useState(false);
	const [answerEverything, setAnswer] = useState<((isYes: boolean) => void) | null>(null);
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

	const generate = useCallback(
		async (wish: Wish) => {
			if (isBusy.current) return;
			isBusy.current = true;
			setPreparing(true);
			try {
				const draft = await draftTask(wish, { ...studio, confirmEverything });
				// The document must be there when the result looks for it, also after a reload.
				if (draft) await studio.documents.flush();
				if (draft) await studio.runner.start(draft);
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
		[studio, confirmEverything],
	);

	return { isPreparing, answerEverything, generate };
}
