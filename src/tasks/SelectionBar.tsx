// What can be done with all that is selected.
import { Star, StarOff, Trash2, X } from "lucide-react";
import { IconButton } from "../controls/IconButton";
import { useTranslate } from "../i18n/locale";

interface SelectionBarProps {
	readonly count: number;
	/** All of them are. */
	readonly areFavourites: boolean;
	readonly onFavourite: (isFavourite: boolean) => void;
	readonly onDelete: () => void;
	readonly onSelectAll: () => void;
	readonly onClear: () => void;
}

export function SelectionBar(props: SelectionBarProps) {
	const { count, areFavourites, onFavourite, onDelete, onSelectAll, onClear } = props;
	const t = useTranslate();
	return (
		<div className="hfis-selection" role="toolbar" aria-label={t("tasks.selection")}>
			<IconButton icon={X} size={15} label={t("tasks.clearSelection")} onClick={onClear} />
			<span role="status">{t("tasks.selected", { count })}</span>
			<button type="button" className="hfis-link" onClick={onSelectAll}>
				{t("tasks.selectAll")}
			</button>
			<span className="hfis-selection-space" />
			<IconButton
				icon={areFavourites ? StarOff : Star}
				size={15}
				label={t(areFavourites ? "tasks.unfavourite" : "tasks.favourite")}
				onClick={() => onFavourite(!areFavourites)}
			/>
			<IconButton icon={Trash2} size={15} label={t("tasks.delete")} onClick={onDelete} />
		</div>
	);
}
