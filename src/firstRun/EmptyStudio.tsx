// What the empty studio's ways to begin do. Words that somebody has written are never lost by one.

import { translate } from "../i18n/locale";
import { focusPrompt } from "../navigation/panes";
import { goTo } from "../navigation/route";
import { notify } from "../notices/notices";
import { fillPrompt, setMentioning, usePrompt } from "../prompt/promptState";
import type { Studio } from "../studio/studio";
import { FirstRun } from "./FirstRun";
import { makeSample } from "./samplePicture";

interface BeginningProps {
	readonly studio: Pick<Studio, "editor" | "documents" | "report">;
}

export function Beginning({ studio }: BeginningProps) {
	return (
		<FirstRun
			onChoose={() => studio.editor.run("file.open")}
			onSample={() => void openSample(studio).catch(studio.report)}
			onWords={beginWith}
			onConnect={() => goTo({ kind: "settings" })}
		/>
	);
}

function beginWith(prompt: string): void {
	const { mentioning } = usePrompt.getState();
	fillPrompt({ prompt });
	focusPrompt();
	if (mentioning.text.trim() === "" || mentioning.text === prompt) return;
	const action = { label: translate("tasks.undo"), run: () => setMentioning(mentioning) };
	notify({ tone: "info", text: translate("first.words.replaced"), action });
}

let isMaking = false;

/** On the canvas, with what could be changed already painted over, and words for it where there are none. */
async function openSample({ documents, editor }: BeginningProps["studio"]): Promise<void> {
	if (isMaking) return;
	isMaking = true;
	const { picture, mask } = await makeSample().finally(() => {
		isMaking = false;
	});
	await documents.openPicture(picture, translate("first.sample.name"));
	if (editor.getState().picture === null) return;
	await editor.importMask(mask, { meaning: "light" });
	if (usePrompt.getState().mentioning.text.trim() === "") fillPrompt({ prompt: translate("first.sample.prompt") });
	focusPrompt();
}
