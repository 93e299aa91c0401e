// What can be done with all that is selected, be it one or many: the same buttons in the same place.
import { CheckCheck, X } from "lucide-react";
import { IconButton } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { TaskActions } from "./taskActions";
import { actionsFor, type Chosen, wholeWords } from "./taskMenu";

interface SelectionBarProps {
	readonly chosen: Chosen;
	readonly actions: TaskActions;
	readonly onSelectAll: () => void;
	readonly onClear: () => void;
}

export function SelectionBar({ chosen, actions, onSelectAll, onClear }: SelectionBarProps) {
	const t = useTranslate();
	return (
		<div className="hfis-selection" data-hfis-selection="" role="toolbar" aria-label={t("tasks.selection")}>
			<IconButton icon={X} size={15} label={t("tasks.clearSelection")} onClick={onClear} />
			<span role="status">{t("tasks.selected", { count: chosen.ids.length })}</span>
			<IconButton icon={CheckCheck} size={15} label={t("tasks.selectAll")} onClick={onSelectAll} />
			<span className="hfis-selection-space" />
			{actionsFor(chosen).map((action) => (
				<IconButton
					key={action.id}
					icon={action.icon(chosen)}
					size={15}
					label={wholeWords(action, chosen, t)}
					onClick={() => action.run(actions, chosen)}
				/>
			))}
		</div>
	);
}
