// A panel beside the canvas, or over its edge where there is little room. Closing it focuses the button that opened it.
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "../../ui";
import { STRINGS } from "../strings";
import type { PanelProps } from "./panelProps";

interface SidePanelProps extends PanelProps {
	readonly title: string;
	/** The id of the action that opens it. */
	readonly action: string;
	/** Controls beside the title. */
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

	// Opened with the keyboard, the panel takes the focus. After a press on the canvas the focus stays there.
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
