// The same picture and mask once more, with other words: they begin as what was said for the result that is looked at.
import { useEffect, useRef, useState } from "react";
import type { ResultSource } from "../../resultSource";
import { STRINGS } from "../../strings";
import { shownResult } from "../../tools/index";
import { EditorDialog } from "../EditorDialog";
import { describedBy } from "../history/describeResult";
import type { ChromeProps } from "../panelProps";

interface WordsDialogProps extends ChromeProps {
	readonly source: ResultSource;
}

export function WordsDialog({ session, snapshot, locale, source }: WordsDialogProps) {
	const [result] = useState(() => shownResult(snapshot.document)?.id);
	const [words, setWords] = useState("");
	const [isGone, setGone] = useState(false);
	const field = useRef<HTMLTextAreaElement>(null);
	const close = () => session.apply([{ type: "panel", panel: null }]);

	useEffect(() => {
		let isWanted = true;
		if (result === undefined) return;
		void describedBy(source, result).then((described) => {
			if (!isWanted) return;
			setGone(!described?.canRepeat);
			if (described !== undefined) setWords(described.editablePrompt);
			queueMicrotask(() => field.current?.select());
		});
		return () => {
			isWanted = false;
		};
	}, [source, result]);

	const canSend = result !== undefined && !isGone && words.trim() !== "";
	function send(): void {
		if (!canSend) return;
		close();
		source.request(result, "again", words.trim());
	}

	return (
		<EditorDialog
			title={STRINGS.otherWords[locale]}
			locale={locale}
			onClose={close}
			actions={
				<>
					<button type="button" className="hfis-ui-button" onClick={close}>
						{STRINGS.cancel[locale]}
					</button>
					<button type="button" className="hfis-ui-button hfis-ui-button-primary" disabled={!canSend} onClick={send}>
						{STRINGS.send[locale]}
					</button>
				</>
			}
		>
			<p className="hfis-ui-quiet hfis-results-prompt-note">
				{isGone ? STRINGS.requestGone[locale] : STRINGS.otherWordsMore[locale]}
			</p>
			<textarea
				ref={field}
				className="hfis-ui-text-field hfis-results-prompt"
				data-first=""
				rows={4}
				aria-label={STRINGS.words[locale]}
				value={words}
				onChange={(event) => setWords(event.currentTarget.value)}
				onKeyDown={(event) => {
					if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
					event.preventDefault();
					send();
				}}
			/>
		</EditorDialog>
	);
}
