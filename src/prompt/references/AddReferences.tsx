// The button that adds references to the request, from files or from recent results.
import { FolderOpen, ImagePlus } from "lucide-react";
import { useEffect, useState } from "react";
import { Popover } from "../../../ui";
import { useTranslate } from "../../i18n/locale";
import { truncateText } from "../../i18n/truncateText";
import { Thumbnail } from "../../images/Thumbnail";
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";
import { loadLatestTasks } from "../text/loadLatestTasks";
import type { ReferenceSource } from "./requestImages";

interface AddReferencesProps {
	readonly library: Pick<Library, "getThumbnail" | "watchTaskIds" | "watchTasksOf">;
	readonly onPickFiles: () => void;
	readonly onAdd: (sources: readonly ReferenceSource[]) => void;
}

const MAX_RESULTS = 24;

export function AddReferences({ library, onPickFiles, onAdd }: AddReferencesProps) {
	const t = useTranslate();
	return (
		<Popover
			label={t("prompt.references.add")}
			side="above"
			tooltipSide="above"
			buttonClassName="hfis-ui-icon-button"
			panelClassName="hfis-references-add"
			face={<ImagePlus size={18} aria-hidden="true" />}
		>
			{(close) => (
				<>
					<button
						type="button"
						className="hfis-ui-button hfis-references-files"
						data-first=""
						onClick={() => {
							close();
							onPickFiles();
						}}
					>
						<FolderOpen size={15} aria-hidden="true" />
						{t("prompt.references.files")}
					</button>
					<h2>{t("prompt.references.results")}</h2>
					<RecentResults
						library={library}
						onPick={(result) => {
							close();
							onAdd([result]);
						}}
					/>
				</>
			)}
		</Popover>
	);
}

interface RecentResultsProps extends Pick<AddReferencesProps, "library"> {
	readonly onPick: (result: ReferenceSource) => void;
}

function RecentResults({ library, onPick }: RecentResultsProps) {
	const t = useTranslate();
	const [tasks, setTasks] = useState<readonly TaskRecord[] | null>(null);
	useEffect(() => loadLatestTasks(library, MAX_RESULTS, setTasks), [library]);
	if (tasks === null) return null;
	const results = tasks
		.flatMap(({ id, prompt, outputs }) => outputs.map(({ image, index }) => ({ key: `${id} ${index}`, image, prompt })))
		.slice(0, MAX_RESULTS);
	if (results.length === 0) return <p>{t("prompt.references.noResults")}</p>;
	return (
		<div className="hfis-references-results">
			{results.map(({ key, image, prompt }) => (
				<button
					key={key}
					type="button"
					title={prompt}
					aria-label={t("tasks.pictureAlt", { prompt })}
					onClick={() => onPick({ image, name: truncateText(prompt, 60) })}
				>
					<Thumbnail library={library} sha256={image} alt="" />
				</button>
			))}
		</div>
	);
}
