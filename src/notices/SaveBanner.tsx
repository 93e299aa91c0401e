// A banner that stays for as long as the library cannot store something: the problem, what is still safe, and what helps.
import { TriangleAlert } from "lucide-react";
import { type Translate, useLocale, useTranslate } from "../i18n/locale";
import { useTaskProgress } from "../jobs/taskProgress";
import { useSaveStatus } from "./saveStatus";

interface SaveBannerProps {
	readonly onFreeSpace: () => void;
	readonly onShowBin: () => void;
	readonly onRetry: () => void;
}

export function SaveBanner({ onFreeSpace, onShowBin, onRetry }: SaveBannerProps) {
	const t = useTranslate();
	const message = useBannerMessage(t);
	if (!message) return null;
	return (
		<section className="hfis-save-banner" role="alert">
			<TriangleAlert size={16} aria-hidden="true" />
			<p>
				<strong>{message.problem}</strong> {message.advice}
			</p>
			<div className="hfis-save-banner-actions">
				{message.isFull ? (
					<>
						<button type="button" className="hfis-ui-button" aria-haspopup="dialog" onClick={onFreeSpace}>
							{t("app.chooseImagesToDelete")}
						</button>
						<button type="button" className="hfis-ui-button" aria-haspopup="dialog" onClick={onShowBin}>
							{t("bin.show")}
						</button>
					</>
				) : null}
				<button type="button" className="hfis-ui-button" onClick={onRetry}>
					{t("app.retrySaving")}
				</button>
			</div>
		</section>
	);
}

/** The most severe problem, if there is any. */
function useBannerMessage(t: Translate) {
	const locale = useLocale();
	const { libraryProblem, saveProblem } = useSaveStatus();
	const saveProblems = Object.values(useTaskProgress((state) => state.saveProblems));
	if (libraryProblem) {
		const advice = t(`library.advice.${libraryProblem}`);
		return { problem: t(`library.stopped.${libraryProblem}`), advice, isFull: false };
	}
	if (saveProblem) {
		const { kind, since } = saveProblem;
		const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(since);
		const problem = t(`app.saveStopped.${kind}`, { time });
		return { problem, advice: t(`app.saveStoppedAdvice.${kind}`), isFull: kind === "full" };
	}
	if (saveProblems.length === 0) return undefined;
	const isFull = saveProblems.includes("quota");
	const count = saveProblems.length;
	return {
		problem: t(isFull ? "library.pendingResults" : "library.pendingResultsOther", { count }),
		advice: t(isFull ? "library.pendingResultsAdvice" : "library.pendingResultsOtherAdvice"),
		isFull,
	};
}
