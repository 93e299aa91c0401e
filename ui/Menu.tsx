// A context menu at a point or beside a button, and the menu item, which popovers use as well. The menu is a native popover
// in the root. Arrow keys, Home, End, the first letters of a name; Escape, Tab or a press elsewhere closes it, and the
// focus goes back to the element that had it.
import { ChevronRight, type LucideIcon } from "lucide-react";
import { type ButtonHTMLAttributes, type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import { keepPlaced, type Side } from "./place";

interface MenuItemProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "value"> {
	readonly icon?: LucideIcon | undefined;
	readonly label: string;
	/** The present value of what the item sets. */
	readonly value?: string | undefined;
	/** The shortcut, as the keyboard is labelled. */
	readonly keys?: string | undefined;
	/** The item folds a form in and out beneath itself. */
	readonly isExpanded?: boolean | undefined;
}

export function MenuItem({ icon: Icon, label, value, keys, isExpanded, ...rest }: MenuItemProps) {
	return (
		<button type="button" className="hfis-ui-menu-item" aria-expanded={isExpanded} {...rest}>
			{Icon && <Icon size={16} strokeWidth={1.75} aria-hidden="true" />}
			<span className="hfis-ui-menu-name">{label}</span>
			{value !== undefined && <span className="hfis-ui-menu-value">{value}</span>}
			{keys !== undefined && (
				<span className="hfis-ui-kbd" aria-hidden="true">
					{keys}
				</span>
			)}
			{isExpanded !== undefined && <ChevronRight className="hfis-ui-menu-chevron" size={14} aria-hidden="true" />}
		</button>
	);
}

export interface MenuEntry {
	readonly id: string;
	readonly icon: LucideIcon;
	readonly label: string;
	/** A warning, shown as the native title. */
	readonly title?: string | undefined;
	/** The shortcut, as the keyboard is labelled. */
	readonly keys?: string | undefined;
	/** The entries are a choice, of which this one is made or not. */
	readonly isChecked?: boolean | undefined;
	/** `isPointed`: with the pointer, not the keyboard. */
	readonly run: (isPointed: boolean) => void;
	/** A new group begins with this entry. */
	readonly begins?: boolean | undefined;
}

interface MenuProps {
	readonly label: string;
	readonly items: readonly MenuEntry[];
	/** The rectangle that the menu belongs to, in the window's coordinates. */
	readonly at: DOMRect;
	/** Default: below. */
	readonly side?: Side;
	/** A press on it does not close the menu: it does that itself. */
	readonly opener?: Element | undefined;
	readonly onClose: () => void;
}

/** Letters that are typed within this time belong to one name. */
const TYPING_MS = 700;

export function Menu({ label, items, at, side = "below", opener: ownOpener, onClose }: MenuProps) {
	const menu = useRef<HTMLDivElement>(null);
	const typed = useRef({ letters: "", at: 0 });
	const close = useRef(onClose);
	close.current = onClose;
	const opener = useRef(ownOpener);
	opener.current = ownOpener;
	const entries = (): HTMLElement[] => [...(menu.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];

	useLayoutEffect(() => {
		const shown = menu.current;
		const focused = document.activeElement;
		shown?.showPopover();
		const stopPlacing = shown && keepPlaced(shown, { getBoundingClientRect: () => at }, { side });
		const first =
			shown?.querySelector<HTMLElement>("[aria-checked=true]") ?? shown?.querySelector<HTMLElement>("[role^=menuitem]");
		first?.focus({ preventScroll: true });
		return () => {
			stopPlacing?.();
			const { activeElement } = document;
			const isOurs = activeElement === null || activeElement === document.body || shown?.contains(activeElement);
			if (isOurs && focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
		};
	}, [at, side]);

	useEffect(() => {
		const listening = new AbortController();
		const { signal } = listening;
		const onPress = (event: PointerEvent): void => {
			const isOwn = (element: Element | null | undefined) =>
				event.target instanceof Node && element?.contains(event.target);
			if (!isOwn(menu.current) && !isOwn(opener.current)) close.current();
		};
		addEventListener("pointerdown", onPress, { capture: true, signal });
		addEventListener("wheel", onPress as EventListener, { capture: true, passive: true, signal });
		addEventListener("resize", () => close.current(), { signal });
		return () => listening.abort();
	}, []);

	const onKeyDown = (event: KeyboardEvent): void => {
		event.stopPropagation();
		const all = entries();
		const active = all.indexOf(document.activeElement as HTMLElement);
		const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: -1 }[event.key];
		if (to !== undefined) all.at(to % items.length)?.focus();
		else if (event.key === "Escape" || event.key === "Tab") onClose();
		else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
			const { letters, at } = typed.current;
			const next = event.timeStamp - at < TYPING_MS ? letters + event.key : event.key;
			typed.current = { letters: next.toLowerCase(), at: event.timeStamp };
			// A single letter searches behind the active entry; more letters may keep it.
			const order = [...all.slice(active + (next.length > 1 ? 0 : 1)), ...all];
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
			className="hfis-ui-popover hfis-ui-menu"
			onKeyDown={onKeyDown}
			onContextMenu={(event) => {
				event.preventDefault();
				event.stopPropagation();
			}}
			onBlur={({ relatedTarget, currentTarget }) => {
				if (!(relatedTarget instanceof Node) || ownOpener?.contains(relatedTarget)) return;
				if (!currentTarget.contains(relatedTarget)) onClose();
			}}
		>
			{items.map(({ id, icon, label: name, title, keys, isChecked, run, begins }) => (
				<MenuItem
					key={id}
					icon={icon}
					label={name}
					keys={keys}
					role={isChecked === undefined ? "menuitem" : "menuitemradio"}
					aria-checked={isChecked}
					aria-label={isChecked === undefined ? undefined : name}
					value={isChecked ? "✓" : undefined}
					data-action={id}
					tabIndex={-1}
					title={title}
					data-begins={begins || undefined}
					onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
					onClick={(event) => {
						event.stopPropagation();
						onClose();
						run(event.detail > 0);
					}}
				/>
			))}
		</div>
	);
}
