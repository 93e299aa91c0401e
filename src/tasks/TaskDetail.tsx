// All that is known of a task, in a dialog: outputs, words, what was asked and what came; and, one click away, the
// technical detail that a provider's support asks for.
import { Copy } from "lucide-react";
import { Dialog } from "../controls/Dialog";
import { gatewayLabel } from "../gateway/label";
import { describeError } from "../i18n/errorWords";
import { useLocale, useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { openLightbox } from "../lightbox/state";
import { Thumbnail } from "./Thumbnail";
import { factsOf, technicalOf } from "./taskFacts";
import { mayHaveBilled, stateOf } from "./taskWords";

interface TaskDetailProps {
	readonly task: TaskRecord;
	readonly library: Pick<Library, "getThumbnail">;
	readonly onShow: (task: TaskRecord, index: number) => void;
	readonly onClose: () => void;
}

export function TaskDetail({ task, library, onClose }: TaskDetailProps) {
	const t = useTranslate();
	const locale = useLocale();
	const { error, outputs } = task;
	const technical = technicalOf(task);
	const revised = [...new Set(outputs.flatMap(({ revisedPrompt }) => revisedPrompt ?? []))];
	return (
		<Dialog title={t("tasks.detail")} closeLabel={t("app.close")} onClose={onClose}>
			{error ? (
				<p className="hfis-detail-error" role="note">
					{describeError(error, locale)}
				</p>
			) : null}
			{task.failures?.map(({ index, error: why }) => (
				<p key={index} className="hfis-detail-error" role="note">
					{t("tasks.pictureFailed", { number: index + 1 })} {why ? describeError(why, locale) : ""}
				</p>
			))}
			{mayHaveBilled(task) ? <p className="hfis-detail-revised">{t("tasks.maybeBilled")}</p> : null}
			{outputs.length > 0 ? (
				<div className="hfis-detail-outputs">
					{outputs.map(({ index, image }, at) => (
						<button
							key={index}
							type="button"
							className="hfis-card-show"
							aria-label={`${t("lightbox.title")}: ${index + 1}`}
							onClick={() => openLightbox(task.id, at)}
						>
							<Thumbnail library={library} sha256={image} alt={t("tasks.pictureAlt", { prompt: task.prompt })} />
						</button>
					))}
				</div>
			) : null}
			<p className="hfis-detail-prompt">{task.prompt}</p>
			{revised.map((words) => (
				<p key={words} className="hfis-detail-revised">
					<b>{t("tasks.revised")}</b> {words}
				</p>
			))}
			<dl className="hfis-detail-facts">
				{[
					{ name: t("tasks.fact.state"), value: stateOf(task, undefined, t) },
					{ name: t("tasks.fact.gateway"), value: gatewayLabel(task.gateway)[locale] },
					...factsOf(task, t, locale),
				].map(({ name, value }) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
			</dl>
			<details className="hfis-detail-technical">
				<summary>{t("app.details")}</summary>
				<pre>{technical}</pre>
				<button
					type="button"
					className="hfis-btn"
					onClick={() => void navigator.clipboard?.writeText(technical).catch(() => {})}
				>
					<Copy size={14} aria-hidden="true" />
					{t("tasks.copyReport")}
				</button>
			</details>
		</Dialog>
	);
}
