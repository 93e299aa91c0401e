// A link that appears when the Tab key reaches it and moves the focus to the prompt: from the start of the panel, and from
// the tasks, however many there are.
import { useTranslate } from "../i18n/locale";
import { showPane } from "./panelVisibility";
import { focusPrompt, isPromptVisible } from "./panes";

export function SkipToPrompt() {
	const t = useTranslate();
	return (
		<button
			type="button"
			className="hfis-ui-button hfis-ui-skip"
			onClick={() => {
				if (!isPromptVisible()) showPane("canvas");
				focusPrompt();
			}}
		>
			{t("app.skipToPrompt")}
		</button>
	);
}
