// The parameters in the bar: model, size, quality, count, the popover of those that have no room or are rare, and the price.
import type { ReactNode } from "react";
import { Select } from "../../../ui";
import { unsupportedReason } from "../../gateway/capabilities";
import type { PriceEstimate } from "../../gateway/prices";
import { useLocale, useTranslate } from "../../i18n/locale";
import { setChoices } from "../promptState";
import { useChoiceLabels } from "./choiceLabels";
import { EstimatedPrice } from "./EstimatedPrice";
import { ModelField } from "./ModelField";
import { MoreSettings } from "./MoreSettings";
import { type ParameterProps, ParameterSegments, qualityOptions } from "./ParameterSegments";
import { MAX_OUTPUT_IMAGES, type ResolvedParams } from "./parameterChoices";
import { SizePicker } from "./SizePicker";

interface ParameterRowProps extends ParameterProps {
	readonly resolved: ResolvedParams;
	readonly defaultModel: string;
	readonly profileId: string | undefined;
	/** For an edit of the canvas, its controls instead of the size picker. */
	readonly editControls: ReactNode | null;
	readonly price: PriceEstimate | undefined;
	/** Model and quality are in the popover. */
	readonly isTight: boolean;
	/** The count and the price are in the popover, too. */
	readonly isLow: boolean;
}

export function ParameterRow(props: ParameterRowProps) {
	const { choices, model, context, resolved, defaultModel, profileId, editControls, price, isTight, isLow } = props;
	const t = useTranslate();
	const locale = useLocale();
	const labels = useChoiceLabels();
	const qualityReason = unsupportedReason("quality", model, undefined, context)?.[locale];
	const modelField = (
		<ModelField
			value={choices.model}
			defaultModel={defaultModel}
			profileId={profileId}
			baseUrl={context.baseUrl}
			onChange={(name) => setChoices({ model: name })}
		/>
	);
	const countField = (
		<Select
			label={t("prompt.count")}
			value={String(choices.n)}
			onChange={(value) => setChoices({ n: Number(value) })}
			options={Array.from({ length: MAX_OUTPUT_IMAGES }, (_, index) => {
				const count = index + 1;
				const reason = unsupportedReason("n", model, count)?.[locale];
				return {
					value: String(count),
					short: `× ${count}`,
					label: count === 1 ? t("prompt.count.one") : t("prompt.count.many", { n: count }),
					...(reason ? { disabledReason: reason } : {}),
				};
			})}
		/>
	);
	return (
		<>
			{isTight ? null : modelField}
			{editControls ?? (
				<SizePicker
					model={model}
					size={resolved.params.size}
					reason={resolved.sizeReason?.[locale]}
					onChange={(size) => setChoices({ size })}
				/>
			)}
			{isTight ? null : (
				<Select
					label={t("prompt.quality")}
					value={resolved.params.quality ?? "auto"}
					disabledReason={qualityReason}
					onChange={(value) => setChoices({ quality: value })}
					options={["auto", ...qualityOptions(model)].map((value) => ({
						value,
						label: value === "auto" ? t("prompt.quality.auto") : labels.valueLabel("quality", value),
						...(value === "auto" ? { short: t("prompt.auto") } : {}),
					}))}
				/>
			)}
			{isLow ? null : countField}
			<MoreSettings {...{ choices, model, context }}>
				{isTight ? (
					<>
						<div className="hfis-prompt-more-model">
							<span>{t("prompt.model")}</span>
							{modelField}
						</div>
						<ParameterSegments {...{ choices, model, context }} param="quality" values={qualityOptions(model)} />
						{isLow ? (
							<div className="hfis-prompt-more-line">
								{countField}
								<EstimatedPrice price={price} />
							</div>
						) : null}
					</>
				) : null}
			</MoreSettings>
			{isLow ? null : (
				<>
					<span className="hfis-prompt-space" />
					<EstimatedPrice price={price} />
				</>
			)}
		</>
	);
}
