// The rarer settings behind one button. What the model does not take is there, disabled, with the reason.
import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Popover } from "../../ui";
import { type Capability, type CapabilityContext, unsupportedReason } from "../gateway/capabilities";
import { modelFamily } from "../gateway/models";
import { useLocale, useTranslate } from "../i18n/locale";
import { useChoiceWords } from "./choiceLabels";
import { type Choices, NO_CHOICES } from "./parameterChoices";
import { choose, usePrompt } from "./promptState";

export interface SettingsOf {
	readonly choices: Choices;
	readonly model: string;
	readonly circumstances: CapabilityContext;
}

interface MoreSettingsProps extends SettingsOf {
	/** What has no room in the bar. */
	readonly children: ReactNode;
}

export function MoreSettings({ children, ...rest }: MoreSettingsProps) {
	const t = useTranslate();
	const { choices } = rest;
	return (
		<Popover
			label={t("prompt.more")}
			side="above"
			tooltipSide="above"
			buttonClassName="hfis-ui-select-button"
			panelClassName="hfis-prompt-more"
			face={<SlidersHorizontal size={15} aria-hidden="true" />}
		>
			{() => (
				<>
					{children}
					<Segments {...rest} param="format" values={["png", "jpeg", "webp"]} standard="png" />
					<Compression {...rest} />
					<Segments {...rest} param="background" values={["opaque", "transparent"]} />
					<Segments {...rest} param="moderation" values={["low"]} />
					<Segments {...rest} param="fidelity" values={["low", "high"]} />
					<button
						type="button"
						className="hfis-ui-button hfis-ui-button-quiet"
						onClick={() => {
							const { model, size, n } = choices;
							choose({ ...NO_CHOICES, ...usePrompt.getState().usual, model, size, n });
						}}
					>
						{t("prompt.resetAll")}
					</button>
				</>
			)}
		</Popover>
	);
}

type Segmented = "format" | "background" | "moderation" | "fidelity" | "quality";

interface SegmentsProps extends SettingsOf {
	readonly param: Segmented & Capability;
	/** Beside "auto", which is there always. */
	readonly values: readonly string[];
	/** The provider's own where nothing is asked for; one of the values then stands for "auto". */
	readonly standard?: string;
}

export function Segments({ choices, model, circumstances, param, values, standard }: SegmentsProps) {
	const t = useTranslate();
	const locale = useLocale();
	const words = useChoiceWords();
	const id = useId();
	const whole = unsupportedReason(param, model, undefined, circumstances)?.[locale];
	const options = standard === undefined ? ["auto", ...values] : values;
	const chosen = choices[param] === "auto" ? (standard ?? "auto") : choices[param];
	const reasons = options.map((value) =>
		value === "auto" || value === standard
			? undefined
			: unsupportedReason(param, model, value, circumstances)?.[locale],
	);
	const told = whole ?? reasons[options.indexOf(chosen)] ?? reasons.find((reason) => reason !== undefined);
	return (
		<fieldset className="hfis-ui-segments" aria-describedby={told ? `${id}-why` : undefined}>
			<legend>{t(`prompt.${param}`)}</legend>
			{options.map((value, at) => (
				<label key={value} title={whole ?? reasons[at]}>
					<input
						type="radio"
						name={`${id}-${param}`}
						value={value}
						checked={value === chosen && whole === undefined}
						disabled={(whole ?? reasons[at]) !== undefined}
						onChange={() => choose({ [param]: value === standard ? "auto" : value })}
					/>
					<span>{words.value(param, value)}</span>
				</label>
			))}
			{told ? (
				<small id={`${id}-why`} className="hfis-prompt-more-hint">
					{told}
				</small>
			) : null}
		</fieldset>
	);
}

const COMPRESSION = 100;

function Compression({ choices, model, circumstances }: SettingsOf) {
	const t = useTranslate();
	const locale = useLocale();
	const id = useId();
	const { compression } = choices;
	const why = unsupportedReason("compression", model, compression ?? COMPRESSION, circumstances)?.[locale];
	return (
		<div className="hfis-prompt-compression">
			<label htmlFor={id}>{t("prompt.compression")}</label>
			<output htmlFor={id}>
				{compression === null || why
					? t("prompt.compression.own")
					: t("prompt.compression.value", { value: compression })}
			</output>
			<input
				id={id}
				type="range"
				min={0}
				max={100}
				step={1}
				value={compression ?? COMPRESSION}
				disabled={why !== undefined}
				title={why}
				aria-describedby={why ? `${id}-why` : undefined}
				onChange={(event) => choose({ compression: Number(event.target.value) })}
			/>
			{why ? (
				<small id={`${id}-why`} className="hfis-prompt-more-hint">
					{why}
				</small>
			) : null}
		</div>
	);
}

/** The qualities that the model knows, "auto" left out; without any the usual ones, to be shown disabled. */
export function qualitiesOf(model: string): readonly string[] {
	const known = modelFamily(model).qualities.filter((quality) => quality !== "auto");
	return known.length > 0 ? known : ["low", "medium", "high"];
}
