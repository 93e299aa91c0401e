// Shown while the canvas is empty: the introduction at first, the last documents once there is anything in the library.
// Connects both to the editor, the prompt and the settings. A prompt that the user has written is never lost.
import { useEffect, useState } from "react";
import type { Editor } from "../../editor/index";
import type { DocumentEntry, Documents } from "../documents/documents";
import { useRestoring } from "../documents/restoringPicture";
import { useGatewayStatus } from "../gateway/status";
import { translate } from "../i18n/locale";
import type { Library } from "../library/library";
import { focusPrompt } from "../navigation/panes";
import { goTo } from "../navigation/route";
import { notify } from "../notices/notices";
import { fillPrompt, setMentionText, usePrompt } from "../prompt/promptState";
import { FirstRun } from "./FirstRun";
import { RecentPictures } from "./RecentPictures";
import { createSample } from "./samplePicture";

interface EmptyStudioProps {
	readonly studio: {
		readonly editor: Pick<Editor, "run" | "getState" | "importMask">;
		readonly documents: Pick<Documents, "openPicture" | "openStored" | "watch">;
		readonly library: Pick<Library, "getThumbnail" | "watchTaskIds">;
		readonly report: (error: unknown) => void;
	};
}

export function EmptyStudio({ studio }: EmptyStudioProps) {
	const { documents, library, editor, report } = studio;
	const [entries, setEntries] = useState<readonly DocumentEntry[] | null>(null);
	const [taskCount, setTaskCount] = useState<number | null>(null);
	const [isIntroduced, setIntroduced] = useState(false);
	const choice = useGatewayStatus((status) => status.choice);
	const isDecided = useRestoring((restoring) => restoring.isDecided);
	useEffect(() => documents.watch(setEntries), [documents]);
	useEffect(() => library.watchTaskIds({}, (_, total) => setTaskCount(total)), [library]);

	// Not for the moment before the last document is opened.
	if (entries === null || taskCount === null || !isDecided) return null;
	const choose = () => editor.run("file.open");
	const connect = () => goTo({ kind: "settings" });
	if (entries.length + taskCount > 0 && !isIntroduced)
		return (
			<RecentPictures
				entries={entries}
				library={library}
				onOpen={(id) => void documents.openStored(id).catch(report)}
				onChoose={choose}
				onConnect={choice?.kind === "none" ? connect : undefined}
				onIntroduction={() => setIntroduced(true)}
			/>
		);
	return (
		<FirstRun
			onChoose={choose}
			onSample={() => void openSample(studio).catch(studio.report)}
			onPrompt={startWithPrompt}
			onConnect={connect}
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
