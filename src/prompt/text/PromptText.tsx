// The prompt's text field. It grows with the text, suggests mentions after an "@", and shows earlier prompts with Up and
// Down at the edges of the text. It never clears the text itself.
import { TriangleAlert } from "lucide-react";
import {
	type ClipboardEvent,
	type KeyboardEvent,
	type RefObject,
	useId,
	useLayoutEffect,
	useRef,
	useState,
} from "react";
import { keepPlaced } from "../../../ui";
import { useTranslate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import { setComposing, setMentionText, setText, usePrompt } from "../promptState";
import type { RequestImage } from "../references/requestImages";
import { loadLatestTasks } from "./loadLatestTasks";
import { MentionList } from "./MentionList";
import { MentionPills } from "./MentionPills";
import { type MentionText, mentionQueryBefore } from "./mentions";
import { createPromptHistory, uniquePrompts } from "./promptHistory";
import { useAutoGrow } from "./useAutoGrow";
import { useStableCaret } from "./useStableCaret";

interface PromptTextProps {
	readonly field: RefObject<HTMLTextAreaElement | null>;
	readonly library: Pick<Library, "getThumbnail" | "watchTaskIds" | "watchTasksOf">;
	readonly images: readonly RequestImage[];
	readonly placeholder: string;
	/** The reason why the text is too long for the model. */
	readonly tooLong: string | undefined;
	readonly onPasteFiles: (files: readonly File[]) => void;
}

/** The number of tasks whose prompts the history contains. */
const MAX_HISTORY = 50;

export function PromptText({ field, library, images, placeholder, tooLong, onPasteFiles }: PromptTextProps) {
	const t = useTranslate();
	const id = useId();
	const mentionText = usePrompt((state) => state.mentionText);
	const { text } = mentionText;
	const list = useRef<HTMLDivElement>(null);
	const [history] = useState(createPromptHistory);
	/** The caret after the last input; null while no mentions are suggested. */
	const [caret, setCaret] = useState<number | null>(null);
	const [activeOption, setActiveOption] = useState(0);
	useAutoGrow(field, text);
	const nextCaret = useStableCaret(field, text);

	const query = caret === null || images.length === 0 ? null : mentionQueryBefore(text, caret);
	const options = query === null ? [] : findImages(query.typed);
	const isSuggesting = options.length > 0;
	const active = Math.min(activeOption, options.length - 1);

	function findImages(typed: string) {
		return images
			.map((image, index) => ({ image, number: index + 1 }))
			.filter(({ image, number }) => {
				const names = [t("prompt.mention", { number }).slice(1), `image${number}`, String(number), image.name];
				return names.some((name) => name.toLowerCase().includes(typed));
			});
	}

	useLayoutEffect(() => {
		if (!isSuggesting || !list.current || !field.current) return undefined;
		if (!list.current.matches(":popover-open")) list.current.showPopover();
		list.current.querySelector(".hfis-ui-option-active")?.scrollIntoView({ block: "nearest" });
		// Above the whole bar, so that the reference strip stays visible.
		return keepPlaced(list.current, field.current.form ?? field.current, { side: "above" });
	});

	const insertMention = (number: number): void => {
		if (!query || caret === null) return;
		const mention = `${t("prompt.mention", { number })} `;
		nextCaret.current = query.start + mention.length;
		setText(text.slice(0, query.start) + mention + text.slice(caret));
		setCaret(null);
	};

	const showEntry = (entry: MentionText | undefined): void => {
		if (entry === undefined) return;
		nextCaret.current = entry.text.length;
		setMentionText(entry, history.unsentDrafts(entry.text, usePrompt.getState().replacedDrafts));
	};
	const browseHistory = (key: "ArrowUp" | "ArrowDown"): void => {
		if (key === "ArrowDown") showEntry(history.newer(usePrompt.getState().mentionText));
		else {
			// Loaded for each key, because another window may have sent prompts.
			loadLatestTasks(library, MAX_HISTORY, (tasks) => {
				const { mentionText, replacedDrafts } = usePrompt.getState();
				showEntry(history.older(mentionText, uniquePrompts(tasks.map(({ prompt }) => prompt)), replacedDrafts));
			});
		}
	};
	/** At the edges of the text, Up and Down browse the history. In between they move the caret. */
	const isAtEdge = ({ selectionStart, selectionEnd, value }: HTMLTextAreaElement, key: string): boolean =>
		selectionStart === selectionEnd &&
		((selectionStart === 0 && (key === "ArrowUp" || history.isBrowsing(text))) ||
			(selectionStart === value.length && (key === "ArrowDown" || history.isBrowsing(text))));

	const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
		// The key that ends a composition belongs to the input method.
		if (event.nativeEvent.isComposing || event.keyCode === 229) return;
		const { key } = event;
		const isArrow = key === "ArrowUp" || key === "ArrowDown";
		if (event.ctrlKey || event.metaKey) return;
		if (isSuggesting && isArrow)
			setActiveOption((active + (key === "ArrowUp" ? -1 : 1) + options.length) % options.length);
		else if (isSuggesting && (key === "Enter" || key === "Tab")) insertMention(options[active]?.number ?? 1);
		else if (isSuggesting && key === "Escape") {
			event.stopPropagation();
			setCaret(null);
		} else if (isArrow && !event.shiftKey && !event.altKey && isAtEdge(event.currentTarget, key)) browseHistory(key);
		else return;
		event.preventDefault();
	};

	const onPaste = (event: ClipboardEvent): void => {
		const { files, types } = event.clipboardData;
		const images = [...files].filter(({ type }) => type.startsWith("image/"));
		// Office programs add an image of the copied text, which arrives as plain text and HTML, too. File managers add
		// only the file's name as plain text.
		if (images.length === 0 || (types.includes("text/plain") && types.includes("text/html"))) return;
		event.preventDefault();
		onPasteFiles(images);
	};

	return (
		<div className="hfis-prompt-field">
			<MentionPills field={field} mentionText={mentionText} />
			<textarea
				ref={field}
				className="hfis-prompt-text"
				rows={1}
				value={text}
				aria-label={t("prompt.label")}
				aria-describedby={tooLong ? `${id}-long ${id}-keys` : `${id}-keys`}
				aria-invalid={tooLong !== undefined}
				aria-autocomplete="list"
				aria-controls={isSuggesting ? `${id}-list` : undefined}
				aria-activedescendant={isSuggesting ? `${id}-${active}` : undefined}
				placeholder={placeholder}
				onChange={({ target }) => {
					setText(target.value);
					setCaret(target.selectionEnd);
					setActiveOption(0);
				}}
				onBlur={() => setCaret(null)}
				onCompositionStart={() => setComposing(true)}
				onCompositionEnd={() => setComposing(false)}
				onKeyDown={onKeyDown}
				onPaste={onPaste}
			/>
			<p id={`${id}-long`} role="status" className="hfis-prompt-long">
				{tooLong ? (
					<>
						<TriangleAlert size={12} aria-hidden="true" />
						{tooLong}
					</>
				) : null}
			</p>
			<span id={`${id}-keys`} className="hfis-ui-visually-hidden">
				{t("prompt.shortcut.history")}
			</span>
			{isSuggesting ? (
				<MentionList
					ref={list}
					{...{ id, library, options, active }}
					onActive={setActiveOption}
					onPick={insertMention}
				/>
			) : null}
		</div>
	);
}
