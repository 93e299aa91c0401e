// The dialog that requests the shown result again with another prompt. The field starts with the result's own prompt.
import { useEffect, useRef, useState } from "react";
import type { ResultSource } from "../../resultSource";
import { STRINGS } from "../../strings";
import { shownCandidate } from "../../tools";
import { EditorDialog } from "../EditorDialog";
import { describeResult } from "../history/describeResult";
import type { PanelProps } from "../panelProps";

interface RetryPromptDialogProps extends PanelProps {
	readonly source: ResultSource;
}

export function RetryPromptDialog({ session, snapshot, locale, source }: RetryPromptDialogProps) {
	const [result] = useState(() => shownCandidate(snapshot) ?? undefined);
	const [prompt, setPrompt] = useState("");
	const [isGone, setGone] = useState(false);
	const [isReady, setReady] = useState(false);
	const field = useRef<HTMLTextAreaElement>(null);
	const close = () => session.apply([{ type: "panel", panel: null }]);

	useEffect(() => {
		let isCurrent = true;
		if (result === undefined) return;
		void describeResult(source, result).then((described) => {
			if (!isCurrent) return;
			setGone(!described?.canRepeat);
			if (described !== undefined) setPrompt(described.editablePrompt);
			setReady(true);
		});
		return () => {
			isCurrent = false;
		};
	}, [source, result]);

	// Once the words are in the field.
	useEffect(() => {
		if (isReady) field.current?.select();
	}, [isReady]);

	const canSend = result !== undefined && !isGone && prompt.trim() !== "";
	function send(): void {
		if (!canSend) return;
		close();
		source.request(result, "again", prompt.trim());
	}

	return (
		<EditorDialog
			title={STRINGS.editPromptAndResend[locale]}
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
			<p className="hfis-ui-quiet hfis-retry-prompt-dialog-note">
				{isGone ? STRINGS.requestDeleted[locale] : STRINGS.editPromptAndResendHint[locale]}
			</p>
			<textarea
				ref={field}
				className="hfis-ui-text-field hfis-retry-prompt-dialog-text"
				data-first=""
				rows={4}
				aria-label={STRINGS.newPrompt[locale]}
				value={prompt}
				onChange={(event) => setPrompt(event.currentTarget.value)}
				onKeyDown={(event) => {
					if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
					event.preventDefault();
					send();
				}}
			/>
		</EditorDialog>
	);
}
