// The common part of brush and eraser: a stroke on the active mask with a live preview and one command at its end. The
// right button or Alt inverts the effect; both together resize the brush.
import { activeMask, type MaskLayer } from "../document";
import {
	beginStroke,
	type CombineMode,
	combineTiles,
	endStroke,
	extendStroke,
	type Stroke,
	type StrokeSample,
	type StrokeStep,
	type Tiles,
} from "../raster";
import { BRUSH_HARDNESS, BRUSH_OPTIONS, BRUSH_SIZE, brushOf, stabiliserOf } from "./brushOptions";
import { type BrushResizing, resizedBrush } from "./brushResize";
import { rangeValue } from "./option";
import { setMaskTiles } from "./setMaskTiles";
import { stabilise } from "./stabiliser";
import {
	type Cursor,
	defineTool,
	type PointerState,
	type Tool,
	type ToolContext,
	type ToolEvent,
	type ToolSample,
	type ToolStep,
} from "./tool";

interface Painting {
	readonly stroke: Stroke;
	readonly mode: CombineMode;
	readonly stabiliser: number;
	/** The mask at the start of the stroke, and its tiles combined with the stroke so far. */
	readonly mask: MaskLayer;
	readonly tiles: Tiles;
}

interface PaintState {
	readonly painting: Painting | null;
	readonly resizing: BrushResizing | null;
	/** The end of the previous stroke: Shift draws a straight line from there in the same document. */
	readonly last: { readonly document: string; readonly sample: StrokeSample } | null;
}

interface PaintTool extends Pick<Tool, "id" | "label" | "icon" | "shortcuts"> {
	readonly mode: "union" | "subtract";
}

export function paintTool({ mode, ...naming }: PaintTool): Tool {
	const { id } = naming;
	const opposite = mode === "union" ? "subtract" : "union";
	return defineTool<PaintState>({
		...naming,
		isMasking: true,
		options: BRUSH_OPTIONS,
		initialState: { painting: null, resizing: null, last: null },
		cursor: ringCursor,
		step(state, event, context) {
			if (event.type === "down") {
				const isResizing = event.isSecondary && event.modifiers.alt;
				return isResizing ? beginResizing(state, event, context) : begin(state, event, context);
			}
			const { painting, resizing } = state;
			if (resizing !== null) return continueResizing(state, resizing, event, context);
			if (painting === null) return { state };
			if (event.type === "cancel") return { state: { ...state, painting: null }, preview: null };
			const samples = event.samples.map(strokeSample);
			const steadied = stabilise(painting.stroke.lastSample, samples, painting.stabiliser);
			if (event.type === "move") return withPreview(state, advance(painting, extendStroke(painting.stroke, steadied)));
			return finish(painting, [...steadied, ...samples.slice(-1)], context);
		},
	});

	function ringCursor({ settings }: ToolContext, pointing: PointerState | null, state: PaintState | null): Cursor {
		const isOpposite = state?.painting == null && pointing?.modifiers.alt === true;
		const effective = state?.painting?.mode ?? (isOpposite ? opposite : mode);
		const diameter = rangeValue(settings[id], BRUSH_SIZE);
		const core = state?.resizing ? { core: diameter * rangeValue(settings[id], BRUSH_HARDNESS) } : {};
		return { kind: "ring", diameter, ...core, isErasing: effective === "subtract" };
	}

	function begin(
		state: PaintState,
		event: Extract<ToolEvent, { type: "down" }>,
		{ document, settings }: ToolContext,
	): ToolStep<PaintState> {
		const stroke = beginStroke(document.picture, brushOf(settings[id], event.pointer === "pen"));
		const painting: Painting = {
			stroke,
			mask: activeMask(document),
			tiles: {},
			stabiliser: stabiliserOf(settings[id]),
			mode: event.isSecondary || event.modifiers.alt ? opposite : mode,
		};
		const samples = event.samples.map(strokeSample);
		const [first] = samples;
		const from = event.modifiers.shift && state.last?.document === document.id ? state.last.sample : null;
		if (from !== null && first !== undefined) samples.unshift({ ...from, pressure: first.pressure });
		return withPreview(state, advance(painting, extendStroke(stroke, samples)));
	}

	function beginResizing(
		state: PaintState,
		{ samples }: Extract<ToolEvent, { type: "down" }>,
		{ settings }: ToolContext,
	): ToolStep<PaintState> {
		const from = samples[0]?.view;
		if (from === undefined) return { state };
		return { state: { ...state, resizing: { values: settings[id] ?? {}, from } }, anchor: from };
	}

	function continueResizing(
		state: PaintState,
		resizing: BrushResizing,
		event: ToolEvent,
		{ zoom }: ToolContext,
	): ToolStep<PaintState> {
		const idle = { ...state, resizing: null };
		if (event.type === "cancel") return { state: idle, anchor: null, settings: resizing.values };
		const to = event.type === "down" ? undefined : event.samples.at(-1)?.view;
		const changed = to === undefined ? {} : { settings: resizedBrush(resizing, to, zoom) };
		return event.type === "up" ? { state: idle, anchor: null, ...changed } : { state, ...changed };
	}
}

function strokeSample({ image, pressure }: ToolSample): StrokeSample {
	return { x: image.x, y: image.y, pressure };
}

interface Advance {
	readonly painting: Painting;
	readonly changed: ReadonlySet<number>;
}

function advance(painting: Painting, { stroke, changed }: StrokeStep): Advance {
	const fresh = combineTiles(painting.mask.coverage, painting.mode, stroke.tiles, changed);
	return { painting: { ...painting, stroke, tiles: { ...painting.tiles, ...fresh } }, changed };
}

function withPreview(state: PaintState, { painting, changed }: Advance): ToolStep<PaintState> {
	const preview = { mask: painting.mask.id, tiles: painting.tiles, changed };
	return { state: { ...state, painting }, preview };
}

/** Ends the line at the last pointer position, even if the stabiliser had kept it behind. */
function finish(painting: Painting, samples: readonly StrokeSample[], context: ToolContext): ToolStep<PaintState> {
	const extended = advance(painting, extendStroke(painting.stroke, samples)).painting;
	const { stroke, mask, tiles } = advance(extended, endStroke(extended.stroke)).painting;
	const last = stroke.lastSample && { document: context.document.id, sample: stroke.lastSample };
	return { state: { painting: null, resizing: null, last }, commands: setMaskTiles(mask, tiles), preview: null };
}
