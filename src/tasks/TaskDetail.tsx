// All that is known of a task, in a dialog: outputs, words, and the technical detail that a provider's support asks for.
import { Dialog } from "../controls/Dialog";
import { gatewayLabel } from "../gateway/label";
import { describeError } from "../i18n/errorWords";
import { useLocale, useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { Thumbnail } from "./Thumbnail";
import { differencesOf, elapsedOf, sizeOf, stateOf } from "./taskWords";

interface TaskDetailProps {
	readonly task: TaskRecord;
	readonly library: Pick<Library, "getThumbnail">;
	readonly onShow: (task: TaskRecord, index: number) => void;
	readonly onClose: () => void;
}

export function TaskDetail({ task, library, onShow, onClose }: TaskDetailProps) {
	const t = useTranslate();
	const locale = useLocale();
	const { error, params } = task;
	const facts = [
		stateOf(task, undefined, t),
		gatewayLabel(task.gateway)[locale],
		params.model,
		sizeOf(task, t)?.text,
		params.quality,
		...differencesOf(task, t),
		task.usage?.total_tokens === undefined ? undefined : t("tasks.tokens", { count: task.usage.total_tokens }),
		task.elapsedMs === undefined ? undefined : t("tasks.elapsed", { seconds: elapsedOf(task, 0) }),
	].filter((fact) => fact !== undefined);
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
			{task.outputs.length > 0 ? (
				<div className="hfis-detail-outputs">
					{task.outputs.map(({ index, image }) => (
						<button
							key={index}
							type="button"
							className="hfis-card-show"
							aria-label={t("tasks.show", { prompt: task.prompt })}
							onClick={() => {
								onClose();
								onShow(task, index);
							}}
						>
							<Thumbnail library={library} sha256={image} alt={t("tasks.pictureAlt", { prompt: task.prompt })} />
						</button>
					))}
				</div>
			) : null}
			<p className="hfis-detail-prompt">{task.prompt}</p>
			{task.outputs[0]?.revisedPrompt ? <p className="hfis-detail-revised">{task.outputs[0].revisedPrompt}</p> : null}
			<ul className="hfis-detail-facts">
				{facts.map((fact) => (
					<li key={fact}>{fact}</li>
				))}
			</ul>
			<div className="hfis-detail-technical">
				{error?.provider_message ? <p>{t("tasks.providerSaid", { text: error.provider_message })}</p> : null}
				{task.providerRequestId ? <p>{t("tasks.providerRequestId", { id: task.providerRequestId })}</p> : null}
				<p>{t("tasks.requestId", { id: task.requestId })}</p>
				{error ? (
					<p>
						{error.code}: {error.message}
					</p>
				) : null}
			</div>
		</Dialog>
	);
}
