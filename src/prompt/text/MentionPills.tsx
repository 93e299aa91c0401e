// Marks the mentions of the prompt that are bound to an image, as pills behind the text field's text. A copy of the text,
// invisible and laid out like the field, places them.
import { type RefObject, useLayoutEffect, useRef } from "react";
import { findMentions, type MentionText } from "./mentions";

interface MentionPillsProps {
	readonly field: RefObject<HTMLTextAreaElement | null>;
	readonly mentionText: MentionText;
}

export function MentionPills({ field, mentionText }: MentionPillsProps) {
	const { text, imageKeys } = mentionText;
	const copy = useRef<HTMLDivElement>(null);
	const bound = findMentions(text).filter((_, index) => imageKeys[index] != null);
	const hasPills = bound.length > 0;
	// biome-ignore lint/correctness/useExhaustiveDependencies: typing may scroll the field.
	useLayoutEffect(() => {
		const element = field.current;
		if (!element || !hasPills) return undefined;
		const follow = (): void => {
			const shown = copy.current;
			if (!shown) return;
			// Without the field's scroll bar.
			shown.style.width = `${element.clientWidth}px`;
			shown.style.height = `${element.clientHeight}px`;
			shown.scrollTop = element.scrollTop;
		};
		follow();
		const observer = new ResizeObserver(follow);
		observer.observe(element);
		element.addEventListener("scroll", follow);
		return () => {
			observer.disconnect();
			element.removeEventListener("scroll", follow);
		};
	}, [field, text, hasPills]);
	if (!hasPills) return null;
	return (
		<div ref={copy} className="hfis-prompt-pills" aria-hidden="true">
			{bound.map(({ start, end }, index) => (
				<span key={start}>
					{text.slice(index === 0 ? 0 : bound[index - 1]?.end, start)}
					<mark>{text.slice(start, end)}</mark>
				</span>
			))}
			{/* A last line break has a line of its own only before something. */}
			{`${text.slice(bound.at(-1)?.end)}\u200b`}
		</div>
	);
}
