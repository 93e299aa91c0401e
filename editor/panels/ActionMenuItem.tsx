// An item of a toolbar's menu that runs an action of the registry, with its icon and shortcut.
import { MenuItem } from "../../ui";
import type { Action } from "../tools";
import type { Locale } from "../types";
import { actionIcon } from "./actionIcon";
import { keyShortcut, keyText } from "./keyLabels";

interface ActionMenuItemProps {
	readonly action: Action;
	readonly locale: Locale;
	readonly isEnabled: boolean;
	readonly isExpanded?: boolean;
	readonly value?: string;
	onClick(item: Element, isPointed: boolean): void;
}

export function ActionMenuItem({ action, locale, isEnabled, isExpanded, value, onClick }: ActionMenuItemProps) {
	const [shortcut] = action.shortcuts;
	return (
		<MenuItem
			icon={actionIcon(action)}
			label={action.label[locale]}
			keys={shortcut && keyText(shortcut)}
			{...{ value, isExpanded }}
			data-action={action.id}
			aria-keyshortcuts={shortcut && keyShortcut(shortcut)}
			disabled={!isEnabled}
			onClick={(event) => onClick(event.currentTarget, event.detail > 0)}
		/>
	);
}
