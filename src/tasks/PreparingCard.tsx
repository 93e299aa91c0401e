// The placeholder of a request that is being prepared: its prompt, what is being done, and a button that cancels it.
import { LoaderCircle } from "lucide-react";
import { useTranslate } from "../i18n/locale";
import { usePreparation } from "../jobs/preparation";

export function PreparingCard() {
	const t = useTranslate();
	const preparation = usePreparation((state) => state.preparation);
	if (preparation === null) return null;
	const { prompt, stage, percent, cancel } = preparation;
	return (
		<section className="hfis-card-preparing" aria-label={t("requests.preparing")}>
			<LoaderCircle size={16} className="hfis-ui-spin" aria-hidden="true" />
			<div className="hfis-card-preparing-text">
				<p className="hfis-card-prompt">{prompt}</p>
				<p className="hfis-card-meta">{t(`requests.stage.${stage}`, { percent })}</p>
				<progress
					className="hfis-card-preparing-bar"
					max={100}
					value={percent}
					aria-label={t(`requests.stage.${stage}`, { percent })}
				/>
			</div>
			<button type="button" className="hfis-ui-button hfis-ui-button-quiet" onClick={cancel}>
				{t("app.cancel")}
			</button>
		</section>
	);
}
