// The words of a task: as written, as they went out, and as the model understood them, with what it changed.
import { type ReactNode, useMemo, useState } from "react";
import { useTranslate } from "../../i18n/locale";
import type { TaskOutput, TaskRecord } from "../../library/records";
import { CopyText } from "./CopyText";
import { diffWords, WORD } from "./wordDiff";

interface WordsProps {
	readonly task: TaskRecord;
	/** Each has a prompt of its own. */
	readonly output: TaskOutput | undefined;
}

const TAGS = { kept: "span", removed: "del", added: "ins" } as const;

export function Words({ task: { prompt, sentPrompt = prompt }, output }: WordsProps) {
	const t = useTranslate();
	const revised = output?.revisedPrompt ?? sentPrompt;
	const runs = useMemo(() => diffWords(sentPrompt, revised), [sentPrompt, revised]);
	const [wish, setWish] = useState<boolean>();
	// Where nothing was kept, as in a translation, crossing out all of it says nothing.
	const isCompared = wish ?? runs.some(({ kind, text }) => kind === "kept" && WORD.test(text));
	return (
		<>
			<Text name={t("prompt.label")} text={prompt} />
			{sentPrompt === prompt ? null : <Text name={t("detail.sent")} text={sentPrompt} />}
			{revised === sentPrompt ? null : (
				<Text
					name={t("detail.revised")}
					text={revised}
					action={
						<button
							type="button"
							className="hfis-ui-button hfis-ui-button-quiet"
							aria-pressed={isCompared}
							onClick={() => setWish(!isCompared)}
						>
							{t("detail.changes")}
						</button>
					}
				>
					{isCompared
						? runs.map(({ kind, text }, at) => {
								const Tag = TAGS[kind];
								return <Tag key={at}>{text}</Tag>;
							})
						: revised}
				</Text>
			)}
		</>
	);
}

interface TextProps {
	readonly name: string;
	readonly text: string;
	readonly action?: ReactNode;
	readonly children?: ReactNode;
}

function Text({ name, text, action, children = text }: TextProps) {
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
