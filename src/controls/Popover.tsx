// A button and what it opens: a native popover, drawn over everything and clipped by nothing, yet a child of the panel's
// root. Escape, a press elsewhere, or the focus leaving closes it.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { place } from "./place";

interface PopoverProps {
	readonly label: string;
	readonly face: ReactNode;
	readonly className?: string;
	readonly panelClassName?: string;
	readonly opens?: "up" | "down";
	readonly title?: string;
	children(close: () => void): ReactNode;
}

export function Popover({
	label,
	face,
	className = "",
	panelClassName = "",
	opens = "up",
	title,
	children,
}: PopoverProps) {
	const [isOpen, setOpen] = useState(false);
	const root = useRef<HTMLDivElement>(null);
	const button = useRef<HTMLButtonElement>(null);
	const panel = useRef<HTMLDivElement>(null);
	const id = useId();

	useLayoutEffect(() => {
		const [shown, from] = [panel.current, button.current];
		if (!isOpen || !shown || !from) return;
		shown.showPopover();
		const settle = (): void => place(shown, from.getBoundingClientRect(), opens);
		settle();
		const first = ["[data-first]", "input:checked", "button, input:enabled"].map((one) =>
			shown.querySelector<HTMLElement>(one),
		);
		(first.find((one) => one !== null) ?? shown).focus();
		const observer = new ResizeObserver(settle);
		observer.observe(shown);
		addEventListener("resize", settle);
		return () => {
			observer.disconnect();
			removeEventListener("resize", settle);
		};
	}, [isOpen, opens]);

	useEffect(() => {
		if (!isOpen) return;
		const closeOutside = (event: PointerEvent): void => {
			if (!(event.target instanceof Node && root.current?.contains(event.target))) setOpen(false);
		};
		document.addEventListener("pointerdown", closeOutside, true);
		return () => document.removeEventListener("pointerdown", closeOutside, true);
	}, [isOpen]);

	const close = (): void => {
		setOpen(false);
		button.current?.focus();
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (!isOpen || event.key !== "Escape") return;
		event.preventDefault();
		event.stopPropagation();
		close();
	};

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: keys of the button and of what it opened come by here.
		<div
			ref={root}
			className="hfis-popover-root"
			onKeyDown={onKeyDown}
			onBlur={({ relatedTarget }) => {
				if (relatedTarget instanceof Node && !root.current?.contains(relatedTarget)) setOpen(false);
			}}
		>
			<button
				ref={button}
				type="button"
				className={className}
				aria-label={label}
				aria-haspopup="dialog"
				aria-expanded={isOpen}
				aria-controls={isOpen ? id : undefined}
				title={title ?? label}
				onClick={() => setOpen(!isOpen)}
			>
				{face}
			</button>
			{isOpen ? (
				<div
					ref={panel}
					id={id}
					popover="manual"
					role="dialog"
					aria-label={label}
					tabIndex={-1}
					className={`hfis-flyout ${panelClassName}`}
				>
					{children(close)}
				</div>
			) : null}
		</div>
	);
}
