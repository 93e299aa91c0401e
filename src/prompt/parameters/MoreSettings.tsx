// The popover of the less common parameters. Parameters that the model does not support are disabled, with the reason.
import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Popover } from "../../../ui";
import { unsupportedReason } from "../../gateway/capabilities";
import { useLocale, useTranslate } from "../../i18n/locale";
import { setChoices, usePrompt } from "../promptState";
import { type ParameterProps, ParameterSegments } from "./ParameterSegments";
import { INITIAL_CHOICES } from "./parameterChoices";

interface MoreSettingsProps extends ParameterProps {
	/** The controls that the bar's row has no room for. */
	readonly children: ReactNode;
}

export function MoreSettings({ children, ...props }: MoreSettingsProps) {
	const t = useTranslate();
	const { choices } = props;
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
					<ParameterSegments {...props} param="format" values={["png", "jpeg", "webp"]} providerDefault="png" />
					<Compression {...props} />
					<ParameterSegments {...props} param="background" values={["opaque", "transparent"]} />
					<ParameterSegments {...props} param="moderation" values={["low"]} />
					<ParameterSegments {...props} param="fidelity" values={["low", "high"]} />
					<button
						type="button"
						className="hfis-ui-button hfis-ui-button-quiet"
						onClick={() => {
							const { model, size, n } = choices;
							setChoices({ ...INITIAL_CHOICES, ...usePrompt.getState().followedDefaults, model, size, n });
						}}
					>
						{t("prompt.resetAll")}
					</button>
				</>
			)}
		</Popover>
	);
}

/** In per cent. The slider's position while no compression is chosen. */
const INITIAL_COMPRESSION = 100;

function Compression({ choices, model, context }: ParameterProps) {
	const t = useTranslate();
	const locale = useLocale();
	const id = useId();
	const { compression } = choices;
	const reason = unsupportedReason("compression", model, compression ?? INITIAL_COMPRESSION, context)?.[locale];
	return (
		<div className="hfis-prompt-compression">
			<label htmlFor={id}>{t("prompt.compression")}</label>
			<output htmlFor={id}>
				{compression === null || reason
					? t("prompt.compression.providerDefault")
					: t("prompt.compression.value", { value: compression })}
			</output>
			<input
				id={id}
				type="range"
				min={0}
				max={100}
				step={1}
				value={compression ?? INITIAL_COMPRESSION}
				disabled={reason !== undefined}
				title={reason}
				aria-describedby={reason ? `${id}-why` : undefined}
				onChange={(event) => setChoices({ compression: Number(event.target.value) })}
			/>
			{reason ? (
				<small id={`${id}-why`} className="hfis-prompt-more-hint">
					{reason}
				</small>
			) : null}
		</div>
	);
}
