// The size of new pictures: the model's choice, a ratio at 1K, 2K or 4K, or exactly so many pixels, brought at once to
// what the model makes, with the reason.
import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { Popover } from "../../ui";
import { legalSize, unsupportedReason } from "../gateway/capabilities";
import { type SizeChoice, sizeChoices } from "../gateway/sizeChoices";
import { useLocale, useTranslate } from "../i18n/locale";

interface SizePickerProps {
	readonly model: string;
	/** As it goes out. */
	readonly size: string;
	/** Why it is another than was chosen. */
	readonly reason: string | undefined;
	readonly onChange: (size: string) => void;
}

const TIERS = ["1K", "2K", "4K"] as const;
type Tier = (typeof TIERS)[number];

export const faceOf = (size: string): string => size.replace("x", " × ");

export function SizePicker({ model, size, reason, onChange }: SizePickerProps) {
	const t = useTranslate();
	const choices = sizeChoices(model);
	const named = choices.find((choice) => choice.size === size);
	const face = size === "auto" ? t("prompt.size.auto") : faceOf(size);
	return (
		<Popover
			label={t("prompt.size.picker", { size: face })}
			title={reason ?? t("prompt.size")}
			side="above"
			buttonClassName={`hfis-ui-select-button ${reason ? "hfis-ui-caution" : ""}`}
			panelClassName="hfis-size"
			face={
				<>
					{named ? <Glyph ratio={named.ratio} /> : null}
					<span>{face}</span>
					<ChevronDown size={14} aria-hidden="true" />
				</>
			}
		>
			{() => <Sizes {...{ model, size, choices, onChange }} />}
		</Popover>
	);
}

interface SizesProps extends Pick<SizePickerProps, "model" | "size" | "onChange"> {
	readonly choices: readonly SizeChoice[];
}

function Sizes({ model, size, choices, onChange }: SizesProps) {
	const t = useTranslate();
	const locale = useLocale();
	const named = choices.find((choice) => choice.size === size);
	const [wanted, setWanted] = useState<Tier>(named?.tier ?? "1K");
	const tier = choices.some((choice) => choice.tier === wanted) ? wanted : "1K";
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
					{TIERS.map((one) => {
						const isThere = choices.some((choice) => choice.tier === one);
						return (
							<button
								key={one}
								type="button"
								className="hfis-size-toggle"
								aria-pressed={named !== undefined && one === tier}
								aria-disabled={!isThere}
								title={isThere ? undefined : t("prompt.size.noTier", { model, tier: one })}
								onClick={() => {
									if (!isThere) return;
									setWanted(one);
									const same = choices.find(
										(choice) => choice.tier === one && choice.ratio === (named?.ratio ?? "1:1"),
									);
									const next = same ?? choices.find((choice) => choice.tier === one);
									if (next) onChange(next.size);
								}}
							>
								{one}
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
							<Glyph ratio={choice.ratio} />
							<b>{choice.ratio}</b> <small>{choice.size.replace("x", "×")}</small>
						</button>
					))}
			</fieldset>
			<Exact {...{ model, size, onChange }} />
			{named?.isExperimental ? <p className="hfis-size-hint">{t("prompt.size.experimental")}</p> : null}
		</>
	);
}

/** What is typed stays; what goes out is the nearest size that the model makes. */
function Exact({ model, size, onChange }: Pick<SizePickerProps, "model" | "size" | "onChange">) {
	const t = useTranslate();
	const locale = useLocale();
	const hintId = useId();
	const [typed, setTyped] = useState<{ edges: readonly [string, string]; size: string } | null>(null);
	// Chosen otherwise meanwhile: the fields follow.
	const edges = typed?.size === size ? typed.edges : size === "auto" ? (["", ""] as const) : size.split("x");
	const asked = `${Number(edges[0])}x${Number(edges[1])}`;
	const isWhole = edges.every((edge) => /^[1-9]\d{0,4}$/.test(edge ?? ""));
	const isBegun = typed !== null && typed.size === size && edges.some((edge) => edge !== "");
	const { size: legal, reason } = legalSize(asked, model);

	const type = (at: 0 | 1, edge: string): void => {
		const next = (at === 0 ? [edge, edges[1] ?? ""] : [edges[0] ?? "", edge]) as [string, string];
		const isUsable = next.every((one) => /^[1-9]\d{0,4}$/.test(one));
		const goes = isUsable ? legalSize(`${Number(next[0])}x${Number(next[1])}`, model).size : size;
		setTyped({ edges: next, size: goes });
		if (goes !== size) onChange(goes);
	};
	const field = (at: 0 | 1) => (
		<input
			type="text"
			inputMode="numeric"
			maxLength={5}
			aria-label={t(at === 0 ? "prompt.size.width" : "prompt.size.height")}
			aria-describedby={hintId}
			value={edges[at] ?? ""}
			onChange={(event) => type(at, event.target.value.replace(/\D/g, ""))}
		/>
	);
	return (
		<>
			<div className="hfis-size-exact">
				<span>{t("prompt.size.own")}</span>
				{field(0)}
				<span aria-hidden="true">×</span>
				{field(1)}
			</div>
			<p id={hintId} className="hfis-size-hint" role="status">
				{isBegun && isWhole && reason
					? t("prompt.size.becomes", { asked: faceOf(asked), size: faceOf(legal), reason: reason[locale] })
					: ""}
			</p>
		</>
	);
}

const GLYPH_PX = 14;

function Glyph({ ratio }: { readonly ratio: string }) {
	const [width = 1, height = 1] = ratio.split(":").map(Number);
	const scale = GLYPH_PX / Math.max(width, height);
	return (
		<span className="hfis-size-glyph" aria-hidden="true">
			<span style={{ width: Math.max(4, width * scale), height: Math.max(4, height * scale) }} />
		</span>
	);
}
