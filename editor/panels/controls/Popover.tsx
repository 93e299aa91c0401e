// A button and what it opens beside itself: a native popover, drawn over everything and clipped by nothing, yet a child of
// the editor's root. Escape, a press elsewhere, or the focus leaving closes it.
import {
	type KeyboardEvent,
	type ReactNode,
	useCallback,
	useEffect,
	useId,
	useLayoutEffect,
	useRef,
	useState,
} from "react";
import { enabledButtons, focusCanvas, moveFocus, ownsArrows } from "./focus";

/** "off": below where there is room, for what is watched above it meanwhile. */
export type Side = "below" | "above" | "left" | "off";

interface PopoverProps {
	/** Of the button and of what it opens. */
	readonly label: string;
	readonly face: ReactNode;
	readonly className?: string;
	readonly panelClassName?: string;
	readonly side?: Side;
	readonly hintSide?: "right" | "below" | "above";
	readonly isDisabled?: boolean;
	/** A press on the canvas closes it and does nothing else; it is no stroke. */
	readonly isMenu?: boolean;
	/** It stands in a Bar. */
	readonly isStop?: boolean;
	readonly name?: string;
	children(close: Close): ReactNode;
}

/** Where the keyboard goes: back to the button, or to the canvas. */
export type Close = (to: "button" | "canvas") => void;

export function Popover(props: PopoverProps) {
	const {
		label,
		face,
		className = "",
		panelClassName = "",
		side = "below",
		hintSide,
		isDisabled,
		isMenu = false,
		isStop,
		name,
	} = props;
	const [isOpen, setOpen] = useState(false);
	const root = useRef<HTMLDivElement>(null);
	const button = useRef<HTMLButtonElement>(null);
	const panel = useRef<HTMLDivElement>(null);
	const id = useId();

	const close = useCallback<Close>((to) => {
		setOpen(false);
		if (to === "button") button.current?.focus();
		else if (button.current !== null) focusCanvas(button.current);
	}, []);

	useLayoutEffect(() => {
		const [shown, from] = [panel.current, button.current];
		if (!isOpen || shown === null || from === null) return;
		shown.showPopover();
		const settle = () => place(shown, from.getBoundingClientRect(), side);
		settle();
		(shown.querySelector<HTMLElement>("[data-first]") ?? enabledButtons(shown)[0] ?? shown).focus();
		const observer = new ResizeObserver(settle);
		observer.observe(shown);
		window.addEventListener("resize", settle);
		window.addEventListener("scroll", settle, true);
		return () => {
			observer.disconnect();
			window.removeEventListener("resize", settle);
			window.removeEventListener("scroll", settle, true);
		};
	}, [isOpen, side]);

	useEffect(() => {
		if (!isOpen) return;
		const closeOutside = (event: Event) => {
			const { target } = event;
			if (!(target instanceof Element) || root.current?.contains(target)) return;
			setOpen(false);
			if (isMenu && target.closest(".hfis-viewport") !== null) event.stopPropagation();
		};
		document.addEventListener("pointerdown", closeOutside, true);
		return () => document.removeEventListener("pointerdown", closeOutside, true);
	}, [isOpen, isMenu]);

	function onKeyDown(event: KeyboardEvent): void {
		if (!isOpen) return;
		if (event.key === "Escape") {
			event.preventDefault();
			event.stopPropagation();
			close("button");
			return;
		}
		// Undo still undoes; a letter here is no tool.
		if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
		if (panel.current === null || ownsArrows(event.target) || event.altKey) return;
		const isInside = panel.current.contains(document.activeElement);
		if (isInside && moveFocus(event.key, ["down"], enabledButtons(panel.current))) event.preventDefault();
	}

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: keys of the button and of what it opened come by here.
		<div
			ref={root}
			className="hfis-pop"
			onKeyDown={onKeyDown}
			onBlur={({ relatedTarget }) => {
				if (relatedTarget instanceof Node && !root.current?.contains(relatedTarget)) setOpen(false);
			}}
		>
			<button
				ref={button}
				type="button"
				className={`hfis-button ${className}`}
				aria-label={label}
				aria-haspopup="dialog"
				aria-expanded={isOpen}
				aria-controls={isOpen ? id : undefined}
				data-stop={isStop ? "" : undefined}
				data-opens={name}
				title={hintSide === undefined ? label : undefined}
				disabled={isDisabled}
				onClick={() => setOpen(!isOpen)}
			>
				{face}
				{hintSide !== undefined && !isOpen && (
					<span className={`hfis-hint hfis-hint-${hintSide}`} aria-hidden="true">
						{label}
					</span>
				)}
			</button>
			{isOpen && (
				<div
					ref={panel}
					id={id}
					popover="manual"
					role="dialog"
					aria-label={label}
					tabIndex={-1}
					className={`hfis-popover ${panelClassName}`}
				>
					{props.children(close)}
				</div>
			)}
		</div>
	);
}

const GAP = 6;

/** In the window's coordinates, since a popover lies in the top layer; kept inside the window. */
function place(panel: HTMLElement, button: DOMRect, side: Side): void {
	const { offsetWidth: width, offsetHeight: height } = panel;
	const within = (at: number, size: number, room: number) => Math.max(GAP, Math.min(at, room - size - GAP));
	const left = side === "left" ? button.left - GAP - width : button.left;
	const isBelow = side === "off" ? button.bottom + height + 2 * GAP <= window.innerHeight : side === "below";
	const top = side === "left" ? button.top : isBelow ? button.bottom + GAP : button.top - GAP - height;
	panel.style.left = `${within(left, width, window.innerWidth)}px`;
	panel.style.top = `${within(top, height, window.innerHeight)}px`;
}
