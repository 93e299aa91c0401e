// What opens beside the canvas where there is room, else over its edge. It gives the focus back to the button it came by.
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "../../ui";
import { STRINGS } from "../strings";
import type { ChromeProps } from "./panelProps";

interface SidePanelProps extends ChromeProps {
	readonly title: string;
	/** The action that opens it. */
	readonly action: string;
	/** Beside the title. */
	readonly tools?: ReactNode;
	readonly children: ReactNode;
}

export function SidePanel({ session, locale, title, action, tools, children }: SidePanelProps) {
	const panel = useRef<HTMLElement>(null);

	function close(): void {
		const root = panel.current?.closest(".hfis-editor");
		session.apply([{ type: "panel", panel: null }]);
		root?.querySelector<HTMLElement>(`[data-action="${action}"]`)?.focus();
	}

	// Whoever works with the keyboard comes along; whoever points at the canvas stays there.
	useEffect(() => {
		const opened = panel.current;
		const focused = opened?.ownerDocument.activeElement;
		if (opened === null || focused instanceof HTMLElement === false || focused.dataset.pointed !== undefined) return;
		opened.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
	}, []);

	return (
		<aside
			ref={panel}
			className="hfis-side-panel"
			aria-label={title}
			onKeyDown={(event) => {
				if (event.key !== "Escape" || event.defaultPrevented) return;
				event.preventDefault();
				event.stopPropagation();
				close();
			}}
		>
			<header className="hfis-side-panel-header">
				<h2>{title}</h2>
				{tools}
				<IconButton icon={X} size={16} tone="strong" label={STRINGS.close[locale]} onClick={close} />
			</header>
			<div className="hfis-side-panel-body">{children}</div>
		</aside>
	);
}
