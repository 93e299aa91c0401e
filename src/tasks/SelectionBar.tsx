// The toolbar of the selected tasks. It has the same buttons in the same place for one task and for several.
import { CheckCheck, X } from "lucide-react";
import { IconButton } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { TaskActions } from "./taskActions";
import { labelWithCaution, menuItemsFor, type TaskSelection } from "./taskMenu";

interface SelectionBarProps {
	readonly selection: TaskSelection;
	readonly actions: TaskActions;
	readonly onSelectAll: () => void;
	readonly onClear: () => void;
}

export function SelectionBar({ selection, actions, onSelectAll, onClear }: SelectionBarProps) {
	const t = useTranslate();
	return (
		<div className="hfis-selection" data-hfis-selection="" role="toolbar" aria-label={t("tasks.selection")}>
			<IconButton icon={X} size={15} label={t("tasks.clearSelection")} onClick={onClear} />
			<span role="status">{t("tasks.selected", { count: selection.ids.length })}</span>
			<IconButton icon={CheckCheck} size={15} label={t("tasks.selectAll")} onClick={onSelectAll} />
			<span className="hfis-selection-space" />
			{menuItemsFor(selection).map((item) => (
				<IconButton
					key={item.id}
					icon={item.icon(selection)}
					size={15}
					label={labelWithCaution(item, selection, t)}
					onClick={() => item.run(actions, selection)}
				/>
			))}
		</div>
	);
}
