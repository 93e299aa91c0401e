// Colour range: selects everywhere what is like the picked pixels, by colour or by lightness. The gesture stays open: further
// presses pick more, with Alt they exclude, and options change the preview until it is applied.
import pipetteIcon from "@lucide/icons/icons/pipette";
import type { PickedSample } from "../raster";
import { SAMPLE_SIZE, SOURCE, sendSamples, sourceOf } from "./colourOptions";
import { type ChoiceOption, choiceValue, type RangeOption, rangeValue } from "./option";
import { MODE, modeCursor, modeOf } from "./shapeMode";
import { defineTool, type ImagePoint, type Selection, type ShapeMode, type ToolContext, type ToolStep } from "./tool";

interface Range {
	readonly mode: ShapeMode;
	readonly picked: readonly PickedSample[];
}

const ID = "colourRange";

const MATCH: ChoiceOption = {
	kind: "choice",
	id: "match",
	label: { en: "Match", zh: "匹配" },
	initial: "colour",
	choices: [
		{ value: "colour", label: { en: "Colour", zh: "颜色" } },
		{ value: "lightness", label: { en: "Lightness", zh: "明度" } },
	],
};

const FUZZINESS: RangeOption = {
	kind: "range",
	id: "fuzziness",
	label: { en: "Fuzziness", zh: "颜色容差" },
	initial: 20,
	min: 0,
	max: 100,
	step: 1,
	unit: "",
};

const SIZE = { ...SAMPLE_SIZE, initial: "3" };

export const colourRange = defineTool<Range | null>({
	id: ID,
	label: { en: "Colour range", zh: "色彩范围" },
	icon: pipetteIcon,
	shortcuts: ["I"],
	group: "content",
	isMasking: true,
	options: [FUZZINESS, MATCH, MODE, SIZE, SOURCE],
	initialState: null,
	adjust({ job, ...rest }, { settings }) {
		const fuzziness = rangeValue(settings[ID], FUZZINESS);
		if (job.kind !== "colourRange" || job.input.fuzziness === fuzziness) return null;
		return { ...rest, job: { ...job, input: { ...job.input, fuzziness } } };
	},
	prepares: ({ settings }) => sendSamples(settings[ID]),
	cursor: (context, pointer, range) => modeCursor(context, ID, pointer, range?.mode ?? null),
	step(range, event, context) {
		if (event.type === "cancel") return { state: null, select: null, outline: null };
		const [first] = event.samples;
		if (event.type === "down" && first !== undefined) {
			const isExcluded = range !== null && (event.modifiers.alt || event.isSecondary);
			// The second press of a double click applies.
			if (range !== null && event.clicks === 2) return shown(range, context);
			const mode = range?.mode ?? modeOf(event, context, ID);
			return shown({ mode, picked: [...(range?.picked ?? []), { at: pixelOf(first.image), isExcluded }] }, context);
		}
		if (range === null) return { state: null };
		if (event.type === "up") return { state: range, isOpen: true };
		// Dragging looks for the pixel to pick.
		const last = event.samples.at(-1);
		if (last === undefined) return { state: range };
		const { isExcluded } = range.picked.at(-1) ?? { isExcluded: false };
		return shown(
			{ ...range, picked: [...range.picked.slice(0, -1), { at: pixelOf(last.image), isExcluded }] },
			context,
		);
	},
	goOn(range, event, context) {
		if (range === null) return { state: null };
		switch (event.type) {
			case "confirm":
				return { state: null, select: selectionOf(range, context), outline: null };
			case "back": {
				const picked = range.picked.slice(0, -1);
				if (picked.length === 0) return { state: null, select: null, outline: null };
				return { ...shown({ ...range, picked }, context), isOpen: true };
			}
			case "refresh":
				return { ...shown({ ...range, mode: range.mode }, context), isOpen: true };
			default:
				return { state: range, isOpen: true };
		}
	},
});

function shown(range: Range, context: ToolContext): ToolStep<Range> {
	const knobs = range.picked.map(({ at, isExcluded }) => ({
		x: at.x + 0.5,
		y: at.y + 0.5,
		look: isExcluded ? ("round" as const) : ("square" as const),
	}));
	return { state: range, select: selectionOf(range, context), outline: { corners: [], mode: range.mode, knobs } };
}

function selectionOf({ picked, mode }: Range, { settings }: ToolContext): Selection {
	const values = settings[ID];
	const input = {
		picked,
		sampleSide: Number(choiceValue(values, SIZE)),
		fuzziness: rangeValue(values, FUZZINESS),
		match: choiceValue(values, MATCH) === "lightness" ? ("lightness" as const) : ("colour" as const),
	};
	return { job: { kind: "colourRange", input }, source: sourceOf(values), mode };
}

const pixelOf = ({ x, y }: ImagePoint) => ({ x: Math.floor(x), y: Math.floor(y) });
