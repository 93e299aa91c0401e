// Items of a toolbar's menu that run actions of the registry. Icon, name, shortcut, pressed and disabled state come from it.
import { type ClosePopover, MenuItem } from "../../ui";
import type { Action } from "../tools";
import { actionIcon } from "./actionIcon";
import { focusCanvas } from "./focusCanvas";
import { actionKeys } from "./keyLabels";
import type { PanelProps } from "./panelProps";

interface ActionMenuItemProps extends PanelProps {
	readonly action: Action;
	readonly close: ClosePopover;
	readonly isExpanded?: boolean;
	readonly value?: string;
	/** In place of closing the menu and running the action. */
	onClick?(): void;
}

export function ActionMenuItem(props: ActionMenuItemProps) {
	const { action, close, session, snapshot, locale, isExpanded, value, onClick } = props;
	const keys = actionKeys(action, snapshot);
	const isPressed = action.isPressed?.(snapshot);
	const run = (item: Element, isPointed: boolean) => {
		close({ returnFocus: !isPointed });
		// A click gives the focus to the canvas. With the keyboard it goes back to the menu's button.
		if (isPointed) focusCanvas(item);
		session.run(action.id);
	};
	return (
		<MenuItem
			icon={actionIcon(action)}
			label={action.label[locale]}
			keys={keys.text}
			value={isPressed ? "✓" : value}
			isExpanded={isExpanded}
			data-action={action.id}
			aria-keyshortcuts={keys.aria}
			aria-pressed={isPressed}
			disabled={!action.isEnabled(snapshot)}
			onClick={onClick ?? ((event) => run(event.currentTarget, event.detail > 0))}
		/>
	);
}

interface ActionMenuSectionsProps extends PanelProps {
	readonly sections: readonly (readonly Action[])[];
	readonly close: ClosePopover;
}

export function ActionMenuSections({ sections, ...itemProps }: ActionMenuSectionsProps) {
	return sections.map((actions) => (
		<div className="hfis-ui-menu-section" key={actions[0]?.id}>
			{actions.map((action) => (
				<ActionMenuItem key={action.id} {...itemProps} action={action} />
			))}
		</div>
	));
}
