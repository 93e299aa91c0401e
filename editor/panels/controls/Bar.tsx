// A row of buttons that is one stop on the way of the Tab key; arrows go along it.
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { moveFocus } from "./focus";

interface BarProps {
	readonly className: string;
	readonly label: string;
	readonly isVertical?: boolean;
	readonly children: ReactNode;
}

export function Bar({ className, label, isVertical = false, children }: BarProps) {
	const bar = useRef<HTMLDivElement>(null);

	// Also after each change of what can be pressed: one of them is always the stop.
	useLayoutEffect(() => {
		const buttons = bar.current === null ? [] : [...bar.current.querySelectorAll<HTMLButtonElement>("[data-stop]")];
		const usable = buttons.filter((button) => !button.disabled);
		const stop = usable.find((button) => button.dataset.stop === "here") ?? usable[0];
		for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
	});

	function onFocus(event: React.FocusEvent): void {
		const focused = (event.target as Element).closest<HTMLElement>("[data-stop]");
		if (focused === null) return;
		for (const button of bar.current?.querySelectorAll<HTMLElement>("[data-stop]") ?? []) {
			button.dataset.stop = button === focused ? "here" : "";
			button.tabIndex = button === focused ? 0 : -1;
		}
	}

	function onKeyDown(event: KeyboardEvent): void {
		const isStop = event.target instanceof Element && event.target.matches("[data-stop]");
		if (!isStop || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
		const stops = [...(bar.current?.querySelectorAll<HTMLElement>("[data-stop]:not(:disabled)") ?? [])];
		if (!moveFocus(event.key, isVertical ? ["across", "down"] : ["across"], stops)) return;
		event.preventDefault();
		event.stopPropagation();
	}

	return (
		<div
			ref={bar}
			className={className}
			role="toolbar"
			aria-label={label}
			aria-orientation={isVertical ? "vertical" : "horizontal"}
			onFocus={onFocus}
			onKeyDown={onKeyDown}
		>
			{children}
		</div>
	);
}
