// The prompts of a task: as written, as sent, and as the provider revised it, with the differences marked.
import { type ReactNode, useMemo, useState } from "react";
import { useTranslate } from "../../i18n/locale";
import type { TaskOutput, TaskRecord } from "../../library/records";
import { CopyText } from "./CopyText";
import { diffPrompts, WORD } from "./promptDiff";

interface PromptsProps {
	readonly task: TaskRecord;
	/** Each output has a revised prompt of its own. */
	readonly output: TaskOutput | undefined;
}

const TAGS = { kept: "span", removed: "del", added: "ins" } as const;

export function Prompts({ task: { prompt, sentPrompt = prompt }, output }: PromptsProps) {
	const t = useTranslate();
	const revised = output?.revisedPrompt ?? sentPrompt;
	const runs = useMemo(() => diffPrompts(sentPrompt, revised), [sentPrompt, revised]);
	const [areChangesChosen, setChangesChosen] = useState<boolean>();
	// If no word was kept, as in a translation, marked differences would not help.
	const areChangesShown = areChangesChosen ?? runs.some(({ kind, text }) => kind === "kept" && WORD.test(text));
	return (
		<>
			<PromptSection name={t("prompt.label")} text={prompt} />
			{sentPrompt === prompt ? null : <PromptSection name={t("detail.sentPrompt")} text={sentPrompt} />}
			{revised === sentPrompt ? null : (
				<PromptSection
					name={t("detail.revisedPrompt")}
					text={revised}
					action={
						<button
							type="button"
							className="hfis-ui-button hfis-ui-button-quiet"
							aria-pressed={areChangesShown}
							onClick={() => setChangesChosen(!areChangesShown)}
						>
							{t("detail.differences")}
						</button>
					}
				>
					{areChangesShown
						? runs.map(({ kind, text }, index) => {
								const Tag = TAGS[kind];
								return <Tag key={index}>{text}</Tag>;
							})
						: revised}
				</PromptSection>
			)}
		</>
	);
}

interface PromptSectionProps {
	readonly name: string;
	readonly text: string;
	readonly action?: ReactNode;
	readonly children?: ReactNode;
}

function PromptSection({ name, text, action, children = text }: PromptSectionProps) {
	return (
		<section>
			<h3>
				{name}
				<CopyText name={name} text={text} />
				{action}
			</h3>
			<p className="hfis-detail-words">{children}</p>
		</section>
	);
}
