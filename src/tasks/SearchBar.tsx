// The bar above the task grid: search field, favourites and the other filters.
import { CloudDownload, Search, Star, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskFilter } from "../library/taskQuery";
import { FilterPopover } from "./FilterPopover";

interface SearchBarProps {
	readonly library: Pick<Library, "watchModels">;
	readonly filter: TaskFilter;
	readonly onChange: (filter: TaskFilter) => void;
	/** undefined: no account stores outputs. */
	readonly onShowCloudOutputs: (() => void) | undefined;
	readonly onShowBin: () => void;
	/** Controls of the list's appearance. */
	readonly children: ReactNode;
}

export function SearchBar({ library, filter, onChange, onShowCloudOutputs, onShowBin, children }: SearchBarProps) {
	const t = useTranslate();
	const isStarred = filter.onlyFavourites === true;
	return (
		<search className="hfis-find">
			<label className="hfis-find-words">
				<Search size={14} aria-hidden="true" />
				<input
					type="search"
					value={filter.text ?? ""}
					aria-label={t("tasks.search")}
					placeholder={t("tasks.search")}
					onChange={(event) => onChange({ ...filter, text: event.target.value })}
				/>
			</label>
			<IconButton
				icon={Star}
				size={15}
				label={t("tasks.onlyFavourites")}
				aria-pressed={isStarred}
				className={isStarred ? "hfis-ui-icon-button-marked" : ""}
				onClick={() => onChange({ ...filter, onlyFavourites: !isStarred })}
			/>
			<FilterPopover {...{ library, filter, onChange }} />
			{children}
			<IconButton icon={Trash2} size={15} label={t("bin.show")} aria-haspopup="dialog" onClick={onShowBin} />
			{onShowCloudOutputs ? (
				<IconButton
					icon={CloudDownload}
					size={15}
					label={t("cloudOutputs.show")}
					aria-haspopup="dialog"
					onClick={onShowCloudOutputs}
				/>
			) : null}
		</search>
	);
}
