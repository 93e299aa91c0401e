// Moves a reference picture or scales it by a corner, keeping its aspect ratio.
import moveIcon from "@lucide/icons/icons/move";
import type { ReferenceLayer } from "../document";
import { moveRect, type Rect, rectCorners, sizeOf } from "../raster";
import { type FrameGrip, gripAt } from "./frameGeometry";
import { defineTool, type ImagePoint, type Outline, type ToolContext, type ToolEvent } from "./tool";

/** The distance in CSS pixels from a corner within which it can be dragged. */
const GRIP_DISTANCE = 12;
const TOUCH_GRIP_DISTANCE = 22;
/** In picture pixels. */
const MIN_SIDE = 8;

interface Placing {
	readonly reference: string;
	readonly grip: FrameGrip;
	readonly start: Rect;
	readonly from: ImagePoint;
	readonly place: Rect;
}

export const placeReference = defineTool<Placing | null>({
	id: "place",
	label: { en: "Place reference images", zh: "摆放参考图" },
	icon: moveIcon,
	shortcuts: ["V"],
	isPlacing: true,
	initialState: null,
	cursor(context, pointing, state) {
		const grip = state?.grip ?? (pointing && under(context, pointing.image, pointing.pointer)?.grip);
		const css = grip ? (CURSORS[grip] ?? "move") : "default";
		return { kind: "css", idle: css, active: css };
	},
	step(state, event, context) {
		if (event.type === "cancel") return { state: null, outline: null };
		if (event.type === "down") return begin(event, context);
		if (state === null) return { state };
		const to = event.samples.at(-1)?.image;
		const placed = to === undefined ? state.place : follow(state, to);
		if (event.type === "move") return { state: { ...state, place: placed }, outline: around(placed) };
		const isSame =
			placed.left === state.start.left && placed.top === state.start.top && placed.right === state.start.right;
		const { reference } = state;
		return {
			state: null,
			outline: null,
			commands: isSame ? [] : [{ type: "reference.set", reference, changes: { place: placed } }],
		};
	},
});

const CURSORS: Readonly<Partial<Record<FrameGrip, string>>> = {
	nw: "nwse-resize",
	se: "nwse-resize",
	ne: "nesw-resize",
	sw: "nesw-resize",
};

const around = (rect: Rect): Outline => ({ corners: rectCorners(rect), mode: "subtract" });

function begin({ samples, isSecondary, pointer }: Extract<ToolEvent, { type: "down" }>, context: ToolContext) {
	const from = samples[0]?.image;
	const found = from && !isSecondary ? under(context, from, pointer ?? "mouse") : null;
	if (from === undefined || found === null) return { state: null };
	const start = found.reference.place;
	const state = { reference: found.reference.id, grip: found.grip, start, from, place: start };
	return { state, outline: around(start) };
}

/** Returns the topmost visible reference at a point and the part of it that would be dragged. */
function under({ document, zoom }: ToolContext, at: ImagePoint, pointer: string) {
	const reach = (pointer === "touch" ? TOUCH_GRIP_DISTANCE : GRIP_DISTANCE) / zoom;
	const gripOf = (reference: ReferenceLayer) => ({ reference, grip: gripAt(reference.place, at, reach) });
	const seen = document.references.filter(({ isVisible }) => isVisible).map(gripOf);
	const found = seen.filter(({ grip }) => grip !== null).at(-1);
	return found?.grip ? { ...found, grip: found.grip } : null;
}

function follow({ grip, start, from }: Placing, to: ImagePoint): Rect {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	if (grip.length !== 2) return moveRect(start, Math.round(dx), Math.round(dy));
	const { width, height } = sizeOf(start);
	const [isLeft, isTop] = [grip.endsWith("w"), grip.startsWith("n")];
	const dragged = Math.max(1 + ((isLeft ? -1 : 1) * dx) / width, 1 + ((isTop ? -1 : 1) * dy) / height);
	const factor = Math.max(dragged, MIN_SIDE / Math.min(width, height));
	const size = { width: Math.round(width * factor), height: Math.round(height * factor) };
	const left = isLeft ? start.right - size.width : start.left;
	const top = isTop ? start.bottom - size.height : start.top;
	return { left, top, right: left + size.width, bottom: top + size.height };
}
