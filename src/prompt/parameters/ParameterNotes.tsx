// The line above the parameters: chips of choices that the bar does not show, the reasons why choices are omitted or changed,
// the shutdown date of a retired model.
import { TriangleAlert, X } from "lucide-react";
import { shutdownNotice } from "../../gateway/capabilities";
import { useLocale, useTranslate } from "../../i18n/locale";
import { localDate } from "../localDate";
import { setChoices } from "../promptState";
import { useChoiceLabels } from "./choiceLabels";
import type { ParameterProps } from "./ParameterSegments";
import type { ResolvedParams } from "./parameterChoices";

interface ParameterNotesProps extends ParameterProps {
	readonly resolved: ResolvedParams;
	/** False for an edit of the canvas, whose size does not follow from the choices. */
	readonly hasSize: boolean;
	readonly isTight: boolean;
}

export function ParameterNotes(props: ParameterNotesProps) {
	const { choices, model, context, resolved, hasSize, isTight } = props;
	const t = useTranslate();
	const locale = useLocale();
	const chips = useChoiceLabels().chips(choices, isTight ? ["quality", "model"] : []);
	const shutdown = shutdownNotice(model, localDate(), { baseUrl: context.baseUrl });
	const notes = [
		...(shutdown ? [shutdown.phrase] : []),
		...resolved.omitted,
		...(hasSize && resolved.sizeReason ? [resolved.sizeReason] : []),
	];
	if (chips.length + notes.length === 0) return null;
	return (
		<div className="hfis-prompt-remarks">
			{chips.map(({ reset, text, label }) => (
				<button
					key={label}
					type="button"
					className="hfis-prompt-chip"
					aria-label={t("prompt.chip.reset", { choice: label })}
					title={t("prompt.chip.reset", { choice: label })}
					onClick={() => setChoices(reset)}
				>
					{text}
					<X size={11} aria-hidden="true" />
				</button>
			))}
			{notes.length > 0 ? (
				<p role="status">
					<TriangleAlert size={12} aria-hidden="true" />
					{notes.map((note) => note[locale]).join(" ")}
				</p>
			) : null}
		</div>
	);
}
