// The size of generated images: automatic, an aspect ratio at 1K, 2K or 4K, or an exact size in pixels. An exact size is
// changed at once to the nearest one that the model supports, with the reason.
import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { Popover } from "../../../ui";
import { legalSize, unsupportedReason } from "../../gateway/capabilities";
import { ratioOfSize, type SizeChoice, sizeChoices } from "../../gateway/sizeChoices";
import { useLocale, useTranslate } from "../../i18n/locale";

interface SizePickerProps {
	readonly model: string;
	/** The size that is sent. */
	readonly size: string;
	/** Set if another size was chosen. */
	readonly reason: string | undefined;
	readonly onChange: (size: string) => void;
}

const TIERS = ["1K", "2K", "4K"] as const;
type Tier = (typeof TIERS)[number];

/** One edge of an exact size, in pixels. */
const EDGE = /^[1-9]\d{0,4}$/;

export const formatSize = (size: string): string => size.replace("x", " × ");

export function SizePicker({ model, size, reason, onChange }: SizePickerProps) {
	const t = useTranslate();
	const ratio = ratioOfSize(model, size);
	const label = size === "auto" ? t("prompt.size.auto") : formatSize(size);
	return (
		<Popover
			label={t("prompt.size.picker", { size: label })}
			title={reason ?? t("prompt.size")}
			side="above"
			buttonClassName={`hfis-ui-select-button ${reason ? "hfis-ui-caution" : ""}`}
			panelClassName="hfis-size"
			face={
				<>
					{ratio ? <RatioGlyph ratio={ratio} /> : null}
					<span>{label}</span>
					<ChevronDown size={14} aria-hidden="true" />
				</>
			}
		>
			{() => <SizeOptions {...{ model, size, choices: sizeChoices(model), onChange }} />}
		</Popover>
	);
}

interface SizeOptionsProps extends Pick<SizePickerProps, "model" | "size" | "onChange"> {
	readonly choices: readonly SizeChoice[];
}

function SizeOptions({ model, size, choices, onChange }: SizeOptionsProps) {
	const t = useTranslate();
	const locale = useLocale();
	const current = choices.find((choice) => choice.size === size);
	const [chosenTier, setChosenTier] = useState<Tier>(current?.tier ?? "1K");
	const tier = choices.some((choice) => choice.tier === chosenTier) ? chosenTier : "1K";
	const autoReason = unsupportedReason("size", model, "auto")?.[locale];
	return (
		<>
			<div className="hfis-size-tiers">
				<button
					type="button"
					className="hfis-size-toggle"
					aria-pressed={size === "auto"}
					aria-disabled={autoReason !== undefined}
					title={autoReason ?? t("prompt.size.modelChooses")}
					data-first={size === "auto" ? "" : undefined}
					onClick={() => autoReason === undefined && onChange("auto")}
				>
					{t("prompt.auto")}
				</button>
				<fieldset className="hfis-size-toggles" aria-label={t("prompt.size.tier")}>
					{TIERS.map((option) => {
						const isAvailable = choices.some((choice) => choice.tier === option);
						return (
							<button
								key={option}
								type="button"
								className="hfis-size-toggle"
								aria-pressed={current !== undefined && option === tier}
								aria-disabled={!isAvailable}
								title={isAvailable ? undefined : t("prompt.size.noTier", { model, tier: option })}
								onClick={() => {
									if (!isAvailable) return;
									setChosenTier(option);
									const sameRatio = choices.find(
										(choice) => choice.tier === option && choice.ratio === (current?.ratio ?? "1:1"),
									);
									const next = sameRatio ?? choices.find((choice) => choice.tier === option);
									if (next) onChange(next.size);
								}}
							>
								{option}
							</button>
						);
					})}
				</fieldset>
			</div>
			<fieldset className="hfis-size-ratios" aria-label={t("prompt.size.ratio")}>
				{choices
					.filter((choice) => choice.tier === tier)
					.map((choice) => (
						<button
							key={choice.ratio}
							type="button"
							className="hfis-size-toggle hfis-size-ratio"
							aria-pressed={choice.size === size}
							data-first={choice.size === size ? "" : undefined}
							onClick={() => onChange(choice.size)}
						>
							<RatioGlyph ratio={choice.ratio} />
							<b>{choice.ratio}</b> <small>{choice.size.replace("x", "×")}</small>
						</button>
					))}
			</fieldset>
			<ExactSize {...{ model, size, onChange }} />
			{current?.isExperimental ? <p className="hfis-size-hint">{t("prompt.size.experimental")}</p> : null}
		</>
	);
}

/** Two fields for the edges. They keep what was typed; the nearest size that the model supports is chosen. */
function ExactSize({ model, size, onChange }: Pick<SizePickerProps, "model" | "size" | "onChange">) {
	const t = useTranslate();
	const locale = useLocale();
	const hintId = useId();
	const [typed, setTyped] = useState<{ edges: readonly [string, string]; size: string } | null>(null);
	// If another size has been chosen since, the fields show that one.
	const edges = typed?.size === size ? typed.edges : size === "auto" ? (["", ""] as const) : size.split("x");
	const typedSize = `${Number(edges[0])}x${Number(edges[1])}`;
	const isComplete = edges.every((edge) => EDGE.test(edge ?? ""));
	const isTyped = typed !== null && typed.size === size && edges.some((edge) => edge !== "");
	const { size: legal, reason } = legalSize(typedSize, model);

	const typeEdge = (index: 0 | 1, edge: string): void => {
		const next = (index === 0 ? [edge, edges[1] ?? ""] : [edges[0] ?? "", edge]) as [string, string];
		const isValid = next.every((one) => EDGE.test(one));
		const nearest = isValid ? legalSize(`${Number(next[0])}x${Number(next[1])}`, model).size : size;
		setTyped({ edges: next, size: nearest });
		if (nearest !== size) onChange(nearest);
	};
	const edgeField = (index: 0 | 1) => (
		<input
			type="text"
			inputMode="numeric"
			maxLength={5}
			aria-label={t(index === 0 ? "prompt.size.width" : "prompt.size.height")}
			aria-describedby={hintId}
			value={edges[index] ?? ""}
			onChange={(event) => typeEdge(index, event.target.value.replace(/\D/g, ""))}
		/>
	);
	return (
		<>
			<div className="hfis-size-exact">
				<span>{t("prompt.size.custom")}</span>
				{edgeField(0)}
				<span aria-hidden="true">×</span>
				{edgeField(1)}
			</div>
			<p id={hintId} className="hfis-size-hint" role="status">
				{isTyped && isComplete && reason
					? t("prompt.size.adjusted", { asked: formatSize(typedSize), size: formatSize(legal), reason: reason[locale] })
					: ""}
			</p>
		</>
	);
}

const GLYPH_PX = 14;

/** The outline of an aspect ratio. */
function RatioGlyph({ ratio }: { readonly ratio: string }) {
	const [width = 1, height = 1] = ratio.split(":").map(Number);
	const scale = GLYPH_PX / Math.max(width, height);
	return (
		<span className="hfis-size-glyph" aria-hidden="true">
			<span style={{ width: Math.max(4, width * scale), height: Math.max(4, height * scale) }} />
		</span>
	);
}
