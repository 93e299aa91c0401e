// The context menu of a card, or of all selected tasks.
import { Menu } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { TaskActions } from "./taskActions";
import { menuItemsFor, type TaskSelection } from "./taskMenu";

interface CardMenuProps {
	readonly at: DOMRect;
	readonly selection: TaskSelection;
	readonly actions: TaskActions;
	readonly onClose: () => void;
}

export function CardMenu({ at, selection, actions, onClose }: CardMenuProps) {
	const t = useTranslate();
	const items = menuItemsFor(selection).map((item) => ({
		id: item.id,
		icon: item.icon(selection),
		label: item.label(selection, t),
		title: item.caution?.(selection, t),
		begins: item.startsGroup,
		run: () => item.run(actions, selection),
	}));
	const { length } = selection.ids;
	const label = length > 1 ? t("tasks.selected", { count: length }) : t("tasks.actionsOf");
	return <Menu {...{ label, items, at, onClose }} />;
}
