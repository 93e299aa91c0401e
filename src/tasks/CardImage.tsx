// The image area of a card: the first output, or the partial image, the state or the error; with marks for mask, references
// and the number of outputs.
import { Brush, CircleAlert, Images, LoaderCircle, OctagonPause } from "lucide-react";
import { useTabStop } from "../../ui";
import type { Stage } from "../gateway/types";
import { describeErrorShortly, providerWords } from "../i18n/describeErrorRecord";
import { useLocale, useTranslate } from "../i18n/locale";
import { Thumbnail } from "../images/Thumbnail";
import type { TaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import { isMasked, type TaskError, type TaskRecord } from "../library/records";
import { openLightbox } from "../lightbox/lightboxState";
import { PartialImage } from "./PartialImage";
import type { TaskActions } from "./taskActions";
import { taskStateLabel } from "./taskLabels";

interface CardImageProps {
	readonly task: TaskRecord;
	readonly isRunning: boolean;
	readonly isComplete: boolean;
	readonly stage: Stage | undefined;
	readonly live: TaskProgress | undefined;
	readonly error: TaskError | undefined;
	readonly library: Pick<Library, "getThumbnail">;
	readonly actions: Pick<TaskActions, "show" | "openDetail">;
}

export function CardImage({ task, isRunning, isComplete, stage, live, error, library, actions }: CardImageProps) {
	const t = useTranslate();
	const locale = useLocale();
	const tabIndex = useTabStop();
	const [first] = task.outputs;
	const preview = isRunning ? live?.previews.values().next().value : undefined;
	const state = taskStateLabel(task, stage, t, live);
	const words = error && providerWords(error);
	return (
		<div className="hfis-card-picture">
			{first ? (
				<button
					type="button"
					className="hfis-card-show"
					tabIndex={tabIndex}
					aria-label={t("tasks.show", { prompt: task.prompt })}
					aria-keyshortcuts="F"
					onClick={() => actions.show(task, first.index)}
					onKeyDown={({ key, ctrlKey, metaKey, altKey }) => {
						if (key.toLowerCase() === "f" && !ctrlKey && !metaKey && !altKey) openLightbox(task.id);
					}}
				>
					<Thumbnail library={library} sha256={first.image} alt={t("tasks.pictureAlt", { prompt: task.prompt })} />
				</button>
			) : isRunning ? (
				<div className="hfis-card-state">
					{preview ? <PartialImage blob={preview} alt={t("tasks.previewAlt", { prompt: task.prompt })} /> : null}
					<LoaderCircle size={20} className="hfis-ui-spin" aria-hidden="true" />
					<span>{state}</span>
				</div>
			) : (
				<button
					type="button"
					className="hfis-card-state hfis-card-failure"
					tabIndex={tabIndex}
					aria-haspopup="dialog"
					onClick={() => actions.openDetail(task)}
				>
					{task.status === "failed" ? (
						<CircleAlert size={18} aria-hidden="true" />
					) : (
						<OctagonPause size={18} aria-hidden="true" />
					)}
					<span>{error ? describeErrorShortly(error, locale) : state}</span>
					{words ? (
						// The provider's language is unknown.
						<q className="hfis-card-words" lang="">
							{words}
						</q>
					) : null}
				</button>
			)}
			{isComplete ? <InputMarks task={task} /> : null}
			{isComplete && task.outputs.length > 1 ? (
				<span
					className="hfis-card-mark hfis-card-count"
					role="img"
					aria-label={t("tasks.outputs", { count: task.outputs.length })}
				>
					{task.outputs.length}
				</span>
			) : null}
		</div>
	);
}

/** Marks for a mask and for references. */
function InputMarks({ task: { inputs } }: Pick<CardImageProps, "task">) {
	const t = useTranslate();
	const count = inputs.references.length;
	const hasMask = isMasked(inputs);
	if (!hasMask && count === 0) return null;
	const references = t("tasks.references", { count });
	return (
		<span className="hfis-card-marks">
			{hasMask ? (
				<span className="hfis-card-mark" role="img" aria-label={t("tasks.masked")} title={t("tasks.masked")}>
					<Brush size={12} aria-hidden="true" />
				</span>
			) : null}
			{count > 0 ? (
				<span className="hfis-card-mark" role="img" aria-label={references} title={references}>
					<Images size={12} aria-hidden="true" />
					{count}
				</span>
			) : null}
		</span>
	);
}
