// A row or column of buttons that is one stop for the Tab key; arrow keys move along it. Its buttons carry data-stop.
import { type FocusEvent, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { moveFocus } from "./focusMovement";

interface ToolbarProps {
	readonly className: string;
	readonly label: string;
	readonly isVertical?: boolean;
	/** It keeps its place, but is neither seen nor reached. */
	readonly isHidden?: boolean;
	readonly children: ReactNode;
}

/** The value of data-stop on the button that Tab reaches. */
const CURRENT = "here";

export function Toolbar({ className, label, isVertical = false, isHidden = false, children }: ToolbarProps) {
	const toolbar = useRef<HTMLDivElement>(null);

	// After every rendering, since buttons may have been enabled or disabled: exactly one enabled button is the stop.
	useLayoutEffect(() => {
		const buttons = [...(toolbar.current?.querySelectorAll<HTMLButtonElement>("[data-stop]") ?? [])];
		const enabled = buttons.filter((button) => !button.disabled);
		const stop = enabled.find((button) => button.dataset.stop === CURRENT) ?? enabled[0];
		for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
	});

	function onFocus(event: FocusEvent): void {
		const focused = (event.target as Element).closest<HTMLElement>("[data-stop]");
		if (focused === null) return;
		for (const button of toolbar.current?.querySelectorAll<HTMLElement>("[data-stop]") ?? []) {
			button.dataset.stop = button === focused ? CURRENT : "";
			button.tabIndex = button === focused ? 0 : -1;
		}
	}

	function onKeyDown(event: KeyboardEvent): void {
		const isStop = event.target instanceof Element && event.target.matches("[data-stop]");
		if (!isStop || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
		const stops = [...(toolbar.current?.querySelectorAll<HTMLElement>("[data-stop]:not(:disabled)") ?? [])];
		if (!moveFocus(event.key, isVertical ? ["horizontal", "vertical"] : ["horizontal"], stops)) return;
		event.preventDefault();
		event.stopPropagation();
	}

	return (
		<div
			ref={toolbar}
			className={className}
			role="toolbar"
			aria-label={label}
			data-hidden={isHidden || undefined}
			aria-orientation={isVertical ? "vertical" : "horizontal"}
			onFocus={onFocus}
			onKeyDown={onKeyDown}
		>
			{children}
		</div>
	);
}
