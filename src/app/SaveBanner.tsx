// Says for as long as it lasts that saving has stopped: since when, what is kept, what helps.
import { TriangleAlert } from "lucide-react";
import { useLocale, useTranslate } from "../i18n/locale";
import { useSaving } from "./saving";

interface SaveBannerProps {
	readonly onMakeRoom: () => void;
	readonly onRetry: () => void;
}

export function SaveBanner({ onMakeRoom, onRetry }: SaveBannerProps) {
	const t = useTranslate();
	const locale = useLocale();
	const problem = useSaving((state) => state.problem);
	if (!problem) return null;
	const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(problem.since);
	return (
		<section className="hfis-save-banner" role="alert">
			<TriangleAlert size={16} aria-hidden="true" />
			<p>
				<strong>{t(`app.saveStopped.${problem.kind}`, { time })}</strong> {t(`app.saveStoppedAdvice.${problem.kind}`)}
			</p>
			<div className="hfis-save-banner-actions">
				{problem.kind === "full" ? (
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
