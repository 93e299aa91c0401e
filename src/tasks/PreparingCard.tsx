// The placeholder of a request that is being prepared, with what is being done and how far it is.
import { useTranslate } from "../i18n/locale";
import { usePreparation } from "../jobs/preparation";
import { PendingRequest } from "./PendingRequest";

export function PreparingCard() {
	const t = useTranslate();
	const preparation = usePreparation((state) => state.preparation);
	if (preparation === null) return null;
	const { prompt, stage, percent, cancel } = preparation;
	const state = t(`requests.stage.${stage}`, { percent });
	return (
		<PendingRequest label={t("requests.preparing")} prompt={prompt} state={state} onCancel={cancel}>
			<progress className="hfis-card-preparing-bar" max={100} value={percent} aria-label={state} />
		</PendingRequest>
	);
}
