// Over the grid: words to look for, and what kind of task.
import { CloudDownload, Search, Star } from "lucide-react";
import { Choice } from "../controls/Choice";
import { IconButton } from "../controls/IconButton";
import { useTranslate } from "../i18n/locale";
import type { TaskFilter } from "../library/find";
import type { TaskStatus } from "../library/records";

interface FindBarProps {
	readonly filter: TaskFilter;
	readonly onChange: (filter: TaskFilter) => void;
	/** Absent where no account saves any. */
	readonly onShowSaved: (() => void) | undefined;
}

const KINDS = ["all", "done", "running", "failed", "interrupted", "cancelled", "masked"] as const;
type Kind = (typeof KINDS)[number];

export function FindBar({ filter, onChange, onShowSaved }: FindBarProps) {
	const t = useTranslate();
	const kind: Kind = filter.hasMask ? "masked" : (filter.status ?? "all");
	const chooseKind = (chosen: Kind): void => {
		const { status: _, hasMask: __, ...others } = filter;
		if (chosen === "masked") onChange({ ...others, hasMask: true });
		else onChange(chosen === "all" ? others : { ...others, status: chosen as TaskStatus });
	};
	const isStarred = filter.onlyFavourites === true;
	return (
		<search className="hfis-find">
			<label className="hfis-find-words">
				<Search size={14} aria-hidden="true" />
				<input
					type="search"
					value={filter.text ?? ""}
					aria-label={t("tasks.find")}
					placeholder={t("tasks.find")}
					onChange={(event) => onChange({ ...filter, text: event.target.value })}
				/>
			</label>
			<Choice
				label={t("tasks.kind")}
				value={kind}
				opens="down"
				onChange={chooseKind}
				options={KINDS.map((value) => ({
					value,
					label: t(value === "all" ? "tasks.kind.all" : value === "masked" ? "tasks.masked" : `tasks.status.${value}`),
				}))}
			/>
			<IconButton
				icon={Star}
				size={15}
				label={t("tasks.onlyFavourites")}
				aria-pressed={isStarred}
				className={isStarred ? "hfis-starred" : ""}
				onClick={() => onChange({ ...filter, onlyFavourites: !isStarred })}
			/>
			{onShowSaved ? (
				<IconButton
					icon={CloudDownload}
					size={15}
					label={t("saved.show")}
					aria-haspopup="dialog"
					onClick={onShowSaved}
				/>
			) : null}
		</search>
	);
}
