// The common part of rectangle, ellipse and lasso: an outline during the drag and one command at its end. As in other
// editors, Shift and Alt held at the start choose the mode (add, subtract; both: intersect); pressed later, Shift
// constrains the shape to equal width and height and Alt draws it from the centre. The right button subtracts.
import { activeMask } from "../document";
import { type Corner, combineTiles, isEmpty, polygonCoverage, runToEnd } from "../raster";
import { setMaskTiles } from "./setMaskTiles";
import { COMBINE_MODES, MODE, modeCursor, modeOf } from "./shapeMode";
import { snapToGuides } from "./snapToGuides";
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
	/** All points of the drag, in order. */
	readonly points: readonly ImagePoint[];
	/** True if a key was held at the start and not released since: it then only chooses the mode. */
	readonly isShiftForMode: boolean;
	readonly isAltForMode: boolean;
	/** True if width and height are constrained to be equal. */
	readonly isSquare: boolean;
	readonly isFromCentre: boolean;
}

interface ShapeTool extends Pick<Tool, "id" | "label" | "icon" | "shortcuts" | "group"> {
	/** The corners of the dragged rectangle snap to guides. */
	readonly isSnapped?: boolean;
	corners(drag: Pick<Drag, "points" | "isSquare" | "isFromCentre">): readonly Corner[];
}

export function shapeTool({ corners, isSnapped = false, ...naming }: ShapeTool): Tool {
	return defineTool<Drag | null>({
		...naming,
		isMasking: true,
		options: [MODE],
		initialState: null,
		cursor: (context, pointer, drag) => modeCursor(context, naming.id, pointer, drag?.mode ?? null),
		step(state, event, context) {
			if (event.type === "cancel") return { state: null, outline: null };
			if (event.type === "down") return shown(begin(event, context));
			if (state === null) return { state };
			const drag = follow(state, pointsOf(event, context), event.modifiers);
			if (event.type === "move") return shown(drag);
			return { state: null, outline: null, commands: commandsOf(drag, context) };
		},
	});

	function begin(event: Extract<ToolEvent, { type: "down" }>, context: ToolContext): Drag {
		return {
			mode: modeOf(event, context, naming.id),
			points: pointsOf(event, context),
			isShiftForMode: event.modifiers.shift,
			isAltForMode: event.modifiers.alt,
			isSquare: false,
			isFromCentre: false,
		};
	}

	function pointsOf({ samples, modifiers }: Exclude<ToolEvent, { type: "cancel" }>, context: ToolContext) {
		return samples.map(({ image }) => (isSnapped ? snapToGuides(image, context, modifiers) : image));
	}

	function shown(drag: Drag): ToolStep<Drag> {
		return { state: drag, outline: { corners: corners(drag), mode: drag.mode } };
	}

	function commandsOf(drag: Drag, { document }: ToolContext) {
		const mask = activeMask(document);
		const shape = runToEnd(polygonCoverage(document.picture, corners(drag)));
		// A click without a drag leaves the mask unchanged, also in the intersect mode.
		if (isEmpty(shape)) return [];
		return setMaskTiles(mask, combineTiles(mask.coverage, COMBINE_MODES[drag.mode], shape.tiles));
	}
}

function follow(drag: Drag, points: readonly ImagePoint[], { shift, alt }: Modifiers): Drag {
	const isShiftForMode = drag.isShiftForMode && shift;
	const isAltForMode = drag.isAltForMode && alt;
	return {
		mode: drag.mode,
		points: [...drag.points, ...points],
		isShiftForMode,
		isAltForMode,
		isSquare: shift && !isShiftForMode,
		isFromCentre: alt && !isAltForMode,
	};
}

/** Returns the rectangle between the first and the last point of a drag. */
export function draggedRect({ points, isSquare, isFromCentre }: Pick<Drag, "points" | "isSquare" | "isFromCentre">) {
	const from = points[0] ?? { x: 0, y: 0 };
	const to = points.at(-1) ?? from;
	let dx = to.x - from.x;
	let dy = to.y - from.y;
	if (isSquare) {
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
