// Says for as long as it lasts that the library does not take what belongs into it: what is kept, what helps.
import { TriangleAlert } from "lucide-react";
import { type Translate, useLocale, useTranslate } from "../i18n/locale";
import { useTaskProgress } from "../jobs/taskProgress";
import { useSaving } from "../studio/saveStatus";

interface SaveBannerProps {
	readonly onMakeRoom: () => void;
	readonly onRetry: () => void;
}

export function SaveBanner({ onMakeRoom, onRetry }: SaveBannerProps) {
	const t = useTranslate();
	const said = useSaid(t);
	if (!said) return null;
	return (
		<section className="hfis-save-banner" role="alert">
			<TriangleAlert size={16} aria-hidden="true" />
			<p>
				<strong>{said.what}</strong> {said.advice}
			</p>
			<div className="hfis-save-banner-actions">
				{said.isFull ? (
					<button type="button" className="hfis-btn" aria-haspopup="dialog" onClick={onMakeRoom}>
						{t("app.makeRoom")}
					</button>
				) : null}
				<button type="button" className="hfis-btn" onClick={onRetry}>
					{t("app.saveAgain")}
				</button>
			</div>
		</section>
	);
}

/** The worst first. */
function useSaid(t: Translate) {
	const locale = useLocale();
	const { library, problem } = useSaving();
	const waiting = useTaskProgress(
		({ saveProblems }) => Object.values(saveProblems).filter((code) => code === "quota").length,
	);
	if (library) return { what: t(`library.stopped.${library}`), advice: t(`library.advice.${library}`), isFull: false };
	if (problem) {
		const { kind, since } = problem;
		const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(since);
		const what = t(`app.saveStopped.${kind}`, { time });
		return { what, advice: t(`app.saveStoppedAdvice.${kind}`), isFull: kind === "full" };
	}
	if (waiting === 0) return undefined;
	return { what: t("library.waiting", { count: waiting }), advice: t("library.waitingAdvice"), isFull: true };
}
