// Polygon: a press sets a point, dragging it bends the line through it. Points and their handles can be moved until Enter, a
// double click or a press on the first point closes the outline.
import pentagonIcon from "@lucide/icons/icons/pentagon";
import type { Corner } from "../raster";
import { closedStep, isNear } from "./pointOutline";
import { MODE, modeCursor, modeOf } from "./shapeMode";
import { snapToGuides } from "./snapToGuides";
import {
	defineTool,
	type ImagePoint,
	type Knob,
	type ShapeMode,
	type ToolContext,
	type ToolEvent,
	type ToolStep,
} from "./tool";

/** A point with the handle that bends the lines before and after it, as a vector; null: a corner. */
interface Vertex {
	readonly at: ImagePoint;
	readonly handle: ImagePoint | null;
}

/** The part of the outline that a press moves. */
type Grip =
	/** A new point: dragging pulls out its handle. */
	| { readonly kind: "bend"; readonly index: number; readonly from: ImagePoint }
	| { readonly kind: "point"; readonly index: number }
	| { readonly kind: "handle"; readonly index: number; readonly sign: 1 | -1 }
	/** The first point: released where it was pressed, it closes the outline. */
	| { readonly kind: "first"; readonly from: ImagePoint }
	| { readonly kind: "close" };

interface Polygon {
	readonly mode: ShapeMode;
	readonly vertices: readonly Vertex[];
	readonly grip: Grip | null;
	/** The pointer, to which the outline reaches while it is open. */
	readonly pointer: ImagePoint | null;
}

const ID = "polygon";

export const polygon = defineTool<Polygon | null>({
	id: ID,
	label: { en: "Polygon", zh: "多边形" },
	icon: pentagonIcon,
	shortcuts: ["A"],
	group: "lasso",
	isMasking: true,
	options: [MODE],
	initialState: null,
	cursor: (context, pointer, state) => modeCursor(context, ID, pointer, state?.mode ?? null),
	step(state, event, context) {
		if (event.type === "cancel") return { state: null, outline: null };
		if (event.type === "down") return shown(press(state, event, context), context);
		if (state === null) return { state };
		const last = event.samples.at(-1);
		const moved = last === undefined ? state : drag(state, last.image, event.modifiers.shift, context);
		if (event.type === "move") return shown(moved, context);
		return release(moved, context);
	},
	goOn(state, event, context) {
		if (state === null) return { state };
		switch (event.type) {
			case "confirm":
				return close(state, context);
			case "back": {
				const vertices = state.vertices.slice(0, -1);
				if (vertices.length === 0) return { state: null, outline: null };
				return { ...shown({ ...state, vertices }, context), isOpen: true };
			}
			case "hover": {
				const from = state.vertices.at(-1)?.at;
				const at = snapToGuides(event.sample.image, context, event.modifiers);
				const pointer = event.modifiers.shift && from !== undefined ? inEighths(from, at) : at;
				return { ...shown({ ...state, pointer }, context), isOpen: true };
			}
			default:
				return { ...shown(state, context), isOpen: true };
		}
	},
});

function press(
	state: Polygon | null,
	event: Extract<ToolEvent, { type: "down" }>,
	context: ToolContext,
): Polygon | null {
	const [sample] = event.samples;
	if (sample === undefined) return state;
	const at = snapToGuides(sample.image, context, event.modifiers);
	if (state === null) {
		const mode = modeOf(event, context, ID);
		return {
			mode,
			vertices: [{ at, handle: null }],
			grip: { kind: "bend", index: 0, from: sample.image },
			pointer: at,
		};
	}
	if (event.clicks === 2) return { ...state, grip: { kind: "close" } };
	const grip = gripAt(state, sample.image, event, context);
	if (grip !== null) return { ...state, grip, pointer: null };
	const from = state.vertices.at(-1)?.at;
	const placed = event.modifiers.shift && from !== undefined ? inEighths(from, at) : at;
	const index = state.vertices.length;
	const vertices = [...state.vertices, { at: placed, handle: null }];
	return { ...state, vertices, grip: { kind: "bend", index, from: sample.image }, pointer: null };
}

function gripAt(
	{ vertices }: Polygon,
	at: ImagePoint,
	{ modifiers, pointer }: Extract<ToolEvent, { type: "down" }>,
	context: ToolContext,
): Grip | null {
	const isAt = (point: ImagePoint) => isNear(point, at, context, pointer);
	for (const [index, { at: point, handle }] of vertices.entries()) {
		if (handle === null) continue;
		if (isAt(add(point, handle, 1))) return { kind: "handle", index, sign: 1 };
		if (isAt(add(point, handle, -1))) return { kind: "handle", index, sign: -1 };
	}
	const index = vertices.map((vertex) => isAt(vertex.at)).lastIndexOf(true);
	if (index < 0) return null;
	// With Alt a point that is there already becomes a curve.
	if (modifiers.alt) return { kind: "bend", index, from: at };
	return index === 0 && vertices.length > 2 ? { kind: "first", from: at } : { kind: "point", index };
}

function drag(state: Polygon, at: ImagePoint, isConstrained: boolean, context: ToolContext): Polygon {
	const { grip, vertices } = state;
	if (grip === null || grip.kind === "close") return state;
	const change = (index: number, vertex: Partial<Vertex>): Polygon => ({
		...state,
		vertices: vertices.map((one, i) => (i === index ? { ...one, ...vertex } : one)),
	});
	if (grip.kind === "first") {
		return isNear(grip.from, at, context) ? state : { ...change(0, { at }), grip: { kind: "point", index: 0 } };
	}
	const vertex = vertices[grip.index];
	if (vertex === undefined) return state;
	if (grip.kind === "point") return change(grip.index, { at });
	const to = isConstrained ? inEighths(vertex.at, at) : at;
	if (grip.kind === "handle") {
		const { x, y } = { x: (to.x - vertex.at.x) * grip.sign, y: (to.y - vertex.at.y) * grip.sign };
		return change(grip.index, { handle: { x, y } });
	}
	const isStill = isNear(grip.from, at, context) && vertex.handle === null;
	return isStill ? state : change(grip.index, { handle: { x: to.x - vertex.at.x, y: to.y - vertex.at.y } });
}

function release(state: Polygon, context: ToolContext): ToolStep<Polygon | null> {
	if (state.grip?.kind === "close" || state.grip?.kind === "first") return close(state, context);
	return { ...shown({ ...state, grip: null }, context), isOpen: true };
}

function close({ vertices, mode }: Polygon, context: ToolContext): ToolStep<null> {
	return closedStep(flattened(vertices, true), mode, context);
}

function shown(state: Polygon | null, { zoom }: ToolContext): ToolStep<Polygon | null> {
	if (state === null) return { state };
	const { vertices, pointer, mode, grip } = state;
	const corners = flattened(vertices, pointer === null);
	const knobs = vertices.flatMap(({ at, handle }, i): readonly Knob[] => {
		const look = i === 0 && vertices.length > 2 ? "first" : "square";
		const own: Knob = { x: at.x, y: at.y, look, isActive: i === vertices.length - 1 };
		if (handle === null || Math.hypot(handle.x, handle.y) * zoom < 2) return [own];
		return [...([1, -1] as const).map((sign): Knob => ({ ...add(at, handle, sign), look: "round", of: at })), own];
	});
	const isReaching = pointer !== null && grip === null;
	return { state, outline: { corners: isReaching ? [...corners, pointer] : corners, mode, knobs } };
}

function add(at: ImagePoint, handle: ImagePoint, sign: 1 | -1): Corner {
	return { x: at.x + sign * handle.x, y: at.y + sign * handle.y };
}

/** The direction is rounded to a multiple of 45 degrees. */
function inEighths(from: ImagePoint, to: ImagePoint): ImagePoint {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const [width, height] = [Math.abs(dx), Math.abs(dy)];
	// The tangent of 22.5 degrees.
	const limit = Math.SQRT2 - 1;
	if (height < width * limit) return { x: to.x, y: from.y };
	if (width < height * limit) return { x: from.x, y: to.y };
	const length = (width + height) / 2;
	return { x: from.x + Math.sign(dx) * length, y: from.y + Math.sign(dy) * length };
}

/** The outline as a polygon: no chord is more than about a quarter of a pixel away from its curve. */
function flattened(vertices: readonly Vertex[], isClosed: boolean): readonly Corner[] {
	const corners: Corner[] = [];
	for (const [i, vertex] of vertices.entries()) {
		corners.push(vertex.at);
		const isLast = i === vertices.length - 1;
		const next = isLast ? (isClosed ? vertices[0] : undefined) : vertices[i + 1];
		if (next === undefined || next === vertex || (vertex.handle === null && next.handle === null)) continue;
		const first = vertex.handle === null ? vertex.at : add(vertex.at, vertex.handle, 1);
		const second = next.handle === null ? next.at : add(next.at, next.handle, -1);
		corners.push(...curvePoints(vertex.at, first, second, next.at));
	}
	return corners;
}

/** Points of a cubic Bezier curve between its ends. */
function curvePoints(a: Corner, b: Corner, c: Corner, d: Corner): readonly Corner[] {
	const length = Math.hypot(b.x - a.x, b.y - a.y) + Math.hypot(c.x - b.x, c.y - b.y) + Math.hypot(d.x - c.x, d.y - c.y);
	const steps = Math.min(512, 2 + Math.ceil(Math.sqrt(length) * 1.5));
	return Array.from({ length: steps - 1 }, (_, i) => {
		const t = (i + 1) / steps;
		const s = 1 - t;
		const [wa, wb, wc, wd] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
		return { x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y };
	});
}
