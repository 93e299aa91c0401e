// The details of a task: outputs, prompts, requested and actual settings, inputs, related tasks, and a technical report for
// the provider's support.
import { describeErrorRecord, describeErrorShortly } from "../i18n/describeErrorRecord";
import { useLocale, useTranslate } from "../i18n/locale";
import { useTaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { CopyText } from "./detail/CopyText";
import { Facts } from "./detail/Facts";
import { Inputs } from "./detail/Inputs";
import { Outputs } from "./detail/Outputs";
import { Prompts } from "./detail/Prompts";
import { RelatedTaskList } from "./detail/RelatedTaskList";
import { supportReport } from "./taskFacts";
import { mayHaveBilled, taskStateLabel } from "./taskLabels";

interface TaskDetailProps {
	readonly task: TaskRecord;
	/** The shown output's position among the received outputs. */
	readonly position: number;
	readonly library: Pick<Library, "getThumbnail" | "getImage" | "tasksWithImages">;
	readonly onChooseOutput: (position: number) => void;
	readonly onOpen: (task: TaskRecord) => void;
}

export function TaskDetail({ task, position, library, onChooseOutput, onOpen }: TaskDetailProps) {
	const t = useTranslate();
	const locale = useLocale();
	const { outputs } = task;
	const report = supportReport(task);
	const stage = useTaskProgress(({ stages }) => stages[task.id]);
	const live = useTaskProgress(({ progress }) => progress[task.id]);
	const problem = useTaskProgress(({ saveProblems }) => saveProblems[task.id]);
	const error = problem ? { code: problem, message: problem } : task.error;
	const state = problem && error ? describeErrorShortly(error, locale) : taskStateLabel(task, stage, t, live);
	return (
		<div className="hfis-detail">
			<div>
				<Outputs
					task={task}
					position={position}
					library={library}
					onChoose={onChooseOutput}
					state={state}
					preview={live?.previews.values().next().value}
				/>
			</div>
			<div>
				{error ? (
					<p className="hfis-ui-failure" role="note">
						{describeErrorRecord(error, locale)}
					</p>
				) : null}
				{task.failures?.map(({ index, error: failure }) => (
					<p key={index} className="hfis-ui-failure" role="note">
						{t("tasks.pictureFailed", { number: index + 1 })} {failure ? describeErrorRecord(failure, locale) : ""}
					</p>
				))}
				{outputs[position]?.isDamaged ? (
					<p className="hfis-ui-caution" role="note">
						{t("detail.damagedOutput")}
					</p>
				) : null}
				{mayHaveBilled(task) ? <p className="hfis-ui-caution">{t("tasks.maybeBilled")}</p> : null}
				<Prompts task={task} output={outputs[position]} />
				<Facts task={task} output={outputs[position]} state={state} />
				<details className="hfis-detail-technical">
					<summary>{t("app.details")}</summary>
					<CopyText name={t("app.details")} text={report} label={t("tasks.copyReport")} />
					<pre>{report}</pre>
				</details>
			</div>
			<div>
				<Inputs task={task} library={library} />
				<RelatedTaskList task={task} library={library} onOpen={onOpen} />
			</div>
		</div>
	);
}
