// Keeps the caret in its place when the text changes other than by typing, for instance when a mention is renumbered.
import { type RefObject, useLayoutEffect, useRef } from "react";

/** Set the returned ref to place the caret elsewhere at the next change of the text. */
export function useStableCaret(field: RefObject<HTMLTextAreaElement | null>, text: string): RefObject<number | null> {
	const previousText = useRef(text);
	/** Applied in the layout effect, because the next letter may be typed before the next frame. */
	const nextCaret = useRef<number | null>(null);
	// Read before React sets the value, which moves the caret to the end.
	const [start, end] = [field.current?.selectionStart ?? 0, field.current?.selectionEnd ?? 0];
	// biome-ignore lint/correctness/useExhaustiveDependencies: the selection is that of the render that changes the text.
	useLayoutEffect(() => {
		const before = previousText.current;
		previousText.current = text;
		let common = 0;
		while (common < before.length && before[common] === text[common]) common++;
		const shifted = (caret: number): number =>
			caret <= common ? caret : Math.max(common, caret + text.length - before.length);
		const element = field.current;
		const caret = nextCaret.current;
		nextCaret.current = null;
		// In some web views, setting the selection of another element would focus it.
		if (element !== document.activeElement) return;
		if (caret !== null) element?.setSelectionRange(caret, caret);
		else if (element?.selectionStart !== start) element?.setSelectionRange(shifted(start), shifted(end));
	}, [text]);
	return nextCaret;
}
