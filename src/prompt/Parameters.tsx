// The bar's lower row: model, size, quality, count, the rest behind one button, and what it may cost.
import { TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { Select } from "../../ui";
import { shutdownNotice, unsupportedReason } from "../gateway/capabilities";
import { formatUsd, type PriceEstimate } from "../gateway/prices";
import { useLocale, useTranslate } from "../i18n/locale";
import { useChoiceWords } from "./choiceLabels";
import { ModelField } from "./ModelField";
import { MoreSettings, qualitiesOf, Segments, type SettingsOf } from "./MoreSettings";
import { type Legal, MOST_PICTURES } from "./parameterChoices";
import { choose } from "./promptState";
import { reserveFor } from "./reserveHeight";
import { SizePicker } from "./SizePicker";
import { today } from "./today";

interface ParametersProps extends SettingsOf {
	readonly legal: Legal;
	readonly standardModel: string;
	readonly profileId: string | undefined;
	/** Of an edit what goes out, in the place of a size. */
	readonly outgoing: ReactNode | null;
	readonly price: PriceEstimate | undefined;
	readonly isCompact: boolean;
	readonly isTight: boolean;
}

export function Parameters(props: ParametersProps) {
	const { choices, model, circumstances, legal, standardModel, profileId, outgoing, price, isCompact, isTight } = props;
	const t = useTranslate();
	const locale = useLocale();
	const words = useChoiceWords();
	const settings = { choices, model, circumstances };
	const qualityReason = unsupportedReason("quality", model, undefined, circumstances)?.[locale];
	const quality = legal.params.quality ?? "auto";
	const modelField = (
		<ModelField
			value={choices.model}
			standard={standardModel}
			profileId={profileId}
			baseUrl={circumstances.baseUrl}
			onChange={(name) => choose({ model: name })}
		/>
	);
	return (
		<>
			{isTight ? null : modelField}
			{outgoing ?? (
				<SizePicker
					model={model}
					size={legal.params.size}
					reason={legal.sizeReason?.[locale]}
					onChange={(size) => choose({ size })}
				/>
			)}
			{isTight ? null : (
				<Select
					label={t("prompt.quality")}
					value={quality}
					disabledReason={qualityReason}
					onChange={(value) => choose({ quality: value })}
					options={["auto", ...qualitiesOf(model)].map((value) => ({
						value,
						label: value === "auto" ? t("prompt.quality.auto") : words.value("quality", value),
						...(value === "auto" ? { short: t("prompt.auto") } : {}),
					}))}
				/>
			)}
			<Select
				label={t("prompt.count")}
				value={String(choices.n)}
				onChange={(value) => choose({ n: Number(value) })}
				options={Array.from({ length: MOST_PICTURES }, (_, at) => {
					const reason = unsupportedReason("n", model, at + 1)?.[locale];
					return {
						value: String(at + 1),
						short: `× ${at + 1}`,
						label: at === 0 ? t("prompt.count.one") : t("prompt.count.many", { n: at + 1 }),
						...(reason ? { disabledReason: reason } : {}),
					};
				})}
			/>
			<MoreSettings {...settings}>
				{isTight ? (
					<>
						<div className="hfis-prompt-more-model">
							<span>{t("prompt.model")}</span>
							{modelField}
						</div>
						<Segments {...settings} param="quality" values={qualitiesOf(model)} />
					</>
				) : null}
			</MoreSettings>
			<span className="hfis-prompt-space" />
			{isCompact ? null : <Price price={price} />}
		</>
	);
}

function Price({ price }: Pick<ParametersProps, "price">) {
	const t = useTranslate();
	if (!price) return null;
	return (
		<span className="hfis-prompt-price" title={t("prompt.priceHint", { month: price.asOf })}>
			{t("prompt.price", { price: formatUsd(price.from, price.to) })}
		</span>
	);
}

const reserve = reserveFor("remarks");

interface RemarksProps extends SettingsOf, Pick<ParametersProps, "price"> {
	readonly legal: Legal;
	readonly hasSize: boolean;
	readonly isCompact: boolean;
	readonly isTight: boolean;
}

/** What was chosen and is not seen in the row, what will not go out and why, and models that end. */
export function Remarks({ choices, model, circumstances, legal, price, hasSize, isCompact, isTight }: RemarksProps) {
	const t = useTranslate();
	const locale = useLocale();
	const chips = useChoiceWords().chips(choices, isTight ? ["quality", "model"] : []);
	const shutdown = shutdownNotice(model, today(), { baseUrl: circumstances.baseUrl });
	const notes = [
		...(shutdown ? [shutdown.phrase] : []),
		...legal.leftOut,
		...(hasSize && legal.sizeReason ? [legal.sizeReason] : []),
	];
	const hasPrice = isCompact && price !== undefined;
	if (chips.length + notes.length === 0 && !hasPrice) return null;
	return (
		<div ref={reserve} className="hfis-prompt-remarks">
			{chips.map(({ reset, text, label }) => (
				<button
					key={label}
					type="button"
					className="hfis-prompt-chip"
					aria-label={t("prompt.chip.reset", { choice: label })}
					title={t("prompt.chip.reset", { choice: label })}
					onClick={() => choose(reset)}
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
			{hasPrice ? <Price price={price} /> : null}
		</div>
	);
}
