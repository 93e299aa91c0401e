// What can be done with a card, or with all that is selected, as a menu.
import { Menu } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { TaskActions } from "./taskActions";
import { actionsFor, type Chosen } from "./taskMenu";

interface CardMenuProps {
	readonly at: DOMRect;
	readonly chosen: Chosen;
	readonly actions: TaskActions;
	readonly onClose: () => void;
}

export function CardMenu({ at, chosen, actions, onClose }: CardMenuProps) {
	const t = useTranslate();
	const items = actionsFor(chosen).map((action) => ({
		id: action.id,
		icon: action.icon(chosen),
		label: action.words(chosen, t),
		title: action.caution?.(chosen, t),
		begins: action.begins,
		run: () => action.run(actions, chosen),
	}));
	const { length } = chosen.ids;
	const label = length > 1 ? t("tasks.selected", { count: length }) : t("tasks.actionsOf");
	return <Menu {...{ label, items, at, onClose }} />;
}
