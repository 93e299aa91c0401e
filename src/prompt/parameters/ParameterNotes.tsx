// The line above the bar's lower row: chips of choices that the row does not show, the reasons why choices are omitted or
// changed, the shutdown date of a retired model, and the price where the row has no room for it.
import { TriangleAlert, X } from "lucide-react";
import { shutdownNotice } from "../../gateway/capabilities";
import type { PriceEstimate } from "../../gateway/prices";
import { useLocale, useTranslate } from "../../i18n/locale";
import { heightVariableRef } from "../heightVariable";
import { localDate } from "../localDate";
import { setChoices } from "../promptState";
import { useChoiceLabels } from "./choiceLabels";
import { EstimatedPrice } from "./EstimatedPrice";
import type { ParameterProps } from "./ParameterSegments";
import type { ResolvedParams } from "./parameterChoices";

interface ParameterNotesProps extends ParameterProps {
	readonly resolved: ResolvedParams;
	readonly price: PriceEstimate | undefined;
	/** False for an edit of the canvas, whose size does not follow from the choices. */
	readonly hasSize: boolean;
	readonly isCompact: boolean;
	readonly isTight: boolean;
}

const setHeightVariable = heightVariableRef("remarks");

export function ParameterNotes(props: ParameterNotesProps) {
	const { choices, model, context, resolved, price, hasSize, isCompact, isTight } = props;
	const t = useTranslate();
	const locale = useLocale();
	const chips = useChoiceLabels().chips(choices, isTight ? ["quality", "model"] : []);
	const shutdown = shutdownNotice(model, localDate(), { baseUrl: context.baseUrl });
	const notes = [
		...(shutdown ? [shutdown.phrase] : []),
		...resolved.omitted,
		...(hasSize && resolved.sizeReason ? [resolved.sizeReason] : []),
	];
	const hasPrice = isCompact && price !== undefined;
	if (chips.length + notes.length === 0 && !hasPrice) return null;
	return (
		<div ref={setHeightVariable} className="hfis-prompt-remarks">
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
			{hasPrice ? <EstimatedPrice price={price} /> : null}
		</div>
	);
}
