// A link that appears when the Tab key reaches it and moves the focus to the prompt: from the start of the panel, and from
// the tasks, however many there are.
import { useTranslate } from "../i18n/locale";

import { focusPrompt, isPromptVisible } from "./panes";
import { showPrompt } from "./showPrompt";

export function SkipToPrompt() {
	const t = useTranslate();
	return (
		<button
			type="button"
			className="hfis-ui-button hfis-ui-skip"
			onClick={() => {
				if (!isPromptVisible()) showPrompt();
				focusPrompt();
			}}
		>
			{t("app.skipToPrompt")}
		</button>
	);
}
