// What rectangle, ellipse and lasso share: an outline while one drags, one command at the end. As in other editors, Shift
// and Alt at the press choose what the shape does to the mask (add, subtract, both: intersect); pressed later, Shift
// makes it as wide as high and Alt puts the first point in its middle. The right button subtracts.
import { activeMask } from "../document";
import { type Corner, combineTiles, isEmpty, polygonCoverage, runToEnd } from "../raster";
import { type ChoiceOption, choiceValue } from "./option";
import { setMaskTiles } from "./setMaskTiles";
import {
	defineTool,
	type ImagePoint,
	type Modifiers,
	type ShapeMode,
	type Tool,
	type ToolContext,
	type ToolEvent,
	type ToolStep,
} from "./tool";

interface Drag {
	readonly mode: ShapeMode;
	/** Every point, the first one first. */
	readonly points: readonly ImagePoint[];
	/** Keys that were held at the press; until let go of they mean the mode and nothing else. */
	readonly isShiftTaken: boolean;
	readonly isAltTaken: boolean;
	readonly isEven: boolean;
	readonly isFromCentre: boolean;
}

interface ShapeTool extends Pick<Tool, "id" | "label" | "icon" | "shortcuts"> {
	corners(drag: Pick<Drag, "points" | "isEven" | "isFromCentre">): readonly Corner[];
}

const MODE: ChoiceOption = {
	kind: "choice",
	id: "mode",
	label: { en: "Mode", zh: "模式" },
	initial: "add",
	choices: [
		{ value: "add", label: { en: "Add", zh: "添加" } },
		{ value: "subtract", label: { en: "Subtract", zh: "减去" } },
		{ value: "intersect", label: { en: "Intersect", zh: "相交" } },
	],
};

const COMBINE = { add: "union", subtract: "subtract", intersect: "intersect" } as const;

export function shapeTool({ corners, ...naming }: ShapeTool): Tool {
	return defineTool<Drag | null>({
		...naming,
		isMasking: true,
		options: [MODE],
		initialState: null,
		cursor: () => ({ kind: "css", idle: "crosshair", active: "crosshair" }),
		step(state, event, context) {
			if (event.type === "cancel") return { state: null, outline: null };
			if (event.type === "down") return shown(begin(event, context));
			if (state === null) return { state };
			const drag = follow(
				state,
				event.samples.map(({ image }) => image),
				event.modifiers,
			);
			if (event.type === "move") return shown(drag);
			return { state: null, outline: null, commands: commandsOf(drag, context) };
		},
	});

	function begin(event: Extract<ToolEvent, { type: "down" }>, context: ToolContext): Drag {
		return {
			mode: modeOf(event, choiceValue(context.settings[naming.id], MODE)),
			points: event.samples.map(({ image }) => image),
			isShiftTaken: event.modifiers.shift,
			isAltTaken: event.modifiers.alt,
			isEven: false,
			isFromCentre: false,
		};
	}

	function shown(drag: Drag): ToolStep<Drag> {
		return { state: drag, outline: { corners: corners(drag), mode: drag.mode } };
	}

	function commandsOf(drag: Drag, { document }: ToolContext) {
		const mask = activeMask(document);
		const shape = runToEnd(polygonCoverage(document.picture, corners(drag)));
		// A click that drew nothing leaves the mask, even where it would intersect.
		if (isEmpty(shape)) return [];
		return setMaskTiles(mask, combineTiles(mask.coverage, COMBINE[drag.mode], shape.tiles));
	}
}

function modeOf({ modifiers, isSecondary }: Extract<ToolEvent, { type: "down" }>, chosen: string): ShapeMode {
	if (modifiers.shift && modifiers.alt) return "intersect";
	if (modifiers.alt || isSecondary) return "subtract";
	if (modifiers.shift) return "add";
	return chosen === "subtract" || chosen === "intersect" ? chosen : "add";
}

function follow(drag: Drag, points: readonly ImagePoint[], { shift, alt }: Modifiers): Drag {
	const isShiftTaken = drag.isShiftTaken && shift;
	const isAltTaken = drag.isAltTaken && alt;
	return {
		mode: drag.mode,
		points: [...drag.points, ...points],
		isShiftTaken,
		isAltTaken,
		isEven: shift && !isShiftTaken,
		isFromCentre: alt && !isAltTaken,
	};
}

/** The rectangle that a drag spans, from its first to its last point. */
export function draggedRect({ points, isEven, isFromCentre }: Pick<Drag, "points" | "isEven" | "isFromCentre">) {
	const from = points[0] ?? { x: 0, y: 0 };
	const to = points.at(-1) ?? from;
	let dx = to.x - from.x;
	let dy = to.y - from.y;
	if (isEven) {
		const side = Math.max(Math.abs(dx), Math.abs(dy));
		dx = dx < 0 ? -side : side;
		dy = dy < 0 ? -side : side;
	}
	const start = isFromCentre ? { x: from.x - dx, y: from.y - dy } : from;
	const end = { x: from.x + dx, y: from.y + dy };
	return {
		left: Math.min(start.x, end.x),
		top: Math.min(start.y, end.y),
		right: Math.max(start.x, end.x),
		bottom: Math.max(start.y, end.y),
	};
}
