// The card of a task in the grid: image, prompt, outcome, parameters, and buttons for the most common actions. The menu has
// all actions.
import { CircleAlert, Cloud, Ellipsis, Plug, Star, TriangleAlert } from "lucide-react";
import { memo, useEffect, useState } from "react";
import { IconButton } from "../../ui";
import { gatewayLabel } from "../gateway/gatewayLabel";
import { useGatewayStatus } from "../gateway/status";
import type { Stage } from "../gateway/types";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import { useLocale, useTranslate } from "../i18n/locale";
import { missingIndices } from "../jobs/missingOutputs";
import type { TaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { CardImage } from "./CardImage";
import type { TaskActions } from "./taskActions";
import {
	aspectRatioLabel,
	elapsedSeconds,
	mayHaveBilled,
	type OutcomeLabel,
	parameterLabels,
	sizeLabel,
	taskStateLabel,
} from "./taskLabels";
import { againItemFor, cardButtonsFor, labelWithCaution, type TaskSelection } from "./taskMenu";

export interface TaskCardProps {
	readonly task: TaskRecord;
	readonly isFavourite: boolean;
	/** Otherwise the list scrolls, and the card shows its image and prompt alone. */
	readonly isComplete: boolean;
	readonly stage: Stage | undefined;
	readonly live: TaskProgress | undefined;
	/** The error code if the outcome could not be stored. */
	readonly problem: string | undefined;
	readonly library: Pick<Library, "getThumbnail">;
	readonly actions: TaskActions;
	readonly onMenu: (id: string, at: DOMRect) => void;
}

export const TaskCard = memo(function TaskCard(props: TaskCardProps) {
	const { task, isFavourite, isComplete, stage, live, problem, library, actions, onMenu } = props;
	const isRunning = task.status === "running" && problem === undefined;
	const error = problem ? { code: problem, message: problem } : task.error;
	return (
		<article className={`hfis-card hfis-card-${task.status}`} aria-label={task.prompt} aria-busy={isRunning}>
			<CardImage {...{ task, isRunning, isComplete, stage, live, error, library, actions }} />
			<div className="hfis-card-text">
				<p className="hfis-card-prompt" title={task.prompt}>
					{task.prompt}
				</p>
				{isComplete ? (
					<>
						<Outcome {...{ task, isRunning, stage, live, error }} />
						<ParameterLine task={task} />
						<Actions {...{ task, isFavourite, actions, onMenu }} />
					</>
				) : null}
			</div>
		</article>
	);
});

function Actions(props: Pick<TaskCardProps, "task" | "isFavourite" | "actions" | "onMenu">) {
	const { task, isFavourite, actions, onMenu } = props;
	const t = useTranslate();
	// The remedy of a failed task depends on the endpoints, which are known only some time after the first render.
	useGatewayStatus(({ profiles }) => profiles);
	const selection: TaskSelection = { ids: [task.id], task, areFavourites: isFavourite };
	return (
		<div className="hfis-card-actions">
			{[againItemFor(selection) ?? [], cardButtonsFor(selection)].flat().map((action) => (
				<IconButton
					key={action.id}
					icon={action.id === "favourite" ? Star : action.icon(selection)}
					size={14}
					label={labelWithCaution(action, selection, t)}
					className={action.id === "favourite" && isFavourite ? "hfis-ui-icon-button-marked" : ""}
					onClick={() => action.run(actions, selection)}
				/>
			))}
			<IconButton
				icon={Ellipsis}
				size={14}
				label={t("tasks.actions")}
				aria-haspopup="menu"
				onClick={({ currentTarget }) => onMenu(task.id, currentTarget.getBoundingClientRect())}
			/>
		</div>
	);
}

/** The progress of a running task, or its result: missing outputs, size and ratio. */
function Outcome({
	task,
	isRunning,
	stage,
	live,
	error,
}: Pick<TaskCardProps, "task" | "stage" | "live"> & {
	readonly isRunning: boolean;
	readonly error: TaskRecord["error"];
}) {
	const t = useTranslate();
	const locale = useLocale();
	const [first] = task.outputs;
	const size = first && sizeLabel(task, t);
	const missing = isRunning ? 0 : missingIndices(task).length;
	const isMaybeBilled = missing > 0 && mayHaveBilled(task);
	const state = taskStateLabel(task, stage, t, live);
	return (
		<p className="hfis-card-meta">
			{isRunning ? <Elapsed task={task} /> : null}
			{isRunning && first ? <span>{state}</span> : null}
			{!isRunning && missing > 0 ? (
				<span className="hfis-ui-caution" title={isMaybeBilled ? t("tasks.maybeBilled") : undefined}>
					{isMaybeBilled && !first ? t("tasks.maybeBilledShort") : state}
				</span>
			) : null}
			{!isRunning && size ? <OutcomeValue {...size} /> : null}
			{!isRunning && first && missing === 0 ? <span>{aspectRatioLabel(first.width, first.height)}</span> : null}
			{first && error ? <CircleAlert size={12} aria-label={describeErrorRecord(error, locale)} /> : null}
		</p>
	);
}

/** Gateway, model, quality and file format. */
function ParameterLine({ task }: Pick<TaskCardProps, "task">) {
	const t = useTranslate();
	const label = gatewayLabel(task.gateway)[useLocale()];
	const Gateway = task.gateway === "managed" ? Cloud : Plug;
	const params = parameterLabels(task, t);
	const all = [label, ...params.map(({ text, difference }) => difference ?? text)].join(" · ");
	return (
		<p className="hfis-card-meta hfis-card-asked" title={all}>
			<span className="hfis-card-gateway" role="img" aria-label={label}>
				<Gateway size={11} aria-hidden="true" />
			</span>
			{params.map((param) => (
				<OutcomeValue key={param.text} {...param} />
			))}
		</p>
	);
}

/** Marked if another value was requested. */
function OutcomeValue({ text, difference }: OutcomeLabel) {
	return (
		<span className={difference ? "hfis-ui-caution" : undefined} title={difference}>
			{difference ? <TriangleAlert className="hfis-card-differs" size={10} aria-label={difference} /> : null}
			{text}
		</span>
	);
}

/** Providers report no progress in per cent, so that only the elapsed time is shown. */
function Elapsed({ task }: { task: TaskRecord }) {
	const t = useTranslate();
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 1000);
		return () => clearInterval(timer);
	}, []);
	return <span>{t("tasks.elapsed", { seconds: elapsedSeconds(task, now) })}</span>;
}
