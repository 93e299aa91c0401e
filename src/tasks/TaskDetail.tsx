// All that is known of a task: outputs, words, what was asked and what came, where it hangs together with others; and, one
// click away, the technical detail that a provider's support asks for.
import { describeErrorRecord, describeErrorShortly } from "../i18n/errorStrings";
import { useLocale, useTranslate } from "../i18n/locale";
import { useTaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { CopyText } from "./detail/CopyText";
import { Facts } from "./detail/Facts";
import { Inputs } from "./detail/Inputs";
import { Lineage } from "./detail/Lineage";
import { Outputs } from "./detail/Outputs";
import { Words } from "./detail/Words";
import { technicalOf } from "./taskFacts";
import { mayHaveBilled, stateOf } from "./taskLabels";

interface TaskDetailProps {
	readonly task: TaskRecord;
	/** Which of its outputs, by its place among those that came. */
	readonly at: number;
	readonly library: Pick<Library, "getThumbnail" | "getImage" | "tasksWithImages">;
	readonly onChoose: (at: number) => void;
	readonly onOpen: (task: TaskRecord) => void;
}

export function TaskDetail({ task, at, library, onChoose, onOpen }: TaskDetailProps) {
	const t = useTranslate();
	const locale = useLocale();
	const { outputs } = task;
	const technical = technicalOf(task);
	const stage = useTaskProgress(({ stages }) => stages[task.id]);
	const live = useTaskProgress(({ progress }) => progress[task.id]);
	const problem = useTaskProgress(({ saveProblems }) => saveProblems[task.id]);
	const error = problem ? { code: problem, message: problem } : task.error;
	const state = problem && error ? describeErrorShortly(error, locale) : stateOf(task, stage, t, live);
	return (
		<div className="hfis-detail">
			<div>
				<Outputs
					task={task}
					at={at}
					library={library}
					onChoose={onChoose}
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
				{task.failures?.map(({ index, error: why }) => (
					<p key={index} className="hfis-ui-failure" role="note">
						{t("tasks.pictureFailed", { number: index + 1 })} {why ? describeErrorRecord(why, locale) : ""}
					</p>
				))}
				{mayHaveBilled(task) ? <p className="hfis-ui-caution">{t("tasks.maybeBilled")}</p> : null}
				<Words task={task} output={outputs[at]} />
				<Facts task={task} output={outputs[at]} state={state} />
				<details className="hfis-detail-technical">
					<summary>{t("app.details")}</summary>
					<CopyText name={t("app.details")} text={technical} label={t("tasks.copyReport")} />
					<pre>{technical}</pre>
				</details>
			</div>
			<div>
				<Inputs task={task} library={library} />
				<Lineage task={task} library={library} onOpen={onOpen} />
			</div>
		</div>
	);
}
