// The button that adds pictures to what goes along: from files, or from what was made before.
import { FolderOpen, ImagePlus } from "lucide-react";
import { useEffect, useState } from "react";
import { Popover } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { truncateText } from "../i18n/truncateText";
import { Thumbnail } from "../images/Thumbnail";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { latestTasks } from "./latestTasks";
import type { Addable } from "./requestImages";

interface AddReferencesProps {
	readonly library: Pick<Library, "getThumbnail" | "watchTaskIds" | "watchTasksOf">;
	readonly onFiles: () => void;
	readonly onAdd: (pictures: readonly Addable[]) => void;
}

const RESULTS = 24;

export function AddReferences({ library, onFiles, onAdd }: AddReferencesProps) {
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
							onFiles();
						}}
					>
						<FolderOpen size={15} aria-hidden="true" />
						{t("prompt.references.files")}
					</button>
					<h2>{t("prompt.references.results")}</h2>
					<Results
						library={library}
						onPick={(picture) => {
							close();
							onAdd([picture]);
						}}
					/>
				</>
			)}
		</Popover>
	);
}

interface ResultsProps extends Pick<AddReferencesProps, "library"> {
	readonly onPick: (picture: Addable) => void;
}

function Results({ library, onPick }: ResultsProps) {
	const t = useTranslate();
	const [tasks, setTasks] = useState<readonly TaskRecord[] | null>(null);
	useEffect(() => latestTasks(library, RESULTS, setTasks), [library]);
	if (tasks === null) return null;
	const results = tasks
		.flatMap(({ id, prompt, outputs }) => outputs.map(({ image, index }) => ({ key: `${id} ${index}`, image, prompt })))
		.slice(0, RESULTS);
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
