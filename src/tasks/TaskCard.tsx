// One task in the grid: its picture or its state, what was asked, and what can be done about it.
import { Brush, CircleAlert, CloudDownload, Info, LoaderCircle, OctagonPause, RotateCcw, Square } from "lucide-react";
import { memo, useEffect, useState } from "react";
import { IconButton } from "../controls/IconButton";
import { useTabStop } from "../controls/tabStop";
import type { Stage } from "../gateway/types";
import { describeError, describeErrorShortly } from "../i18n/errorWords";
import { useLocale, useTranslate } from "../i18n/locale";
import type { LiveTask } from "../jobs/live";
import { missingOf } from "../jobs/missing";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import type { TaskDeeds } from "./deeds";
import { LivePreview } from "./LivePreview";
import { Thumbnail } from "./Thumbnail";
import { elapsedOf, mayHaveBilled, sizeOf, stateOf } from "./taskWords";

export interface TaskCardProps {
	readonly task: TaskRecord;
	readonly stage: Stage | undefined;
	readonly live: LiveTask | undefined;
	/** The outcome could not be stored. */
	readonly problem: string | undefined;
	readonly library: Pick<Library, "getThumbnail">;
	readonly deeds: TaskDeeds;
}

export const TaskCard = memo(function TaskCard(props: TaskCardProps) {
	const { task, stage, live, problem, library, deeds } = props;
	const t = useTranslate();
	const locale = useLocale();
	const tabIndex = useTabStop();
	const isRunning = task.status === "running" && problem === undefined;
	const [first] = task.outputs;
	const size = first ? sizeOf(task, t) : undefined;
	const error = problem ? { code: problem, message: problem } : task.error;
	const missing = isRunning ? 0 : missingOf(task).length;
	const retryLabel = first ? t("tasks.retryMissing", { count: missing }) : t("tasks.retry");
	const isBilled = missing > 0 && mayHaveBilled(task);
	const canBringIn = task.gateway === "managed" && task.status === "interrupted" && missing > 0;
	const preview = isRunning ? live?.previews.values().next().value : undefined;
	const state = stateOf(task, stage, t, live);
	return (
		<article className={`hfis-card hfis-card-${task.status}`} aria-label={task.prompt} aria-busy={isRunning}>
			<div className="hfis-card-picture">
				{first ? (
					<button
						type="button"
						className="hfis-card-show"
						tabIndex={tabIndex}
						aria-label={t("tasks.show", { prompt: task.prompt })}
						onClick={() => deeds.show(task, first.index)}
					>
						<Thumbnail library={library} sha256={first.image} alt={t("tasks.pictureAlt", { prompt: task.prompt })} />
					</button>
				) : isRunning ? (
					<div className="hfis-card-state">
						{preview ? <LivePreview blob={preview} alt={t("tasks.previewAlt", { prompt: task.prompt })} /> : null}
						<LoaderCircle size={20} className="hfis-spin" aria-hidden="true" />
						<span>{state}</span>
					</div>
				) : (
					<button
						type="button"
						className="hfis-card-state hfis-card-failure"
						tabIndex={tabIndex}
						aria-haspopup="dialog"
						onClick={() => deeds.detail(task)}
					>
						{task.status === "failed" ? (
							<CircleAlert size={18} aria-hidden="true" />
						) : (
							<OctagonPause size={18} aria-hidden="true" />
						)}
						<span>{error ? describeErrorShortly(error, locale) : state}</span>
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
					{isRunning ? (
						<Elapsed task={task} />
					) : missing > 0 && first ? (
						<span className="hfis-differs">{state}</span>
					) : size ? (
						<Size {...size} />
					) : (
						<span title={isBilled ? t("tasks.maybeBilled") : undefined}>
							{isBilled ? t("tasks.maybeBilledShort") : state}
						</span>
					)}
					{isRunning && first ? <span>{state}</span> : null}
					{first && error ? <CircleAlert size={12} aria-label={describeError(error, locale)} /> : null}
				</p>
				<div className="hfis-card-actions">
					{isRunning ? (
						<IconButton
							icon={Square}
							size={14}
							label={t(task.gateway === "managed" ? "tasks.stopWaiting" : "tasks.cancel")}
							onClick={() => deeds.cancel(task)}
						/>
					) : null}
					{canBringIn ? (
						<IconButton icon={CloudDownload} size={14} label={t("tasks.bringIn")} onClick={() => deeds.bringIn(task)} />
					) : null}
					{missing > 0 ? (
						<IconButton
							icon={RotateCcw}
							size={14}
							label={isBilled ? `${retryLabel}. ${t("tasks.maybeBilled")}` : retryLabel}
							onClick={() => deeds.retry(task)}
						/>
					) : null}
					<IconButton
						icon={Info}
						size={14}
						label={t("tasks.detail")}
						aria-haspopup="dialog"
						onClick={() => deeds.detail(task)}
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
