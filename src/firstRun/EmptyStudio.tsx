// Shown while the canvas is empty: connects the first-run page to the editor, the prompt and the settings. A prompt that
// the user has written is never lost.
import type { Editor } from "../../editor/index";
import type { Documents } from "../documents/documents";
import { translate } from "../i18n/locale";
import { focusPrompt } from "../navigation/panes";
import { goTo } from "../navigation/route";
import { notify } from "../notices/notices";
import { fillPrompt, setMentionText, usePrompt } from "../prompt/promptState";

import { FirstRun } from "./FirstRun";
import { createSample } from "./samplePicture";

interface EmptyStudioProps {
	readonly studio: {
		readonly editor: Pick<Editor, "run" | "getState" | "importMask">;
		readonly documents: Pick<Documents, "openPicture">;
		readonly report: (error: unknown) => void;
	};
}

export function EmptyStudio({ studio }: EmptyStudioProps) {
	return (
		<FirstRun
			onChoose={() => studio.editor.run("file.open")}
			onSample={() => void openSample(studio).catch(studio.report)}
			onPrompt={startWithPrompt}
			onConnect={() => goTo({ kind: "settings" })}
		/>
	);
}

function startWithPrompt(prompt: string): void {
	const { mentionText } = usePrompt.getState();
	fillPrompt({ prompt });
	focusPrompt();
	if (mentionText.text.trim() === "" || mentionText.text === prompt) return;
	const action = { label: translate("app.undo"), run: () => setMentionText(mentionText) };
	notify({ tone: "info", text: translate("firstRun.promptReplaced"), action });
}

let isCreating = false;

/** Opens the sample with the suggested mask, and fills in a prompt for it if there is none. */
async function openSample({ documents, editor }: EmptyStudioProps["studio"]): Promise<void> {
	if (isCreating) return;
	isCreating = true;
	const { picture, mask } = await createSample().finally(() => {
		isCreating = false;
	});
	await documents.openPicture(picture, translate("firstRun.sample.name"));
	if (editor.getState().picture === null) return;
	await editor.importMask(mask, { polarity: "light" });
	if (usePrompt.getState().mentionText.text.trim() === "") fillPrompt({ prompt: translate("firstRun.sample.prompt") });
	focusPrompt();
}
