// The common part of the brushes and erasers: a stroke on a mask or on a paint layer, with a live preview and one command at its
// end. The right button inverts the effect, and so does Alt, unless it makes an eyedropper of the tool. Alt with the right button
// resizes the brush.
import type { DocumentCommand } from "../document";
import {
	beginStroke,
	endStroke,
	extendStroke,
	type Stroke,
	type StrokeSample,
	type StrokeStep,
	type Tiles,
} from "../raster";
import { BRUSH_HARDNESS, BRUSH_SIZE, brushOf, stabiliserOf } from "./brushOptions";
import { type BrushResizing, resizedBrush } from "./brushResize";
import { sampleCursor, sampleOf } from "./colour/eyedropper";
import { rangeValue } from "./option";
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
	readonly mode: StrokeMode;
	readonly stabiliser: number;
	/** The layer at the start of the stroke, and its tiles combined with the stroke so far. */
	readonly surface: StrokeSurface;
	readonly tiles: Tiles;
}

export type StrokeMode = "draw" | "erase";

/** The layer that a stroke changes, as it was at the start of the stroke. */
export interface StrokeSurface {
	/** The tiles of these keys, with the coverage of the stroke combined with the layer's own. */
	combine(stroke: Tiles, keys: ReadonlySet<number>): Tiles;
	preview(tiles: Tiles, changed: ReadonlySet<number>): Pick<ToolStep<unknown>, "preview" | "paint">;
	commands(tiles: Tiles): readonly DocumentCommand[];
}

interface PaintState {
	readonly painting: Painting | null;
	readonly resizing: BrushResizing | null;
	/** True while the eyedropper is dragged. */
	readonly isSampling?: boolean;
	/** The end of the previous stroke: Shift draws a straight line from there in the same document. */
	readonly last: { readonly document: string; readonly sample: StrokeSample } | null;
}

type Shared =
	| "id"
	| "label"
	| "icon"
	| "shortcuts"
	| "group"
	| "options"
	| "isMasking"
	| "isPainting"
	| "hasEyedropper";

interface StrokeTool extends Pick<Tool, Shared> {
	readonly mode: StrokeMode;
	/** Removes what a cancelled stroke has shown. */
	readonly noPreview: Pick<ToolStep<unknown>, "preview" | "paint">;
	surfaceOf(context: ToolContext, mode: StrokeMode): StrokeSurface;
}

export function strokeTool({ mode, noPreview, surfaceOf, ...naming }: StrokeTool): Tool {
	const { id, hasEyedropper } = naming;
	const opposite = mode === "draw" ? "erase" : "draw";
	return defineTool<PaintState>({
		...naming,
		initialState: { painting: null, resizing: null, last: null },
		cursor: ringCursor,
		step(state, event, context) {
			if (event.type === "down") {
				const isResizing = event.isSecondary && event.modifiers.alt;
				if (isResizing) return beginResizing(state, event, context);
				return hasEyedropper && event.modifiers.alt ? sampled(state, event) : begin(state, event, context);
			}
			const { painting, resizing, isSampling } = state;
			if (isSampling) return sampled(state, event);
			if (resizing !== null) return continueResizing(state, resizing, event, context);
			if (painting === null) return { state };
			if (event.type === "cancel") return { state: { ...state, painting: null }, ...noPreview };
			const samples = event.samples.map(strokeSample);
			const steadied = stabilise(painting.stroke.lastSample, samples, painting.stabiliser);
			if (event.type === "move") return withPreview(state, advance(painting, extendStroke(painting.stroke, steadied)));
			return finish(painting, [...steadied, ...samples.slice(-1)], context, noPreview);
		},
	});

	function ringCursor(context: ToolContext, pointing: PointerState | null, state: PaintState | null): Cursor {
		const isIdle = state === null || (state.painting === null && state.resizing === null);
		const sampler = hasEyedropper && isIdle ? sampleCursor(context, pointing, state?.isSampling === true) : null;
		if (sampler !== null) return sampler;
		const { settings } = context;
		const isOpposite = !hasEyedropper && state?.painting == null && pointing?.modifiers.alt === true;
		const effective = state?.painting?.mode ?? (isOpposite ? opposite : mode);
		const diameter = rangeValue(settings[id], BRUSH_SIZE);
		const core = state?.resizing ? { core: diameter * rangeValue(settings[id], BRUSH_HARDNESS) } : {};
		return { kind: "ring", diameter, ...core, isErasing: effective === "erase" };
	}

	function begin(
		state: PaintState,
		event: Extract<ToolEvent, { type: "down" }>,
		context: ToolContext,
	): ToolStep<PaintState> {
		const { document, settings } = context;
		const stroke = beginStroke(document.picture, brushOf(settings[id], event.pointer === "pen"));
		const used = event.isSecondary || event.modifiers.alt ? opposite : mode;
		const painting: Painting = {
			stroke,
			surface: surfaceOf(context, used),
			tiles: {},
			stabiliser: stabiliserOf(settings[id]),
			mode: used,
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

function sampled(state: PaintState, event: ToolEvent): ToolStep<PaintState> {
	const sampleColour = sampleOf(event);
	const isSampling = event.type === "down" || event.type === "move";
	return { state: { ...state, isSampling }, ...(sampleColour && { sampleColour }) };
}

function strokeSample({ image, pressure }: ToolSample): StrokeSample {
	return { x: image.x, y: image.y, pressure };
}

interface Advance {
	readonly painting: Painting;
	readonly changed: ReadonlySet<number>;
}

function advance(painting: Painting, { stroke, changed }: StrokeStep): Advance {
	const fresh = painting.surface.combine(stroke.tiles, changed);
	return { painting: { ...painting, stroke, tiles: { ...painting.tiles, ...fresh } }, changed };
}

function withPreview(state: PaintState, { painting, changed }: Advance): ToolStep<PaintState> {
	return { state: { ...state, painting }, ...painting.surface.preview(painting.tiles, changed) };
}

/** Ends the line at the last pointer position, even if the stabiliser had kept it behind. */
function finish(
	painting: Painting,
	samples: readonly StrokeSample[],
	context: ToolContext,
	noPreview: StrokeTool["noPreview"],
): ToolStep<PaintState> {
	const extended = advance(painting, extendStroke(painting.stroke, samples)).painting;
	const { stroke, surface, tiles } = advance(extended, endStroke(extended.stroke)).painting;
	const last = stroke.lastSample && { document: context.document.id, sample: stroke.lastSample };
	return { state: { painting: null, resizing: null, last }, commands: surface.commands(tiles), ...noPreview };
}
