// The font families of texts. A family is a list of fonts that systems have; the last resort is the browser's own. Chinese,
// Japanese and Korean letters come from the fonts named after the Latin ones.
import type { Annotation } from "../document";

const HAN = `"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC"`;
const HAN_SERIF = `"Songti SC", SimSun, "Noto Serif CJK SC", "Noto Serif SC"`;

/** By the name that is stored. */
const STACKS: Readonly<Record<string, string>> = {
	sans: `"Helvetica Neue", "Segoe UI", Roboto, "Liberation Sans", Arial, ${HAN}, sans-serif`,
	serif: `Georgia, "Times New Roman", "Liberation Serif", ${HAN_SERIF}, serif`,
	mono: `Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", ${HAN}, monospace`,
	hand: `"Comic Sans MS", "Segoe Print", "Bradley Hand", "Kaiti SC", KaiTi, cursive`,
};

/** The families that are not one font: none of them can be missing. */
export const GENERAL_FAMILIES: readonly string[] = Object.keys(STACKS);

/** Fonts that are offered by name; a system may lack them. */
export const NAMED_FONTS: readonly string[] = [
	"Arial",
	"Georgia",
	"Times New Roman",
	"Courier New",
	"Impact",
	"Verdana",
];

/** The list of fonts in CSS. A font that is missing is replaced by the sans-serif family. */
export function fontStack(family = "sans"): string {
	return STACKS[family] ?? `${quoted(family)}, ${STACKS.sans}`;
}

/** A family's name in CSS: no character of it ends the quotes. */
function quoted(family: string): string {
	return `"${family.replace(/[^\p{L}\p{N} _.-]/gu, "")}"`;
}

/** The CSS font of an annotation's letters. */
export function fontOf(
	{ fontFamily, fontSize = 24, fontWeight = 400 }: Pick<Annotation, "fontFamily" | "fontSize" | "fontWeight">,
	size = fontSize,
): string {
	return `${fontWeight} ${size}px ${fontStack(fontFamily)}`;
}

const PROBE = "mmmmmmmmmmlli¶@0Wg";

/** True if the system has a font: another width than that of two fonts which would take its place. */
export function isFontAvailable(family: string, measure: (text: string, font: string) => number): boolean {
	if (GENERAL_FAMILIES.includes(family)) return true;
	return ["monospace", "serif"].some(
		(fallback) => measure(PROBE, `72px ${quoted(family)}, ${fallback}`) !== measure(PROBE, `72px ${fallback}`),
	);
}
