// A menu at a point or beside a button: a native popover in the panel's root. Arrows, Home, End, the first letters of a
// word; Escape, Tab or a press elsewhere closes it, and the focus is where it was.
import type { LucideIcon } from "lucide-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import { place } from "./place";

export interface MenuItem {
	readonly id: string;
	readonly icon: LucideIcon;
	readonly label: string;
	/** What to know before. */
	readonly title?: string | undefined;
	readonly run: () => void;
	/** Another group begins with it. */
	readonly begins?: boolean | undefined;
}

interface MenuProps {
	readonly label: string;
	readonly items: readonly MenuItem[];
	/** What it belongs to, in the window's coordinates. */
	readonly at: DOMRect;
	readonly onClose: () => void;
}

const TYPING_MS = 700;

export function Menu({ label, items, at, onClose }: MenuProps) {
	const menu = useRef<HTMLDivElement>(null);
	const typed = useRef({ letters: "", at: 0 });
	const close = useRef(onClose);
	close.current = onClose;
	const all = (): HTMLElement[] => [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
	const focus = (index: number): void =>
		all()
			.at(index % items.length)
			?.focus();

	useLayoutEffect(() => {
		const shown = menu.current;
		const opener = document.activeElement;
		shown?.showPopover();
		if (shown) place(shown, at, "down");
		shown?.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
		return () => {
			const now = document.activeElement;
			const isOurs = now === null || now === document.body || shown?.contains(now);
			if (isOurs && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
		};
	}, [at]);

	useEffect(() => {
		const listening = new AbortController();
		const { signal } = listening;
		const onPress = (event: PointerEvent): void => {
			if (!(event.target instanceof Node && menu.current?.contains(event.target))) close.current();
		};
		addEventListener("pointerdown", onPress, { capture: true, signal });
		addEventListener("wheel", onPress as EventListener, { capture: true, passive: true, signal });
		addEventListener("resize", () => close.current(), { signal });
		return () => listening.abort();
	}, []);

	const onKeyDown = (event: KeyboardEvent): void => {
		event.stopPropagation();
		const items = all();
		const active = items.indexOf(document.activeElement as HTMLElement);
		const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: -1 }[event.key];
		if (to !== undefined) focus(to);
		else if (event.key === "Escape" || event.key === "Tab") onClose();
		else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
			const { letters, at } = typed.current;
			const next = event.timeStamp - at < TYPING_MS ? letters + event.key : event.key;
			typed.current = { letters: next.toLowerCase(), at: event.timeStamp };
			// A single letter goes on from where one is, more of them stay with what they fit.
			const order = [...items.slice(active + (next.length > 1 ? 0 : 1)), ...items];
			order.find(({ textContent }) => textContent?.toLowerCase().startsWith(typed.current.letters))?.focus();
		} else return;
		event.preventDefault();
	};

	return (
		<div
			ref={menu}
			popover="manual"
			role="menu"
			aria-label={label}
			className="hfis-flyout hfis-menu"
			onKeyDown={onKeyDown}
			onContextMenu={(event) => {
				event.preventDefault();
				event.stopPropagation();
			}}
			onBlur={({ relatedTarget, currentTarget }) => {
				if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) onClose();
			}}
		>
			{items.map(({ id, icon: Icon, label: words, title, run, begins }) => (
				<button
					key={id}
					type="button"
					role="menuitem"
					tabIndex={-1}
					title={title}
					data-begins={begins || undefined}
					onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
					onClick={(event) => {
						event.stopPropagation();
						onClose();
						run();
					}}
				>
					<Icon size={15} aria-hidden="true" />
					{words}
				</button>
			))}
		</div>
	);
}
