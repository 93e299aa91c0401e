// Names of settings and of what they are set to, as people read them.
import { type Translate, useTranslate } from "../i18n/locale";
import type { Choices } from "./parameterChoices";

export type ValueOf = "quality" | "format" | "background" | "moderation" | "fidelity";

/** Known to us; others are shown as they are written. */
export const KNOWN: Readonly<Record<Exclude<ValueOf, "format">, readonly string[]>> = {
	quality: ["low", "medium", "high", "xhigh", "max", "standard", "hd"],
	background: ["opaque", "transparent"],
	moderation: ["low"],
	fidelity: ["low", "high"],
};

export function valueWord(t: Translate, param: ValueOf, value: string): string {
	if (value === "auto") return t("prompt.auto");
	if (param === "format") return { png: "PNG", jpeg: "JPEG", webp: "WebP" }[value] ?? value;
	if (!KNOWN[param].includes(value)) return value;
	return t(`prompt.${param}.${value}` as Parameters<Translate>[0]);
}

export interface Chip {
	/** What is to be as at first again. */
	readonly reset: Partial<Choices>;
	readonly text: string;
	readonly label: string;
}

export function useChoiceWords() {
	const t = useTranslate();
	return {
		value: (param: ValueOf, value: string) => valueWord(t, param, value),
		/** Of what was chosen, and is not seen in the bar itself. */
		chips(choices: Choices, hidden: readonly ("quality" | "model")[]): Chip[] {
			const params: readonly ValueOf[] = [
				...(hidden.includes("quality") ? (["quality"] as const) : []),
				"format",
				"background",
				"moderation",
				"fidelity",
			];
			const chips = params
				.filter((param) => choices[param] !== "auto")
				.map((param): Chip => {
					const value = valueWord(t, param, choices[param]);
					const label = `${t(`prompt.${param}`)}: ${value}`;
					const isAlone = param === "format" || param === "background";
					return { reset: { [param]: "auto" }, text: isAlone ? value : label, label };
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
