// Localized labels of the parameters' values, and the chips for choices that the bar's row does not show.
import { type Translate, useTranslate } from "../../i18n/locale";
import type { Choices } from "./parameterChoices";

export type LabelledParam = "quality" | "format" | "background" | "moderation" | "fidelity";

/** The values that have a translation. Other values are shown as they are. */
export const KNOWN_VALUES: Readonly<Record<Exclude<LabelledParam, "format">, readonly string[]>> = {
	quality: ["low", "medium", "high", "xhigh", "max", "standard", "hd"],
	background: ["opaque", "transparent"],
	moderation: ["low"],
	fidelity: ["low", "high"],
};

export function choiceValueLabel(t: Translate, param: LabelledParam, value: string): string {
	if (value === "auto") return t("prompt.auto");
	if (param === "format") return { png: "PNG", jpeg: "JPEG", webp: "WebP" }[value] ?? value;
	if (!KNOWN_VALUES[param].includes(value)) return value;
	return t(`prompt.${param}.${value}` as Parameters<Translate>[0]);
}

export interface ChoiceChip {
	/** The change that resets the choice. */
	readonly reset: Partial<Choices>;
	readonly text: string;
	readonly label: string;
}

export function useChoiceLabels() {
	const t = useTranslate();
	return {
		valueLabel: (param: LabelledParam, value: string) => choiceValueLabel(t, param, value),
		/** The chips of all choices that differ from "auto". `hidden`: controls that the row has no room for. */
		chips(choices: Choices, hidden: readonly ("quality" | "model")[]): ChoiceChip[] {
			const params: readonly LabelledParam[] = [
				...(hidden.includes("quality") ? (["quality"] as const) : []),
				"format",
				"background",
				"moderation",
				"fidelity",
			];
			const chips = params
				.filter((param) => choices[param] !== "auto")
				.map((param): ChoiceChip => {
					const value = choiceValueLabel(t, param, choices[param]);
					const label = `${t(`prompt.${param}`)}: ${value}`;
					const isValueEnough = param === "format" || param === "background";
					return { reset: { [param]: "auto" }, text: isValueEnough ? value : label, label };
				});
			if (choices.compression !== null && ["jpeg", "webp"].includes(choices.format)) {
				const text = t("prompt.compression.value", { value: choices.compression });
				chips.push({ reset: { compression: null }, text, label: `${t("prompt.compression")}: ${text}` });
			}
			if (hidden.includes("model") && choices.model !== "") {
				chips.unshift({ reset: { model: "" }, text: choices.model, label: `${t("prompt.model")}: ${choices.model}` });
			}
			return chips;
		},
	};
}
