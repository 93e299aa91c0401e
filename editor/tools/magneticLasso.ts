// Magnetic lasso: between the points that are set, the outline follows the edges of the picture (live wire). Backspace takes
// back the last point; Enter, a double click or a press on the first point closes the outline.
import magnetIcon from "@lucide/icons/icons/magnet";
import { SOURCE, sendSamples, sourceOf } from "./colourOptions";
import { type RangeOption, rangeValue } from "./option";
import type { PathJob } from "./pictureJobs";
import { closedStep, isNear } from "./pointOutline";
import { MODE, modeCursor, modeOf } from "./shapeMode";
import { defineTool, type ImagePoint, type Knob, type ShapeMode, type ToolContext, type ToolStep } from "./tool";

interface Wire {
	readonly mode: ShapeMode;
	/** Each begins where the one before ends; the first is the first point alone. */
	readonly segments: readonly (readonly ImagePoint[])[];
	/** From the last point to the pointer. */
	readonly live: readonly ImagePoint[];
	readonly asked: PathJob | null;
	/** The answer to `asked` is a segment to keep: a point was set. */
	readonly isSetting: boolean;
	/** The outline is closed as soon as the pointer is released and the last segment is there. */
	readonly isClosing: boolean;
	readonly pressedAt: ImagePoint | null;
}

const ID = "magneticLasso";

const REACH: RangeOption = {
	kind: "range",
	id: "reach",
	label: { en: "Edge width", zh: "边缘宽度" },
	initial: 10,
	min: 1,
	max: 40,
	step: 1,
	unit: "px",
};

export const magneticLasso = defineTool<Wire | null>({
	id: ID,
	label: { en: "Magnetic lasso", zh: "磁性套索" },
	icon: magnetIcon,
	shortcuts: ["T"],
	group: "lasso",
	isMasking: true,
	options: [REACH, MODE, SOURCE],
	initialState: null,
	prepares: ({ settings }) => sendSamples(settings[ID]),
	cursor: (context, pointer, wire) => modeCursor(context, ID, pointer, wire?.mode ?? null),
	step(wire, event, context) {
		if (event.type === "cancel") return { state: null, outline: null };
		const last = event.samples.at(-1);
		if (event.type === "down") {
			if (last === undefined) return { state: wire };
			const { image } = last;
			if (wire === null) {
				const mode = modeOf(event, context, ID);
				const first = { segments: [[image]], live: [], asked: null, pressedAt: image };
				return shown({ mode, ...first, isSetting: false, isClosing: false });
			}
			const isClosing = event.clicks === 2 || meetsFirst(wire, image, context, event.pointer);
			if (isClosing || wire.isSetting) return { state: { ...wire, isClosing, pressedAt: image } };
			return follow({ ...wire, pressedAt: image }, image, context);
		}
		if (wire === null) return { state: wire };
		if (event.type === "move") {
			const isFollowing = last !== undefined && !wire.isSetting && !wire.isClosing;
			return isFollowing ? follow(wire, last.image, context) : { state: wire };
		}
		const released = { ...wire, pressedAt: null };
		if (wire.isClosing) return wire.isSetting ? open(released) : close(wire, context);
		const to = last?.image ?? wire.pressedAt;
		// A click sets the first point; a drag from it the second one too.
		const isFirst = wire.segments.length === 1 && to !== null && isNear(to, firstOf(wire), context);
		return to === null || wire.isSetting || isFirst ? open(released) : { ...set(released, to, context), isOpen: true };
	},
	goOn(wire, event, context) {
		if (wire === null) return { state: null };
		switch (event.type) {
			case "hover":
				return wire.isSetting ? open(wire) : { ...follow(wire, event.sample.image, context), isOpen: true };
			case "path":
				return event.job === wire.asked ? arrived(wire, event.path, context) : open(wire);
			case "confirm":
				return wire.isSetting ? open({ ...wire, isClosing: true }) : close(wire, context);
			case "back": {
				const segments = wire.segments.slice(0, -1);
				if (segments.length === 0) return { state: null, outline: null };
				return open({ ...wire, segments, live: [], asked: null, isSetting: false, isClosing: false });
			}
			default:
				return open(wire);
		}
	},
});

const firstOf = ({ segments }: Wire): ImagePoint => segments[0]?.[0] ?? { x: 0, y: 0 };
const lastOf = ({ segments }: Wire): ImagePoint => segments.at(-1)?.at(-1) ?? { x: 0, y: 0 };

function meetsFirst(wire: Wire, at: ImagePoint, context: ToolContext, pointer: string | undefined): boolean {
	return wire.segments.length > 2 && isNear(firstOf(wire), at, context, pointer);
}

function ask(wire: Wire, to: ImagePoint, { settings, zoom }: ToolContext) {
	const values = settings[ID];
	// The width is meant in the view, as the hand moves there.
	const reach = Math.max(1, Math.round(rangeValue(values, REACH) / Math.max(zoom, 0.05)));
	const job: PathJob = { kind: "liveWire", input: { from: lastOf(wire), to, reach: Math.min(reach, 64) } };
	return { job, source: sourceOf(values) };
}

/** Lets the outline reach to the pointer. */
function follow(wire: Wire, to: ImagePoint, context: ToolContext): ToolStep<Wire> {
	const request = ask(wire, to, context);
	return { ...shown({ ...wire, asked: request.job }), ask: request };
}

/** Sets a point as soon as the way to it is known. */
function set(wire: Wire, to: ImagePoint, context: ToolContext): ToolStep<Wire> {
	const request = ask(wire, to, context);
	return { ...shown({ ...wire, asked: request.job, isSetting: true }), ask: request };
}

function arrived(wire: Wire, path: readonly ImagePoint[], context: ToolContext): ToolStep<Wire | null> {
	if (!wire.isSetting) return open({ ...wire, live: path, asked: null });
	const kept: Wire = { ...wire, segments: [...wire.segments, path], live: [], asked: null, isSetting: false };
	return wire.isClosing && wire.pressedAt === null ? close(kept, context) : open(kept);
}

function open(wire: Wire): ToolStep<Wire> {
	return { ...shown(wire), isOpen: true };
}

function close({ segments, mode }: Wire, context: ToolContext): ToolStep<null> {
	return closedStep(segments.flat(), mode, context);
}

function shown(wire: Wire): ToolStep<Wire> {
	const { segments, live, mode } = wire;
	const knobs = segments.map((segment, i): Knob => {
		const { x, y } = segment.at(-1) ?? { x: 0, y: 0 };
		return { x, y, look: i === 0 && segments.length > 2 ? "first" : "square", isActive: i === segments.length - 1 };
	});
	return { state: wire, outline: { corners: [...segments.flat(), ...live], mode, knobs } };
}
