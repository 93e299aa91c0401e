// A segmented control for one parameter of the request. Values that the model does not support are disabled.
import { useId } from "react";
import { type Capability, type CapabilityContext, unsupportedReason } from "../../gateway/capabilities";
import { modelFamily } from "../../gateway/models";
import { useLocale, useTranslate } from "../../i18n/locale";
import { setChoices } from "../promptState";
import { useChoiceLabels } from "./choiceLabels";
import type { Choices } from "./parameterChoices";

export interface ParameterProps {
	readonly choices: Choices;
	readonly model: string;
	readonly context: CapabilityContext;
}

type SegmentedParam = "format" | "background" | "moderation" | "fidelity" | "quality";

interface ParameterSegmentsProps extends ParameterProps {
	readonly param: SegmentedParam & Capability;
	/** Without "auto", which is always offered. */
	readonly values: readonly string[];
	/** The value that the provider uses if the parameter is not sent. It is offered instead of "auto". */
	readonly providerDefault?: string;
}

export function ParameterSegments(props: ParameterSegmentsProps) {
	const { choices, model, context, param, values, providerDefault } = props;
	const t = useTranslate();
	const locale = useLocale();
	const labels = useChoiceLabels();
	const id = useId();
	const paramReason = unsupportedReason(param, model, undefined, context)?.[locale];
	const options = providerDefault === undefined ? ["auto", ...values] : values;
	const selected = choices[param] === "auto" ? (providerDefault ?? "auto") : choices[param];
	const valueReasons = options.map((value) =>
		value === "auto" || value === providerDefault
			? undefined
			: unsupportedReason(param, model, value, context)?.[locale],
	);
	const hint =
		paramReason ?? valueReasons[options.indexOf(selected)] ?? valueReasons.find((reason) => reason !== undefined);
	return (
		<fieldset className="hfis-ui-segments" aria-describedby={hint ? `${id}-why` : undefined}>
			<legend>{t(`prompt.${param}`)}</legend>
			<div className="hfis-ui-segments-options">
				{options.map((value, index) => {
					const reason = paramReason ?? valueReasons[index];
					return (
						<label key={value} title={reason}>
							<input
								type="radio"
								name={`${id}-${param}`}
								value={value}
								checked={value === selected && paramReason === undefined}
								disabled={reason !== undefined}
								onChange={() => setChoices({ [param]: value === providerDefault ? "auto" : value })}
							/>
							<span>{labels.valueLabel(param, value)}</span>
						</label>
					);
				})}
			</div>
			{hint ? (
				<small id={`${id}-why`} className="hfis-prompt-more-hint">
					{hint}
				</small>
			) : null}
		</fieldset>
	);
}

/** The qualities that the model supports, without "auto"; the usual ones, to be shown disabled, if it supports none. */
export function qualityOptions(model: string): readonly string[] {
	const supported = modelFamily(model).qualities.filter((quality) => quality !== "auto");
	return supported.length > 0 ? supported : ["low", "medium", "high"];
}
