// The field in which the text of an annotation is written, at its place on the canvas and in its look. The document gets the
// text with every change, as one step of the history, so that a reload loses nothing; letters that an input method composes are
// left alone until they are done. Escape, Ctrl or Cmd with Enter, Tab, or a press elsewhere ends it.
import { type CSSProperties, type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { ANNOTATION_STRINGS } from "../../annotationStrings";
import { fittedText, fontStack, LINE_HEIGHT, PADDING, readableOn } from "../../annotations";
import { boxInView } from "../../canvas/viewTransform";
import { type Annotation, type AnnotationKind, type DocumentCommand, MAX_TEXT_LENGTH } from "../../document";
import type { EditorSession } from "../../session/editorSession";
import { measureText } from "../../state/measureText";
import { fill } from "../../strings";
import type { Locale, Phrase } from "../../types";
import { focusCanvas } from "../focusCanvas";
import { mergeKey } from "../layers/mergeKey";
import type { PanelProps } from "../panelProps";

export function AnnotationText({ session, snapshot, locale }: PanelProps) {
	const { editedText, document } = snapshot;
	if (editedText === null || document === null) return null;
	const saved = document.annotations.find(({ id }) => id === editedText.id);
	return <TextField key={editedText.id} {...{ session, locale, saved }} first={editedText} />;
}

interface TextFieldProps {
	readonly session: EditorSession;
	readonly locale: Locale;
	/** As it was when editing began; the document may not have it yet. */
	readonly first: Annotation;
	readonly saved: Annotation | undefined;
}

function TextField({ session, locale, first, saved }: TextFieldProps) {
	const field = useRef<HTMLTextAreaElement>(null);
	const [text, setText] = useState((saved ?? first).text ?? "");
	const [merge] = useState(() => mergeKey(`text ${first.id}`));
	const [documentId] = useState(() => session.document?.id);
	const isComposing = useRef(false);
	const shown = fittedText({ ...(saved ?? first), text }, measureText);

	const write = (words: string) => {
		// Another picture has been opened.
		const { document } = session;
		if (document === null || document.id !== documentId) return;
		const annotation = document.annotations.find(({ id }) => id === first.id);
		if (annotation === undefined && wasSaved.current) return;
		const { place } = fittedText({ ...(annotation ?? first), text: words }, measureText);
		const changes = { text: words, place };
		if (annotation?.text === words) return;
		const commands: readonly DocumentCommand[] =
			annotation !== undefined
				? [{ type: "annotation.set", annotation: first.id, changes }]
				: words === ""
					? []
					: [{ type: "annotation.add", annotation: { ...first, ...changes } }];
		if (commands.length > 0) session.apply([{ type: "commands", commands, merge }]);
	};
	const latest = useRef({ text, write });
	latest.current = { text, write };

	/** A text without letters is none. */
	const end = () => {
		latest.current.write(latest.current.text);
		const { document } = session;
		const annotation = document?.annotations.find(({ id }) => id === first.id);
		if (annotation?.kind === "text" && annotation.text?.trim() === "") {
			session.apply([{ type: "commands", commands: [{ type: "annotation.remove", annotation: first.id }], merge }]);
		}
	};
	const ending = useRef(end);
	ending.current = end;
	useLayoutEffect(() => () => ending.current(), []);

	// Undo has taken the annotation away.
	const wasSaved = useRef(false);
	const isGone = wasSaved.current && saved === undefined;
	wasSaved.current ||= saved !== undefined;
	useLayoutEffect(() => {
		if (isGone) session.apply([{ type: "editText", annotation: null }]);
	}, [session, isGone]);

	const close = (returnsFocus: boolean) => {
		const element = field.current;
		session.apply([{ type: "editText", annotation: null }]);
		if (returnsFocus && element !== null) focusCanvas(element);
	};

	useLayoutEffect(() => {
		const element = field.current;
		if (element === null) return;
		element.focus({ preventScroll: true });
		element.setSelectionRange(element.value.length, element.value.length);
	}, []);

	useLayoutEffect(() => {
		const place = () => placeField(field.current, session, shown);
		place();
		return session.onRedraw((scope) => scope === "camera" && place());
	});

	function onKeyDown(event: KeyboardEvent): void {
		// The keys of an input method choose among its proposals.
		if (event.nativeEvent.isComposing || event.keyCode === 229) return;
		event.stopPropagation();
		const isEnd = event.key === "Enter" && (event.ctrlKey || event.metaKey || (isLabel && !event.shiftKey));
		if (event.key !== "Escape" && event.key !== "Tab" && !isEnd) return;
		event.preventDefault();
		close(true);
	}

	const isLabel = first.kind === "callout";
	const isFull = text.length >= MAX_TEXT_LENGTH;
	return (
		<>
			<textarea
				ref={field}
				className="hfis-annotation-text"
				data-kind={first.kind}
				value={text}
				rows={1}
				maxLength={MAX_TEXT_LENGTH}
				spellCheck={false}
				wrap={shown.kind === "text" && !shown.isWrapped ? "off" : "soft"}
				style={isLabel ? undefined : lookOf(shown)}
				aria-label={LABELS[first.kind]?.[locale]}
				placeholder={isLabel ? ANNOTATION_STRINGS.calloutPlaceholder[locale] : undefined}
				onCompositionStart={() => {
					isComposing.current = true;
				}}
				onCompositionEnd={(event) => {
					isComposing.current = false;
					write(event.currentTarget.value);
				}}
				onChange={(event) => {
					setText(event.currentTarget.value);
					if (!isComposing.current) write(event.currentTarget.value);
				}}
				onKeyDown={onKeyDown}
				onBlur={({ relatedTarget, currentTarget }) => {
					latest.current.write(latest.current.text);
					// The window was left, and the field is focused again with it.
					if (document.activeElement === currentTarget) return;
					// A press on the canvas goes to the tool, which knows what it means.
					if (relatedTarget instanceof Element && relatedTarget.matches(".hfis-viewport")) return;
					close(false);
				}}
			/>
			{isFull && (
				<p className="hfis-annotation-text-limit" role="status">
					{fill(ANNOTATION_STRINGS.textLimit, locale, { count: MAX_TEXT_LENGTH })}
				</p>
			)}
		</>
	);
}

/** Lengths that scale with the view are in picture pixels and multiplied when the field is placed. */
function lookOf({ kind, colour, fill: ground, fontFamily, fontWeight, align }: Annotation): CSSProperties {
	const paper = kind === "note" ? (ground ?? "#ffe27a") : ground;
	return {
		fontFamily: fontStack(fontFamily),
		fontWeight,
		textAlign: align,
		lineHeight: LINE_HEIGHT,
		color: kind === "note" ? readableOn(paper ?? "#ffffff") : colour,
		background: paper ?? "transparent",
	};
}

const LABELS: Readonly<Partial<Record<AnnotationKind, Phrase>>> = {
	text: ANNOTATION_STRINGS.textText,
	note: ANNOTATION_STRINGS.noteText,
	callout: ANNOTATION_STRINGS.calloutText,
};

/** CSS pixels: between a callout and the field of its label. */
const GAP = 8;

function placeField(element: HTMLTextAreaElement | null, session: EditorSession, annotation: Annotation): void {
	if (element === null) return;
	const { x, y, width, height, angle } = boxInView(session.camera, annotation);
	const { style } = element;
	if (annotation.kind === "callout") {
		const { width: most, height: lowest } = session.viewSize;
		const left = Math.max(GAP, Math.min(x + width / 2 + GAP, most - element.offsetWidth - GAP));
		const top = Math.max(GAP, Math.min(y - element.offsetHeight / 2, lowest - element.offsetHeight - GAP));
		style.transform = `translate(${left}px, ${top}px)`;
		return;
	}
	const size = (annotation.fontSize ?? 24) * session.camera.zoom;
	Object.assign(style, {
		width: `${Math.max(width, size)}px`,
		height: `${height}px`,
		fontSize: `${size}px`,
		padding: `${PADDING * size}px`,
		transform: `translate(${x}px, ${y}px) rotate(${angle}deg) translate(-50%, -50%)`,
	});
}
