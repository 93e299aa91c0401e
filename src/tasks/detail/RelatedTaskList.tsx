// The tasks whose images the task used, those that used its images, and other edits of the same picture.
import { useEffect, useState } from "react";
import { useTranslate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";
import { findRelatedTasks, inputImages, outputImages, type RelatedGroup } from "./relatedTasks";
import { ThumbnailButton } from "./ThumbnailButton";

interface RelatedTaskListProps {
	readonly task: TaskRecord;
	readonly library: Pick<Library, "tasksWithImages" | "getThumbnail">;
	readonly onOpen: (task: TaskRecord) => void;
}

export function RelatedTaskList({ task, library, onOpen }: RelatedTaskListProps) {
	const t = useTranslate();
	const [groups, setGroups] = useState<readonly RelatedGroup[]>([]);
	useEffect(() => {
		let isStale = false;
		library.tasksWithImages([...inputImages(task), ...outputImages(task)]).then(
			(found) => isStale || setGroups(findRelatedTasks(task, found)),
			() => {},
		);
		return () => {
			isStale = true;
		};
	}, [library, task]);
	return groups.map(({ relation, tasks }) => (
		<section key={relation}>
			<h3>{t(`detail.related.${relation}`)}</h3>
			<div className="hfis-detail-inputs">
				{tasks.map((related) => (
					<ThumbnailButton
						key={related.id}
						library={library}
						sha256={related.outputs[0]?.image ?? ""}
						label={`${t("tasks.detail")}: ${related.prompt}`}
						onClick={() => onOpen(related)}
					/>
				))}
			</div>
		</section>
	));
}
