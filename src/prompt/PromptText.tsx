// The text: as high as what is written, with mentions offered after an "@" and former prompts at its edges. Nothing but
// the person ever clears it.
import {
	type ClipboardEvent,
	type KeyboardEvent,
	type RefObject,
	useId,
	useLayoutEffect,
	useRef,
	useState,
} from "react";
import { keepPlaced } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { Thumbnail } from "../images/Thumbnail";
import type { Library } from "../library/library";
import { createHistory, distinct } from "./history";
import { latestTasks } from "./latestTasks";
import { type Mentioning, mentionBefore } from "./mentions";
import { setComposing, setMentioning, setText, usePrompt } from "./promptState";
import type { GoingAlong } from "./requestImages";

interface PromptTextProps {
	readonly field: RefObject<HTMLTextAreaElement | null>;
	readonly library: Pick<Library, "getThumbnail" | "watchTaskIds" | "watchTasksOf">;
	readonly pictures: readonly GoingAlong[];
	readonly placeholder: string;
	readonly onFiles: (files: readonly File[]) => void;
}

const FORMER = 50;

export function PromptText({ field, library, pictures, placeholder, onFiles }: PromptTextProps) {
	const t = useTranslate();
	const id = useId();
	const { text } = usePrompt(({ mentioning }) => mentioning);
	const list = useRef<HTMLDivElement>(null);
	const [history] = useState(createHistory);
	const [caret, setCaret] = useState<number | null>(null);
	const [active, setActive] = useState(0);
	useAutoGrow(field, text);
	const caretTo = useSteadyCaret(field, text);

	const asked = caret === null || pictures.length === 0 ? null : mentionBefore(text, caret);
	const offered = asked === null ? [] : offer(asked.typed);
	const isOffering = offered.length > 0;

	function offer(typed: string) {
		const all = pictures.map((picture, index) => ({ picture, number: index + 1 }));
		const meant = all.filter(({ picture, number }) => {
			const names = [t("prompt.mention", { number }).slice(1), `image${number}`, String(number), picture.name];
			return names.some((name) => name.toLowerCase().includes(typed));
		});
		return meant;
	}

	useLayoutEffect(() => {
		if (!isOffering || !list.current || !field.current) return undefined;
		if (!list.current.matches(":popover-open")) list.current.showPopover();
		list.current.querySelector(".hfis-ui-option-active")?.scrollIntoView({ block: "nearest" });
		// Above the strip of pictures that are offered.
		return keepPlaced(list.current, field.current.form ?? field.current, { side: "above" });
	});

	const mention = (number: number): void => {
		if (!asked || caret === null) return;
		const word = `${t("prompt.mention", { number })} `;
		caretTo.current = asked.start + word.length;
		setText(text.slice(0, asked.start) + word + text.slice(caret));
		setCaret(null);
	};

	const walk = (to: Mentioning | undefined): void => {
		if (to === undefined) return;
		caretTo.current = to.text.length;
		setMentioning(to, history.unsent(to.text, usePrompt.getState().aside));
	};
	const walkHistory = (key: "ArrowUp" | "ArrowDown"): void => {
		if (key === "ArrowDown") walk(history.down(usePrompt.getState().mentioning));
		else {
			// Read when they are wanted: another window may have sent some.
			latestTasks(library, FORMER, (tasks) => {
				const { mentioning, aside } = usePrompt.getState();
				walk(history.up(mentioning, distinct(tasks.map(({ prompt }) => prompt)), aside));
			});
		}
	};
	/** At the text's edges Up and Down mean history; in between they move the caret. */
	const isAtEdge = ({ selectionStart: at, selectionEnd, value }: HTMLTextAreaElement, key: string): boolean =>
		at === selectionEnd &&
		((at === 0 && (key === "ArrowUp" || history.isWalking(text))) ||
			(at === value.length && (key === "ArrowDown" || history.isWalking(text))));

	const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
		// Keys that end an input method's composition are not wishes.
		if (event.nativeEvent.isComposing || event.keyCode === 229) return;
		const { key } = event;
		const isArrow = key === "ArrowUp" || key === "ArrowDown";
		if (event.ctrlKey || event.metaKey) return;
		if (isOffering && isArrow)
			setActive(
				(Math.min(active, offered.length - 1) + (key === "ArrowUp" ? -1 : 1) + offered.length) % offered.length,
			);
		else if (isOffering && (key === "Enter" || key === "Tab"))
			mention(offered[Math.min(active, offered.length - 1)]?.number ?? 1);
		else if (isOffering && key === "Escape") {
			event.stopPropagation();
			setCaret(null);
		} else if (isArrow && !event.shiftKey && !event.altKey && isAtEdge(event.currentTarget, key)) walkHistory(key);
		else return;
		event.preventDefault();
	};

	const onPaste = (event: ClipboardEvent): void => {
		const { files: given, types } = event.clipboardData;
		const files = [...given].filter(({ type }) => type.startsWith("image/"));
		// Office programs bring a picture of the text along; file managers the file's name.
		if (files.length === 0 || (types.includes("text/plain") && types.includes("text/html"))) return;
		event.preventDefault();
		onFiles(files);
	};

	return (
		<>
			<textarea
				ref={field}
				className="hfis-prompt-text"
				rows={1}
				value={text}
				aria-label={t("prompt.label")}
				aria-describedby={`${id}-keys`}
				aria-autocomplete="list"
				aria-controls={isOffering ? `${id}-list` : undefined}
				aria-activedescendant={isOffering ? `${id}-${Math.min(active, offered.length - 1)}` : undefined}
				placeholder={placeholder}
				onChange={({ target }) => {
					setText(target.value);
					setCaret(target.selectionEnd);
					setActive(0);
				}}
				onBlur={() => setCaret(null)}
				onCompositionStart={() => setComposing(true)}
				onCompositionEnd={() => setComposing(false)}
				onKeyDown={onKeyDown}
				onPaste={onPaste}
			/>
			<span id={`${id}-keys`} className="hfis-ui-visually-hidden">
				{t("prompt.shortcut.history")}
			</span>
			{isOffering ? (
				<div
					ref={list}
					popover="manual"
					role="listbox"
					id={`${id}-list`}
					aria-label={t("prompt.mentions")}
					className="hfis-ui-listbox hfis-prompt-mentions"
				>
					{offered.map(({ picture, number }, index) => (
						// biome-ignore lint/a11y/useKeyWithClickEvents: the text holds the focus and takes the keys.
						// biome-ignore lint/a11y/useFocusableInteractive: likewise, by aria-activedescendant.
						<div
							key={`${picture.home} ${picture.id}`}
							role="option"
							id={`${id}-${index}`}
							aria-selected={index === active}
							className={`hfis-ui-option ${index === Math.min(active, offered.length - 1) ? "hfis-ui-option-active" : ""}`}
							onPointerDown={(event) => event.preventDefault()}
							onClick={() => mention(number)}
							onPointerMove={() => setActive(index)}
						>
							<Thumbnail library={library} sha256={picture.image} alt="" />
							<b>{t("prompt.mention", { number })}</b>
							<span>{picture.name}</span>
						</div>
					))}
				</div>
			) : null}
		</>
	);
}

/** As high as the text, up to the limit that the stylesheet sets; again when lines break elsewhere. */
function useAutoGrow(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
	// biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
	useLayoutEffect(() => {
		const element = field.current;
		if (!element) return;
		let width = -1;
		const fit = (): void => {
			if (element.clientWidth === width) return;
			width = element.clientWidth;
			element.style.height = "auto";
			element.style.height = `${element.scrollHeight}px`;
		};
		fit();
		const observer = new ResizeObserver(fit);
		observer.observe(element);
		return () => observer.disconnect();
	}, [field, text]);
}

/** The caret stays where it was when a mention's number changes while somebody writes. */
function useSteadyCaret(field: RefObject<HTMLTextAreaElement | null>, text: string): RefObject<number | null> {
	const before = useRef(text);
	/** Where the next change of the text wants it: at once, as the next letter may be typed before another frame. */
	const wanted = useRef<number | null>(null);
	// Read before React writes the text, by which it goes to the end.
	const [start, end] = [field.current?.selectionStart ?? 0, field.current?.selectionEnd ?? 0];
	// biome-ignore lint/correctness/useExhaustiveDependencies: where it was when the text changed.
	useLayoutEffect(() => {
		const former = before.current;
		before.current = text;
		let same = 0;
		while (same < former.length && former[same] === text[same]) same++;
		const follow = (at: number): number => (at <= same ? at : Math.max(same, at + text.length - former.length));
		const element = field.current;
		const at = wanted.current;
		wanted.current = null;
		// Elsewhere some web views would bring the focus along.
		if (element !== document.activeElement) return;
		if (at !== null) element?.setSelectionRange(at, at);
		else if (element?.selectionStart !== start) element?.setSelectionRange(follow(start), follow(end));
	}, [text]);
	return wanted;
}
