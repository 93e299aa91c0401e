// Straighten: a line is drawn along the horizon, or along something that is upright, and the picture is rotated so that the
// line becomes level or plumb. The angle can be typed as well.
import levelIcon from "@lucide/icons/icons/ruler-dimension-line";
import { type ChoiceOption, choiceValue, type RangeOption, rangeValue } from "./option";
import { defineTool, type ImagePoint, type MeasuredLine, type ToolContext } from "./tool";

export const STRAIGHTEN_ID = "straighten";
/** The id of the action that rotates the picture by the angle. */
export const STRAIGHTEN_ACTION = "picture.straighten";
/** Shorter lines, in CSS pixels, measure no angle. */
const MIN_LINE = 12;

const ANGLE: RangeOption = {
	kind: "range",
	id: "angle",
	label: { en: "Angle", zh: "角度" },
	initial: 0,
	min: -45,
	max: 45,
	step: 0.1,
	unit: "°",
};

const FILL: ChoiceOption = {
	kind: "choice",
	id: "fill",
	label: { en: "Corners", zh: "边角" },
	initial: "crop",
	choices: [
		{ value: "crop", label: { en: "Crop", zh: "裁切" } },
		{ value: "keep", label: { en: "Keep all", zh: "全部保留" } },
	],
};

/** The chosen straightening: the angle by which the picture is rotated, clockwise, and what becomes of its corners. */
export function straightening({ settings }: Pick<ToolContext, "settings">) {
	const values = settings[STRAIGHTEN_ID];
	const fill = choiceValue(values, FILL) === "keep" ? "keep" : "crop";
	return { degrees: rangeValue(values, ANGLE), fill } as const;
}

/** The options with another angle. */
export function withAngle({ settings }: Pick<ToolContext, "settings">, degrees: number) {
	return { ...settings[STRAIGHTEN_ID], [ANGLE.id]: degrees };
}

interface LineState {
	readonly from: ImagePoint;
	readonly to: ImagePoint;
}

export const straighten = defineTool<LineState | null>({
	id: STRAIGHTEN_ID,
	label: { en: "Straighten", zh: "拉直" },
	icon: levelIcon,
	shortcuts: ["S"],
	group: "frame",
	options: [ANGLE, FILL],
	initialState: null,
	cursor: () => ({ kind: "css", idle: "crosshair", active: "crosshair" }),
	step(state, event, context) {
		if (event.type === "cancel") return { state: null, line: null };
		const here = event.samples.at(-1)?.image;
		if (event.type === "down" || state === null) {
			const isIgnored = here === undefined || (event.type === "down" && event.isSecondary);
			return { state: isIgnored || event.type === "up" ? null : { from: here, to: here }, line: null };
		}
		const line = { from: state.from, to: here ?? state.to };
		const degrees = angleOf(line, context);
		if (event.type === "move") return { state: line, line: measured(line, degrees) };
		if (degrees === null || degrees === 0) return { state: null, line: null };
		return { state: null, line: null, settings: withAngle(context, degrees), run: STRAIGHTEN_ACTION };
	},
});

function measured(line: LineState, degrees: number | null): MeasuredLine {
	return { ...line, label: degrees === null ? "" : `${degrees > 0 ? "+" : ""}${degrees}°` };
}

/** The rotation, in tenths of a degree, that makes the line level or plumb, whichever is nearer; null: it is too short. */
function angleOf({ from, to }: LineState, { zoom }: Pick<ToolContext, "zoom">): number | null {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	if (Math.hypot(dx, dy) * zoom < MIN_LINE) return null;
	const direction = (Math.atan2(dy, dx) * 180) / Math.PI;
	const tilt = direction - Math.round(direction / 90) * 90;
	return 0 - Math.round(tilt * 10) / 10;
}
