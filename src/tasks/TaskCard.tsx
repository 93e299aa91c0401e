// One task in the grid: its picture or its state, what was asked, and what can be done about it.
import { Brush, CircleAlert, Info, LoaderCircle, OctagonPause, RotateCcw, Square } from "lucide-react";
import { memo, useEffect, useState } from "react";
import { IconButton } from "../controls/IconButton";
import { useTabStop } from "../controls/tabStop";
import type { Stage } from "../gateway/types";
import { describeError, describeErrorShortly } from "../i18n/errorWords";
import { useLocale, useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { Thumbnail } from "./Thumbnail";
import { elapsedOf, sizeOf, stateOf } from "./taskWords";

export interface TaskCardProps {
	readonly task: TaskRecord;
	readonly stage: Stage | undefined;
	/** The outcome could not be stored. */
	readonly problem: string | undefined;
	readonly library: Pick<Library, "getThumbnail">;
	readonly onShow: (task: TaskRecord, index: number) => void;
	readonly onCancel: (id: string) => void;
	readonly onRetry: ((id: string) => void) | undefined;
	readonly onDetail: (task: TaskRecord) => void;
}

export const TaskCard = memo(function TaskCard(props: TaskCardProps) {
	const { task, stage, problem, library, onShow, onCancel, onRetry, onDetail } = props;
	const t = useTranslate();
	const locale = useLocale();
	const tabIndex = useTabStop();
	const isRunning = task.status === "running" && problem === undefined;
	const [first] = task.outputs;
	const size = first ? sizeOf(task, t) : undefined;
	const error = problem ? { code: problem, message: problem } : task.error;
	const canRetry = !isRunning && !first && onRetry !== undefined;
	return (
		<article className={`hfis-card hfis-card-${task.status}`} aria-label={task.prompt} aria-busy={isRunning}>
			<div className="hfis-card-picture">
				{first ? (
					<button
						type="button"
						className="hfis-card-show"
						tabIndex={tabIndex}
						aria-label={t("tasks.show", { prompt: task.prompt })}
						onClick={() => onShow(task, first.index)}
					>
						<Thumbnail library={library} sha256={first.image} alt={t("tasks.pictureAlt", { prompt: task.prompt })} />
					</button>
				) : isRunning ? (
					<div className="hfis-card-state">
						<LoaderCircle size={20} className="hfis-spin" aria-hidden="true" />
						<span>{stateOf(task, stage, t)}</span>
					</div>
				) : (
					<button
						type="button"
						className="hfis-card-state hfis-card-failure"
						tabIndex={tabIndex}
						aria-haspopup="dialog"
						onClick={() => onDetail(task)}
					>
						{task.status === "failed" ? (
							<CircleAlert size={18} aria-hidden="true" />
						) : (
							<OctagonPause size={18} aria-hidden="true" />
						)}
						<span>{error ? describeErrorShortly(error, locale) : stateOf(task, stage, t)}</span>
					</button>
				)}
				{task.outputs.length > 1 ? <span className="hfis-card-count">{task.outputs.length}</span> : null}
			</div>
			<div className="hfis-card-text">
				<p className="hfis-card-prompt" title={task.prompt}>
					{task.prompt}
				</p>
				<p className="hfis-card-meta">
					{task.inputs.editMask ? <Brush size={12} aria-label={t("tasks.masked")} /> : null}
					{isRunning ? <Elapsed task={task} /> : size ? <Size {...size} /> : <span>{stateOf(task, stage, t)}</span>}
					{first && error ? <CircleAlert size={12} aria-label={describeError(error, locale)} /> : null}
				</p>
				<div className="hfis-card-actions">
					{isRunning ? (
						<IconButton
							icon={Square}
							size={14}
							label={t(task.gateway === "managed" ? "tasks.stopWaiting" : "tasks.cancel")}
							onClick={() => onCancel(task.id)}
						/>
					) : null}
					{canRetry ? (
						<IconButton icon={RotateCcw} size={14} label={t("tasks.retry")} onClick={() => onRetry(task.id)} />
					) : null}
					<IconButton
						icon={Info}
						size={14}
						label={t("tasks.detail")}
						aria-haspopup="dialog"
						onClick={() => onDetail(task)}
					/>
				</div>
			</div>
		</article>
	);
});

function Size({ text, differs }: { text: string; differs: boolean }) {
	return (
		<span className={differs ? "hfis-differs" : undefined} title={text}>
			{text}
		</span>
	);
}

/** Time that passed is all that is known: no percentages are made up. */
function Elapsed({ task }: { task: TaskRecord }) {
	const t = useTranslate();
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 1000);
		return () => clearInterval(timer);
	}, []);
	return <span className="hfis-elapsed">{t("tasks.elapsed", { seconds: elapsedOf(task, now) })}</span>;
}
