// The list of notices (toasts). A notice does not expire while it is hovered, has the focus, or cannot be seen: a hidden
// window, a dialog over it. Escape dismisses the focused notice; the focus then returns to where it was before.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Toast } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { dismiss, type Notice, runAction, useNotices } from "./notices";

const SHOWN_MS = 7000;
const BRIEFLY_SHOWN_MS = 3000;
const ERROR_SHOWN_MS = 12_000;

/** `isInDialog`: rendered inside a dialog. Shows what has happened since it opened; the list beneath pauses meanwhile. */
export function Notices({ isInDialog = false }: { readonly isInDialog?: boolean }) {
	const t = useTranslate();
	const all = useNotices((state) => state.notices);
	const [earlier] = useState(() => (isInDialog ? useNotices.getState().notices : []).map(({ id }) => id));
	const notices = useMemo(() => all.filter(({ id }) => !earlier.includes(id)), [all, earlier]);
	const section = useRef<HTMLElement>(null);
	const returnFocus = useRef<Element | null>(null);

	// The focused notice has gone: the focus moves to the next notice, or back to where it came from.
	useLayoutEffect(() => {
		if (notices.length > 0 && section.current?.contains(document.activeElement)) return;
		if (returnFocus.current === null || document.activeElement !== document.body) return;
		const next = section.current?.querySelector("button") ?? returnFocus.current;
		if (notices.length === 0) returnFocus.current = null;
		if (next instanceof HTMLElement) next.focus();
	}, [notices]);

	return (
		<section
			ref={section}
			className={`hfis-notices ${isInDialog ? "hfis-notices-over" : ""}`}
			aria-label={t("app.notices")}
			onFocus={({ relatedTarget }) => {
				if (relatedTarget && !section.current?.contains(relatedTarget)) returnFocus.current = relatedTarget;
			}}
			onBlur={({ relatedTarget }) => {
				if (relatedTarget && !section.current?.contains(relatedTarget)) returnFocus.current = null;
			}}
		>
			{notices.map((notice) => (
				<TimedToast key={notice.id} notice={notice} />
			))}
		</section>
	);
}

function TimedToast({ notice }: { readonly notice: Notice }) {
	const t = useTranslate();
	const toast = useRef<HTMLDivElement>(null);
	const { id, tone, text, action } = notice;

	useEffect(() => {
		if (notice.isLasting) return;
		let timer: ReturnType<typeof setTimeout>;
		const wait = (): void => {
			timer = setTimeout(
				() => (isPaused(toast.current) ? wait() : dismiss(notice.id)),
				notice.tone === "error" ? ERROR_SHOWN_MS : notice.isBrief ? BRIEFLY_SHOWN_MS : SHOWN_MS,
			);
		};
		wait();
		return () => clearTimeout(timer);
	}, [notice]);

	return (
		<Toast
			ref={toast}
			{...{ tone, text }}
			action={action && { label: action.label, run: () => runAction(notice) }}
			dismissLabel={t("app.dismiss")}
			onDismiss={() => dismiss(id)}
		/>
	);
}

function isPaused(toast: HTMLElement | null): boolean {
	const isBeneath = !toast?.closest("dialog") && toast?.closest(".hfis")?.querySelector("dialog[open]");
	return (
		document.hidden ||
		!toast?.checkVisibility() ||
		Boolean(isBeneath) ||
		toast?.parentElement?.matches(":hover, :focus-within") === true
	);
}
