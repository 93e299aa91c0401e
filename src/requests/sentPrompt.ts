// Composes the prompt as sent: the user's text, the region notes, and instructions about the attached images. The
// additions are in English, which every model reads; the user's text stays in its own language. Pure.
import type { SentNote } from "../../editor/types";

export interface PromptAdditions {
	/** The way in which a drawing over the first image is sent. */
	readonly markup?: "field" | "image";
	/** The position of the copy of the first image with drawings, from 1. */
	readonly drawing?: number;
	readonly notes: readonly SentNote[];
}

/** undefined: the prompt is sent as written. */
export function sentPrompt(prompt: string, { markup, drawing, notes }: PromptAdditions): string | undefined {
	const copy = drawing === undefined ? "" : drawnCopy(drawing);
	const additions = [instructions(notes), copy, markup ? MARKUP[markup] : ""].filter((part) => part !== "");
	if (additions.length === 0) return undefined;
	return [prompt.trim(), ...additions].filter((part) => part !== "").join("\n\n");
}

function instructions(notes: readonly SentNote[]): string {
	if (notes.length === 0) return "";
	const share = (value: number) => `${Math.round(value * 100)}%`;
	const lines = notes.map(({ text, place, isDrawing }, index) => {
		const { left, top, right, bottom } = place;
		const where = `${isDrawing ? `${placeName(place)}: ` : ""}${share(left)}\u2013${share(right)} from the left, ${share(top)}\u2013${share(bottom)} from the top`;
		return `${index + 1}. (${where}) ${text}`;
	});
	return [
		"Make these changes to the first image, each only in its own region, and keep everything else exactly as it is:",
		...lines,
	].join("\n");
}

/** A callout is pointed at with a word as well. */
function placeName({ left, top, right, bottom }: SentNote["place"]): string {
	const third = (value: number, names: readonly [string, string, string]) =>
		names[value < 1 / 3 ? 0 : value < 2 / 3 ? 1 : 2];
	const down = third((top + bottom) / 2, ["upper", "middle", "lower"]);
	const across = third((left + right) / 2, ["left", "middle", "right"]);
	return down === across ? "middle" : `${down} ${across}`;
}

const drawnCopy = (position: number): string =>
	`Image ${position} is a copy of the first image with marks drawn on it: lines, arrows, shapes, numbers, texts and ` +
	"sketched colours that show what to change and where. Follow them, make the changes in the first image, keep everything else exactly as it is, and do " +
	"not draw the marks.";

const ONLY_THERE =
	"change the first image only where the drawing is coloured, keep the rest exactly as it is, and do not draw the colours.";

const MARKUP = {
	field: `The markup is a transparent drawing over the first image: ${ONLY_THERE}`,
	image:
		"The last image is not part of the picture. It is a transparent drawing of the same size as the first image: " +
		ONLY_THERE,
};
