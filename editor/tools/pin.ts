// Pin: a click adds a mask with a small disc and opens its region note. The mask can be painted on like any other.
import mapPinIcon from "@lucide/icons/icons/map-pin";
import { nextMask } from "../document";
import { ellipseCorners, polygonCoverage, runToEnd } from "../raster";
import { type RangeOption, rangeValue } from "./option";
import { defineTool, type ToolContext } from "./tool";

const SIZE: RangeOption = {
	kind: "range",
	id: "size",
	label: { en: "Size", zh: "大小" },
	initial: 96,
	min: 8,
	max: 1000,
	step: 1,
	unit: "px",
	hasSquareRootScale: true,
};

const diameterOf = ({ settings }: ToolContext): number => rangeValue(settings.pin, SIZE);

export const pin = defineTool<null>({
	id: "pin",
	label: { en: "Prompt pin", zh: "提示词标记" },
	icon: mapPinIcon,
	shortcuts: ["N"],
	options: [SIZE],
	initialState: null,
	cursor: (context) => ({ kind: "ring", diameter: diameterOf(context) }),
	step(state, event, context) {
		const at = event.type === "up" ? event.samples.at(-1)?.image : undefined;
		if (at === undefined) return { state };
		const { document } = context;
		const { width, height } = document.picture;
		const isOutside = at.x < 0 || at.y < 0 || at.x >= width || at.y >= height;
		if (isOutside) return { state };
		const radius = diameterOf(context) / 2;
		const disc = { left: at.x - radius, top: at.y - radius, right: at.x + radius, bottom: at.y + radius };
		const coverage = runToEnd(polygonCoverage({ width, height }, ellipseCorners(disc)));
		return { state, commands: [{ type: "mask.add", mask: { ...nextMask(document), coverage, note: "" } }] };
	},
});
