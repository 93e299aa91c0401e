// What can be done with all that is selected.
import { CheckCheck, X } from "lucide-react";
import { IconButton } from "../controls/IconButton";
import { useTranslate } from "../i18n/locale";
import { actionsFor, type Chosen, type TaskAction, wholeWords } from "./taskMenu";

interface SelectionBarProps {
	readonly chosen: Chosen;
	readonly onRun: (action: TaskAction) => void;
	readonly onSelectAll: () => void;
	readonly onClear: () => void;
}

export function SelectionBar({ chosen, onRun, onSelectAll, onClear }: SelectionBarProps) {
	const t = useTranslate();
	return (
		<div className="hfis-selection" role="toolbar" aria-label={t("tasks.selection")}>
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
					onClick={() => onRun(action)}
				/>
			))}
		</div>
	);
}
