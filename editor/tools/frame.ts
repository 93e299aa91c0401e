// Edit frame: the area that an edit sends and receives. Dragging a side or corner resizes it, dragging inside moves it,
// and dragging outside draws a new one. Shift keeps the aspect ratio, Alt the centre, and Ctrl or Cmd
// does not snap. Where the frame extends beyond the
// picture, the model continues the picture (outpainting).
import frameIcon from "@lucide/icons/icons/frame";
import { isSameRect, type Rect, rectOf } from "../raster";
import type { Effect } from "./action";
import { shownGuides } from "./actions/viewAids";
import { type Anchor, dragFrame, drawFrame, expandRect, type FrameGrip, gripAt, withRatio } from "./frameGeometry";
import { handleCursor } from "./objects/selectionBox";
import { type ChoiceOption, choiceValue } from "./option";
import {
	defineTool,
	type ImagePoint,
	type Modifiers,
	type PointerState,
	type ToolContext,
	type ToolEvent,
	type ToolSettings,
	type ToolStep,
} from "./tool";

/** The distance in CSS pixels from a side within which it can be dragged. */
const GRIP_DISTANCE = 12;
const TOUCH_GRIP_DISTANCE = 22;
/** In CSS pixels. */
const SNAP_DISTANCE = 6;
/** Shorter drags, in CSS pixels, draw no frame. */
const MIN_DRAG = 4;

interface FrameDragging {
	/** The dragged part of the frame; null while a new frame is drawn. */
	readonly grip: FrameGrip | null;
	readonly start: Rect;
	readonly from: ImagePoint;
	readonly to: ImagePoint;
	readonly frame: Rect;
}

const RATIOS: readonly (readonly [width: number, height: number])[] = [
	[1, 1],
	[4, 3],
	[3, 4],
	[3, 2],
	[2, 3],
	[16, 9],
	[9, 16],
	[21, 9],
];

export const FRAME_RATIO: ChoiceOption = {
	kind: "choice",
	id: "ratio",
	label: { en: "Ratio", zh: "比例" },
	initial: "free",
	choices: [
		{ value: "free", label: { en: "Free", zh: "自由" } },
		{ value: "original", label: { en: "Original", zh: "原始" } },
		...RATIOS.map(([width, height]) => {
			const value = `${width}:${height}`;
			return { value, label: { en: value, zh: value } };
		}),
	],
};

const frameId = "frame";

/**
 * Adds space around the picture for outpainting. With an aspect ratio it adds no more than the ratio needs. Values name
 * the anchor of the picture in the frame, as compass directions.
 */
const FRAME_SPACE: ChoiceOption = {
	kind: "choice",
	id: "room",
	label: { en: "Outpaint", zh: "扩图" },
	initial: "none",
	choices: [
		{ value: "none", label: { en: "None", zh: "不扩展" } },
		{ value: "c", label: { en: "All sides", zh: "四周" } },
		{ value: "w", label: { en: "Right", zh: "右侧" } },
		{ value: "e", label: { en: "Left", zh: "左侧" } },
		{ value: "s", label: { en: "Above", zh: "上方" } },
		{ value: "n", label: { en: "Below", zh: "下方" } },
		{ value: "sw", label: { en: "Above and right", zh: "右上方" } },
		{ value: "se", label: { en: "Above and left", zh: "左上方" } },
		{ value: "nw", label: { en: "Below and right", zh: "右下方" } },
		{ value: "ne", label: { en: "Below and left", zh: "左下方" } },
	],
};

export const frame = defineTool<FrameDragging | null>({
	id: frameId,
	label: { en: "Edit frame", zh: "编辑框" },
	icon: frameIcon,
	shortcuts: ["C"],
	group: "frame",
	isFraming: true,
	options: [FRAME_RATIO, FRAME_SPACE],
	initialState: null,
	hits: ["handle"],
	cursor(context, pointing, state) {
		const grip = state === null ? pointing && gripOf(context, pointing.image, pointing) : state.grip;
		const css = grip === null ? "crosshair" : grip === "move" ? grip : handleCursor(grip, 0, context.view);
		return { kind: "css", idle: css, active: css };
	},
	step(state, event, context) {
		if (event.type === "cancel") return { state: null, frame: null };
		if (event.type === "down") return begin(event, context);
		if (state === null) return { state };
		const to = event.samples.at(-1)?.image ?? state.to;
		const dragging = { ...state, to, frame: follow(state, to, event.modifiers, context) };
		if (event.type === "move") return { state: dragging, frame: dragging.frame };
		return { state: null, frame: null, commands: setFrame(dragging.frame, context) };
	},
	applyOptions(context) {
		const ratio = chosenRatio(context);
		const { frame, picture } = context.document;
		const anchor = choiceValue(context.settings[frameId], FRAME_SPACE);
		if (anchor !== "none") return setFrame(expandRect(rectOf(picture), ratio, anchor as Anchor), context);
		return ratio === null ? [] : setFrame(withRatio(frame, ratio, picture), context);
	},
});

function begin(
	{ samples, isSecondary, pointer, target = null }: Extract<ToolEvent, { type: "down" }>,
	context: ToolContext,
): ToolStep<FrameDragging | null> {
	const from = samples[0]?.image;
	if (from === undefined || isSecondary) return { state: null };
	const start = frameOf(context);
	const grip = gripOf(context, from, { pointer: pointer ?? "mouse", target });
	return { state: { grip, start, from, to: from, frame: start }, frame: start };
}

/**
 * The handle under the pointer, or the side. Without a frame, dragging inside the picture draws one instead of moving the
 * whole picture's.
 */
function gripOf(
	context: ToolContext,
	at: ImagePoint,
	{ pointer, target }: Pick<PointerState, "pointer" | "target">,
): FrameGrip | null {
	if (target?.kind === "handle" && target.handle !== "rotate") return target.handle;
	const reach = (pointer === "touch" ? TOUCH_GRIP_DISTANCE : GRIP_DISTANCE) / context.zoom;
	const grip = gripAt(frameOf(context), at, reach);
	return grip === "move" && context.document.frame === null ? null : grip;
}

function follow(
	{ grip, start, from }: FrameDragging,
	to: ImagePoint,
	modifiers: Modifiers,
	context: ToolContext,
): Rect {
	const { document, zoom } = context;
	const { picture } = document;
	const dx = to.x - from.x;
	const dy = to.y - from.y;
	const own = (start.right - start.left) / (start.bottom - start.top);
	const ratio = chosenRatio(context) ?? (modifiers.shift ? own : null);
	const snap = modifiers.mod ? 0 : SNAP_DISTANCE / zoom;
	const drag = { ratio, isFromCentre: modifiers.alt, picture, snap, guides: shownGuides(context) };
	if (grip !== null) return dx === 0 && dy === 0 ? start : dragFrame({ ...drag, start, grip, dx, dy });
	return Math.max(Math.abs(dx), Math.abs(dy)) * zoom < MIN_DRAG ? start : drawFrame(from, to, drag);
}

function frameOf({ document }: ToolContext): Rect {
	return document.frame ?? rectOf(document.picture);
}

function chosenRatio({ settings, document }: ToolContext): number | null {
	const chosen = choiceValue(settings[frameId], FRAME_RATIO);
	if (chosen === "original") return document.picture.width / document.picture.height;
	const [width, height] = RATIOS.find((ratio) => ratio.join(":") === chosen) ?? [];
	return width === undefined || height === undefined ? null : width / height;
}

/** Returns the settings with no space to be added by the frame; the argument if there is none. */
export function resetFrameSpace(settings: ToolSettings): ToolSettings {
	const values = settings[frameId];
	if (choiceValue(values, FRAME_SPACE) === FRAME_SPACE.initial) return settings;
	return { ...settings, [frameId]: { ...values, [FRAME_SPACE.id]: FRAME_SPACE.initial } };
}

/** Frames an area that a request sends: with the frame tool active it can be changed further, and Escape restores the previous frame. */
export function frameSentArea(area: Rect): readonly Effect[] {
	const commands = [{ type: "frame.set", frame: area } as const];
	return [
		{ type: "tool", tool: frameId },
		{ type: "commands", commands, merge: "sentArea.frame" },
	];
}

/** A frame that equals the whole picture is stored as null. */
export function setFrame(frame: Rect, { document }: Pick<ToolContext, "document">) {
	const isWhole = isSameRect(frame, rectOf(document.picture));
	return [{ type: "frame.set", frame: isWhole ? null : frame } as const];
}
