// The notices. One stays for as long as it is pointed at or has the focus, and while nobody looks: a hidden window, a
// dialog before it. Escape dismisses the one with the focus, which then goes back to where it came from.
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import { IconButton } from "../controls/IconButton";
import { useTranslate } from "../i18n/locale";
import { act, dismiss, type Notice, useNotices } from "./notices";

const ICONS = { info: Info, success: CircleCheck, error: CircleAlert };
const SHOWN_MS = 7000;
const ERROR_SHOWN_MS = 12_000;

/** `isOver`: in a dialog; those beneath it wait, and are not seen twice. */
export function Notices({ isOver = false }: { readonly isOver?: boolean }) {
	const t = useTranslate();
	const notices = useNotices((state) => state.notices);
	const section = useRef<HTMLElement>(null);
	const from = useRef<Element | null>(null);

	// The one with the focus has gone.
	useLayoutEffect(() => {
		if (notices.length > 0 && section.current?.contains(document.activeElement)) return;
		if (from.current === null || document.activeElement !== document.body) return;
		const next = section.current?.querySelector("button") ?? from.current;
		if (notices.length === 0) from.current = null;
		if (next instanceof HTMLElement) next.focus();
	}, [notices]);

	return (
		<section
			ref={section}
			className={`hfis-toasts ${isOver ? "hfis-toasts-over" : ""}`}
			aria-label={t("app.notices")}
			onFocus={({ relatedTarget }) => {
				if (relatedTarget && !section.current?.contains(relatedTarget)) from.current = relatedTarget;
			}}
			onBlur={({ relatedTarget }) => {
				if (relatedTarget && !section.current?.contains(relatedTarget)) from.current = null;
			}}
		>
			{notices.map((notice) => (
				<Toast key={notice.id} notice={notice} />
			))}
		</section>
	);
}

function Toast({ notice }: { readonly notice: Notice }) {
	const t = useTranslate();
	const toast = useRef<HTMLDivElement>(null);
	const { id, tone, text, action } = notice;
	const Icon = ICONS[tone];

	useEffect(() => {
		if (notice.isLasting) return;
		let timer: ReturnType<typeof setTimeout>;
		const wait = (): void => {
			timer = setTimeout(
				() => (isHeld(toast.current) ? wait() : dismiss(notice.id)),
				notice.tone === "error" ? ERROR_SHOWN_MS : SHOWN_MS,
			);
		};
		wait();
		return () => clearTimeout(timer);
	}, [notice]);

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: keys of its buttons come by here.
		<div
			ref={toast}
			className={`hfis-toast hfis-toast-${tone}`}
			onKeyDown={(event) => {
				if (event.key !== "Escape") return;
				event.preventDefault();
				event.stopPropagation();
				dismiss(id);
			}}
		>
			<Icon size={16} aria-hidden="true" />
			<p>{text}</p>
			{action ? (
				<button type="button" className="hfis-btn hfis-btn-quiet" onClick={() => act(notice)}>
					{action.label}
				</button>
			) : null}
			<IconButton icon={X} size={14} label={t("app.dismiss")} onClick={() => dismiss(id)} />
		</div>
	);
}

function isHeld(toast: HTMLElement | null): boolean {
	const isBeneath = !toast?.closest("dialog") && toast?.closest(".hfis")?.querySelector("dialog[open]");
	return (
		document.hidden ||
		!toast?.checkVisibility() ||
		Boolean(isBeneath) ||
		toast?.parentElement?.matches(":hover, :focus-within") === true
	);
}
