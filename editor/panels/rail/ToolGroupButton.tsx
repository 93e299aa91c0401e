// A button of the rail for a group of tools. A click chooses the shown tool; a click on the chosen one, holding the button, the
// right button, or the menu key opens the group. Holding, moving to a tool and releasing chooses that one.
import { useEffect, useRef, useState } from "react";
import { Menu } from "../../../ui";
import { HOLD_MS } from "../../input/keyboard";
import { type Action, findAction, TOOL_GROUPS, type Tool, type ToolGroup } from "../../tools";
import { ActionButton } from "../ActionButton";
import { actionIcon } from "../actionIcon";
import { focusCanvas } from "../focusCanvas";
import { actionKeys } from "../keyLabels";
import type { PanelProps } from "../panelProps";

interface ToolGroupButtonProps extends PanelProps {
	readonly group: ToolGroup;
	readonly tools: readonly Tool[];
	/** Of the tool that the button shows. */
	readonly action: Action;
	readonly hasText: boolean;
}

export function ToolGroupButton({ group, tools, action, hasText, ...panelProps }: ToolGroupButtonProps) {
	const { session, snapshot, locale } = panelProps;
	const anchor = useRef<HTMLSpanElement>(null);
	const [isOpen, setOpen] = useState(false);
	const hold = useHold(() => setOpen(true));
	const choose = (tool: string, isPointed: boolean) => {
		session.run(tool);
		if (isPointed && anchor.current) focusCanvas(anchor.current);
	};
	const items = tools.flatMap(({ id }) => {
		const own = findAction(`tool.${id}`);
		const icon = own && actionIcon(own);
		if (own === undefined || icon === undefined) return [];
		return {
			id: own.id,
			icon,
			label: own.label[locale],
			keys: actionKeys(own, snapshot).text,
			isChecked: own.id === action.id,
			run: (isPointed: boolean) => choose(own.id, isPointed),
		};
	});
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: presses of the button bubble to here; the keyboard has its own way.
		<span
			ref={anchor}
			className="hfis-toolbar-tool-group"
			{...hold}
			onContextMenu={(event) => {
				event.preventDefault();
				setOpen(true);
			}}
		>
			<ActionButton
				tooltipSide="right"
				menu={{ isOpen, toggle: () => setOpen(!isOpen) }}
				{...{ action, hasText, ...panelProps }}
			/>
			{isOpen && anchor.current && (
				<Menu
					label={TOOL_GROUPS[group][locale]}
					items={items}
					at={anchor.current.getBoundingClientRect()}
					side="right"
					opener={anchor.current}
					onClose={() => setOpen(false)}
				/>
			)}
		</span>
	);
}

/** Opens after a press of HOLD_MS, and swallows the click that the press ends with. */
function useHold(open: () => void) {
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
	const isHeld = useRef(false);
	const stop = () => clearTimeout(timer.current);
	useEffect(() => () => clearTimeout(timer.current), []);
	return {
		onPointerDown: ({ button, target }: React.PointerEvent) => {
			isHeld.current = false;
			if (button !== 0 || !(target instanceof Element) || target.closest("[data-stop]") === null) return;
			stop();
			timer.current = setTimeout(() => {
				isHeld.current = true;
				open();
			}, HOLD_MS);
		},
		onPointerUp: ({ clientX, clientY }: React.PointerEvent) => {
			stop();
			if (!isHeld.current) return;
			const item = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[role=menuitemradio]");
			if (!item) return;
			item.click();
			focusCanvas(item);
		},
		onPointerCancel: stop,
		onClickCapture: (event: React.MouseEvent) => {
			if (isHeld.current && event.target instanceof Element && event.target.closest("[data-stop]") !== null)
				event.stopPropagation();
			isHeld.current = false;
		},
	};
}
