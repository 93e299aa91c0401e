// The colour that annotations and paint are drawn in, one for all of these tools, with the colours that were used last.
import { type ColourOption, colourValue, type Option, type OptionValues } from "../option";
import type { ToolSettings } from "../tool";

/** The id of the settings that hold the colours. */
export const COLOUR_SETTINGS = "colour";

export const FOREGROUND: ColourOption = {
	kind: "colour",
	id: "foreground",
	label: { en: "Colour", zh: "颜色" },
	initial: "#ff3b30",
	shared: COLOUR_SETTINGS,
};

/** The recent colours, latest first, with a space between two. */
const RECENT = { id: "recent", initial: "" } as const;
const MOST_RECENT = 8;

/** The settings that are kept; the recent colours have no control of their own. */
export const COLOUR_OPTIONS: readonly Pick<Option, "id" | "initial">[] = [FOREGROUND, RECENT];

/** Colours that are told apart over most pictures, and black, grey and white. */
export const SWATCHES: readonly string[] = [
	"#ff3b30",
	"#ff9500",
	"#ffd60a",
	"#34c759",
	"#00c7be",
	"#0a84ff",
	"#5e5ce6",
	"#bf5af2",
	"#ff2d92",
	"#8b5e3c",
	"#ffffff",
	"#c7c7cc",
	"#8e8e93",
	"#48484a",
	"#000000",
];

export function foregroundOf(settings: ToolSettings): string {
	return colourValue(settings[COLOUR_SETTINGS], FOREGROUND);
}

export function recentColours(settings: ToolSettings): readonly string[] {
	const recent = settings[COLOUR_SETTINGS]?.[RECENT.id];
	const colours = typeof recent === "string" ? recent.split(" ") : [];
	return colours.filter((colour) => colourValue({ colour }, { ...FOREGROUND, id: "colour", initial: "" }) !== "");
}

/** `isChosen`: the colour joins the recent ones; a colour that a drag passes over does not. */
export function withForeground(settings: ToolSettings, colour: string, isChosen: boolean): OptionValues {
	const values = { ...settings[COLOUR_SETTINGS], [FOREGROUND.id]: colour };
	if (!isChosen) return values;
	const recent = [colour, ...recentColours(settings).filter((other) => other !== colour)].slice(0, MOST_RECENT);
	return { ...values, [RECENT.id]: recent.join(" ") };
}
